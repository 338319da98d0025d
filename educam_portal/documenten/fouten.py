"""What can be wrong with a file, each with a sentence that says how to fix it (ux.md §1.1 Upload)."""

ZINNEN = {
    "leeg": "Dit bestand is leeg. Kies een ander bestand.",
    "naam": "Dit bestand heeft geen naam die eindigt op {typen}. Geef het een naam, zoals uittreksel.pdf.",
    "type": "Dit soort bestand kan je niet opladen. Sla het op als {typen} en kies het opnieuw.",
    "te_groot": "Dit bestand is groter dan {mb} MB. Verklein het of scan het met een lagere kwaliteit.",
    "extensie": "De naam eindigt op {extensie}, maar dit is een {werkelijk}-bestand. "
    "Open het, sla het opnieuw op als {typen} en kies dat bestand.",
    "heic": "Deze foto heeft het formaat HEIC. Zet bij de camera-instellingen van je toestel het formaat op "
    "Meest compatibel, of sla de foto op als JPG.",
    "office": "Een Word-, Excel- of zip-bestand kan je niet opladen. Open het, kies Opslaan als PDF en kies die PDF.",
    "wachtwoord": "Deze PDF is beveiligd met een wachtwoord. Sla hem op zonder wachtwoord en kies hem opnieuw.",
    "beschadigd": "We kunnen dit bestand niet openen, want het is beschadigd of niet volledig. "
    "Maak het opnieuw of neem een nieuwe foto.",
    "te_zwaar": "Dit bestand is te zwaar om veilig te openen. Maak het kleiner, bijvoorbeeld met een nieuwe scan.",
    "paginas": "Deze PDF heeft meer dan {paginas} pagina's. Splits hem in kleinere bestanden.",
    "afmetingen": "Deze foto heeft te veel beeldpunten. Verklein ze of neem een foto met een lagere resolutie.",
    "ondertekend_actief": "Deze ondertekende PDF bevat scripts of bijlagen. "
    "Maak de PDF opnieuw zonder die onderdelen en onderteken hem daarna.",
    "virus": "Onze virusscanner houdt dit bestand tegen. Controleer je toestel en kies een ander bestand.",
    "scanner": "We kunnen dit bestand nu niet op virussen controleren. Probeer het over enkele minuten opnieuw.",
    "mislukt": "Het opladen is niet gelukt. Kies het bestand opnieuw.",
}


class OngeldigBestand(Exception):
    """A refused upload. `zin` is shown to the person, `code` is one of the keys of `ZINNEN`."""

    def __init__(self, zin: str, code: str = "mislukt") -> None:
        super().__init__(zin)
        self.zin = zin
        self.code = code

    @classmethod
    def om(cls, code: str, **gegevens: object) -> "OngeldigBestand":
        """The refusal `code`, with the values its sentence names."""
        return cls(ZINNEN[code].format(**gegevens), code)


class GeenToegang(Exception):
    """The user may not read this document, or it has been erased; screens answer 404."""


class BestandOntbreekt(Exception):
    """The row is there, but the file is gone or cannot be decrypted: an incident for the beheerder."""
