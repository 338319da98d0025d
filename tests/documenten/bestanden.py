"""Files to upload: good ones and hostile ones, all made here."""

import zipfile
import zlib
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import ExifTags, Image

GEHEIM = b"alleen voor wie mag lezen"


def pdf(bewerk=None, paginas: int = 1, **bewaren) -> bytes:
    """A PDF that carries GEHEIM readable in its bytes; `bewerk(pdf)` may add to it."""
    document = Pdf.new()
    for _ in range(paginas):
        document.add_blank_page(page_size=(595, 842))
    document.docinfo["/Title"] = String(GEHEIM.decode())
    if bewerk:
        bewerk(document)
    uit = BytesIO()
    if not bewaren:
        # Streams stay packed as the test packed them.
        bewaren = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
    document.save(uit, **bewaren)
    return uit.getvalue()


def met_scripts(document: Pdf) -> None:
    """JavaScript in every place that readers know, an attachment, a launch and an outward form."""
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('KWAAD')"))
    document.Root.OpenAction = document.make_indirect(script)
    document.Root.AA = Dictionary(WC=Dictionary(S=Name.JavaScript, JS=String("KWAAD")))
    bijlage = document.make_stream(b"MZ KWAAD")
    filespec = Dictionary(Type=Name.Filespec, F=String("kwaad.exe"), EF=Dictionary(F=bijlage))
    document.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("begin"), script])),
        EmbeddedFiles=Dictionary(Names=Array([String("kwaad.exe"), filespec])),
    )
    document.Root.AcroForm = Dictionary(Fields=Array(), XFA=document.make_stream(b"<xdp>KWAAD</xdp>"))
    rechthoek = Array([0, 0, 10, 10])
    starten = Dictionary(S=Name.Launch, F=String("KWAAD"), Next=Dictionary(S=Name.JavaScript, JS=String("KWAAD")))
    document.pages[0].Annots = Array(
        [
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rechthoek, A=starten),
            Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=rechthoek, FS=filespec),
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=rechthoek,
                A=Dictionary(S=Name.URI, URI=String("javascript:KWAAD()")),
            ),
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=rechthoek,
                A=Dictionary(S=Name.URI, URI=String("https://www.example.be/goed")),
            ),
        ]
    )  # fmt: skip


def met_handtekening(document: Pdf) -> None:
    """The dictionaries of a signature field; the signature itself is not real."""
    waarde = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=Array([0, 1, 2, 3]), Contents=b"\0" * 8)
    veld = Dictionary(FT=Name.Sig, T=String("Handtekening"), V=document.make_indirect(waarde))
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(veld)]), SigFlags=3)


def uitdijend(megabytes: int) -> bytes:
    """Deflated spaces that unpack to `megabytes`, from a thousandth of that."""
    inpakker = zlib.compressobj(9)
    begin = inpakker.compress(b"") + inpakker.flush(zlib.Z_FULL_FLUSH)
    # After a full flush a block stands on its own, so one block can be repeated instead of packed again.
    blok = inpakker.compress(b" " * 1024 * 1024) + inpakker.flush(zlib.Z_FULL_FLUSH)
    return begin + blok * megabytes


def met_bom(megabytes: int):
    """A page whose content unpacks to `megabytes`."""

    def bewerk(document: Pdf) -> None:
        document.pages[0].Contents = Stream(document, uitdijend(megabytes), Filter=Name.FlateDecode)

    return bewerk


def dubbel_ingepakt(document: Pdf) -> None:
    inhoud = zlib.compress(zlib.compress(b" " * 10_000))
    document.pages[0].Contents = Stream(document, inhoud, Filter=Array([Name.FlateDecode, Name.FlateDecode]))


def met_wachtwoord(wachtwoord: str) -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="baas", user=wachtwoord))


def foto(formaat: str = "JPEG", grootte: tuple[int, int] = (60, 40), draaiing: int | None = None, **bewaren) -> bytes:
    """A picture, red left and blue right, with GPS position, camera owner and comment in its EXIF data."""
    beeld = Image.new("RGB", grootte, "blue")
    beeld.paste("red", (0, 0, grootte[0] // 2, grootte[1]))
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Jan GEHEIMPERS"
    if draaiing:
        exif[ExifTags.Base.Orientation] = draaiing
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (51.0, 2.0, 3.0), 3: "E", 4: (4.0, 5.0, 6.0)})
    uit = BytesIO()
    beeld.save(uit, formaat, exif=exif, **bewaren)
    return uit.getvalue()


def beeldbom() -> bytes:
    """A PNG of a few kilobytes that announces 400 million pixels."""
    uit = BytesIO()
    Image.new("1", (20_000, 20_000)).save(uit, "PNG")
    return uit.getvalue()


def zipbom() -> bytes:
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr("bom.txt", b"0" * 10_000_000)
    return uit.getvalue()


def opgeladen(naam: str, inhoud: bytes, mime: str = "application/octet-stream") -> SimpleUploadedFile:
    """As Django hands over an upload; the browser's word on the MIME type is not to be believed."""
    bestand = SimpleUploadedFile("x", inhoud, mime)
    bestand._name = naam
    return bestand
