"""PDFs: opened, counted, stripped of everything that acts on its own, and written anew.

A signed PDF is kept byte for byte, because rewriting breaks the signature; it is refused when it holds active parts.
"""

import zlib
from io import BytesIO

import pikepdf

from .afgekeurd import MAX_PAGINAS, Afgekeurd

MAX_OBJECTEN = 50_000
MAX_UITGEPAKT = 512 * 1024 * 1024
MAX_DIEPTE = 100
ACTIES = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToR",
        "/GoToE",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/RichMediaExecute",
        "/GoTo3DView",
    }
)
SLEUTELS = frozenset(
    {
        "/AA",
        "/JS",
        "/JavaScript",
        "/EmbeddedFiles",
        "/EF",
        "/AF",
        "/XFA",
        "/Collection",
        "/RichMediaContent",
        "/RichMediaSettings",
    }
)
ANNOTATIES = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
VEILIGE_LINKS = ("http://", "https://", "mailto:", "tel:")
_INPAKKERS = frozenset(("/FlateDecode", "/Fl", "/LZWDecode", "/LZW"))


def zuiver(inhoud: bytes) -> bytes:
    """The PDF without scripts, embedded files and outward actions; `inhoud` itself when it is signed and clean.

    Raises Afgekeurd: `wachtwoord`, `paginas`, `te_zwaar`, `ondertekend_actief`, `beschadigd`.
    """
    try:
        with pikepdf.open(BytesIO(inhoud), suppress_warnings=True) as pdf:
            return _gezuiverd(pdf, inhoud)
    except pikepdf.PasswordError as fout:
        raise Afgekeurd("wachtwoord") from fout
    except (pikepdf.PdfError, ValueError, RuntimeError) as fout:
        raise Afgekeurd("beschadigd") from fout


def _gezuiverd(pdf: pikepdf.Pdf, inhoud: bytes) -> bytes:
    if len(pdf.objects) > MAX_OBJECTEN:
        raise Afgekeurd("te_zwaar")
    if not len(pdf.pages):
        raise Afgekeurd("beschadigd")
    if len(pdf.pages) > MAX_PAGINAS:
        raise Afgekeurd("paginas")
    veger = _Veger()
    for pagina in pdf.pages:
        veger.annotaties(pagina.obj)
    for deel in pdf.objects:
        veger.veeg(deel)
    if veger.ondertekend:
        if veger.verwijderd:
            raise Afgekeurd("ondertekend_actief")
        return inhoud
    uit = BytesIO()
    # No stream is unpacked on the way: what was not measured above would be unpacked here.
    pdf.save(
        uit,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=False,
        encryption=False,
    )
    return uit.getvalue()


class _Veger:
    """Walks every object once; counts what it took out and what the streams unpack to."""

    def __init__(self) -> None:
        self.verwijderd = 0
        self.uitgepakt = 0
        self.ondertekend = False

    def annotaties(self, pagina: pikepdf.Object) -> None:
        """Take attachments, films and the like off a page."""
        annotaties = pagina.get("/Annots")
        if not isinstance(annotaties, pikepdf.Array):
            return
        goed = [a for a in annotaties if not (isinstance(a, pikepdf.Dictionary) and _naam(a, "/Subtype") in ANNOTATIES)]
        if len(goed) != len(annotaties):
            self.verwijderd += len(annotaties) - len(goed)
            pagina["/Annots"] = pikepdf.Array(goed)

    def veeg(self, deel: pikepdf.Object, diepte: int = 0) -> None:
        """Clean `deel` and the direct objects inside it; indirect ones get their own turn."""
        if diepte > MAX_DIEPTE:
            raise Afgekeurd("te_zwaar")
        if isinstance(deel, pikepdf.Array):
            for kind in deel:
                self._verder(kind, diepte)
        elif isinstance(deel, pikepdf.Dictionary | pikepdf.Stream):
            if isinstance(deel, pikepdf.Stream):
                self._tel(deel)
            self._schoon(deel)
            for sleutel in deel.keys():  # noqa: SIM118 - iterating a pikepdf object itself means its items
                self._verder(deel.get(sleutel), diepte)

    def _verder(self, kind: object, diepte: int) -> None:
        if isinstance(kind, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream) and not kind.is_indirect:
            self.veeg(kind, diepte + 1)

    def _schoon(self, deel: pikepdf.Object) -> None:
        sleutels = set(deel.keys())
        if _naam(deel, "/Type") in ("/Sig", "/DocTimeStamp") and "/ByteRange" in sleutels:
            self.ondertekend = True
            return
        if _naam(deel, "/S") in ACTIES or _link_buiten(deel):
            self._weg(deel, sleutels)
            return
        self._weg(deel, sleutels & SLEUTELS)
        if isinstance(deel, pikepdf.Stream):
            # A stream may name an outside file as its content.
            self._weg(deel, sleutels & {"/F", "/FFilter", "/FDecodeParms"})

    def _weg(self, deel: pikepdf.Object, sleutels: set[str]) -> None:
        for sleutel in sleutels:
            del deel[sleutel]
        self.verwijderd += len(sleutels)

    def _tel(self, stroom: pikepdf.Stream) -> None:
        filters = stroom.get("/Filter")
        namen = [str(f) for f in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
        ingepakt = [n for n in namen if n in _INPAKKERS]
        if len(ingepakt) > 1 or len(namen) > 4:
            # Packing what was packed has one use: a small file that grows without end.
            raise Afgekeurd("te_zwaar")
        if ingepakt and namen[0] in ("/FlateDecode", "/Fl"):
            self.uitgepakt += _lengte(stroom.read_raw_bytes(), MAX_UITGEPAKT - self.uitgepakt)


def _lengte(ingepakt: bytes, ruimte: int) -> int:
    """How many bytes `ingepakt` becomes, measured piece by piece; raises Afgekeurd beyond `ruimte`."""
    lezer, lengte, rest = zlib.decompressobj(), 0, ingepakt
    while rest and not lezer.eof:
        try:
            lengte += len(lezer.decompress(rest, 1024 * 1024))
        except zlib.error:
            break  # a damaged stream shows nothing more than what came out of it
        if lengte > ruimte:
            raise Afgekeurd("te_zwaar")
        rest = lezer.unconsumed_tail
    return lengte


def _naam(deel: pikepdf.Object, sleutel: str) -> str:
    waarde = deel.get(sleutel)
    return str(waarde) if isinstance(waarde, pikepdf.Name) else ""


def _link_buiten(deel: pikepdf.Object) -> bool:
    """A link that is not web, mail or telephone: javascript:, file:, a share on the network."""
    if _naam(deel, "/S") != "/URI":
        return False
    return not str(deel.get("/URI", "")).strip().lower().startswith(VEILIGE_LINKS)
