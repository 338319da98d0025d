"""An export of Dimona or DmfA: which columns it has, and what stands in a row. Bytes in, rows out; nothing is stored."""

from dataclasses import dataclass, field
from datetime import date

from educam_portal.organisaties.nummers import schoon_insz, schoon_onderneming
from overeenkomsten.inlezen.bestand import Onleesbaar, lees_tabel
from overeenkomsten.inlezen.kolommen import datumtekst, sleutel

# What we read → the headings that exports give it. The other columns are not looked at.
KOLOMMEN: dict[str, tuple[str, ...]] = {
    "insz": ("INSZ", "Rijksregisternummer", "INSZ-nummer", "INSZ werknemer", "NISS"),
    "van": ("Datum in dienst", "Begindatum", "Startdatum", "Van", "Begin tewerkstelling"),
    "tot": ("Datum uit dienst", "Einddatum", "Tot en met", "Tot", "Einde tewerkstelling"),
    "onderneming": ("Ondernemingsnummer", "KBO-nummer", "Ondernemingsnummer werkgever"),
}
VERPLICHT = ("insz", "van", "tot")
# What stands before it is a slip of the pen; before the year 1 there is no schooljaar to look in.
EERSTE_JAAR = 1900


@dataclass(frozen=True)
class Rij:
    """One row of the file. `tot` None: still employed. `fout`: why it cannot be read; then the rest is empty."""

    nummer: int
    insz: str = ""
    van: date | None = None
    tot: date | None = None
    onderneming: str | None = None
    fout: str = ""


@dataclass(frozen=True)
class Uittreksel:
    rijen: list[Rij]
    onbekend: list[str] = field(default_factory=list)


def lees_uittreksel(inhoud: bytes) -> Uittreksel:
    """Every row of the export. Raises Onleesbaar with a Dutch sentence when the file as a whole cannot be read."""
    tabel = lees_tabel(inhoud)
    if not tabel:
        raise Onleesbaar("Dit bestand is leeg. Kies een ander bestand.")
    bekend = {sleutel(naam): veld for veld, namen in KOLOMMEN.items() for naam in namen}
    kop = tabel[0][1]
    velden = [bekend.get(sleutel(naam)) for naam in kop]
    if mist := [KOLOMMEN[veld][0] for veld in VERPLICHT if veld not in velden]:
        raise Onleesbaar(f"We missen een kolom: {', '.join(mist)}. Zet de namen van de kolommen op de eerste rij.")
    if dubbel := [KOLOMMEN[veld][0] for veld in KOLOMMEN if velden.count(veld) > 1]:
        raise Onleesbaar(f"Deze kolom staat er twee keer: {', '.join(dubbel)}. Laat er één weg.")
    if len(tabel) == 1:
        raise Onleesbaar("Onder de namen van de kolommen staat nog niemand.")
    rijen = [
        _rij(nummer, {veld: cel for veld, cel in zip(velden, cellen, strict=False) if veld})
        for nummer, cellen in tabel[1:]
    ]
    return Uittreksel(rijen, [naam for naam, veld in zip(kop, velden, strict=True) if naam and not veld])


def _rij(nummer: int, cellen: dict[str, str]) -> Rij:
    ruw = cellen.get("insz", "")
    # A sheet that took it for a number left the zeros in front out.
    insz = schoon_insz(ruw.zfill(11) if ruw.isascii() and ruw.isdigit() else ruw)
    if insz is None:
        return Rij(nummer, fout="Het rijksregisternummer klopt niet.")
    van, tot = _dag(cellen.get("van", "")), _dag(cellen.get("tot", ""))
    if van is None:
        return Rij(nummer, fout="De eerste dag is geen datum.")
    if tot is None and cellen.get("tot", ""):
        return Rij(nummer, fout="De laatste dag is geen datum.")
    if tot is not None and tot < van:
        return Rij(nummer, fout="De laatste dag ligt vóór de eerste.")
    werkgever = cellen.get("onderneming", "")
    onderneming = schoon_onderneming(werkgever) if werkgever else None
    if werkgever and onderneming is None:
        return Rij(nummer, fout="Het ondernemingsnummer klopt niet.")
    return Rij(nummer, insz, van, tot, onderneming)


def _dag(tekst: str) -> date | None:
    """As a list of lerenden has it, or the eight digits of an export (20260901)."""
    if len(tekst) == 8 and tekst.isascii() and tekst.isdigit():
        tekst = f"{tekst[:4]}-{tekst[4:6]}-{tekst[6:]}"
    dag, _, rest = datumtekst(tekst).partition("/")
    maand, _, jaar = rest.partition("/")
    try:
        gelezen = date(int(jaar), int(maand), int(dag))
    except ValueError:
        return None
    return gelezen if gelezen.year >= EERSTE_JAAR else None
