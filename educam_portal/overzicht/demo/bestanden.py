"""Small real files for the demo world: a PDF with a few lines of text, a drawing of a workshop."""

import io

import pikepdf
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

A4 = (595, 842)


def pdf(naam: str, titel: str, *regels: str) -> ContentFile:
    """One A4 page that says at the top that it is an example."""
    document = pikepdf.Pdf.new()
    pagina = document.add_blank_page(page_size=A4)
    lettertype = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    pagina.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=lettertype))
    tekst = ["VOORBEELD - geen echt document", "", titel, "", *regels]
    stukken = [f"BT /F1 12 Tf 60 {780 - 20 * plaats} Td ({_veilig(regel)}) Tj ET" for plaats, regel in enumerate(tekst)]
    pagina.obj.Contents = pikepdf.Stream(document, "\n".join(stukken).encode("cp1252"))
    uit = io.BytesIO()
    document.save(uit)
    return ContentFile(uit.getvalue(), name=naam)


def foto(naam: str, kleur: tuple[int, int, int]) -> ContentFile:
    """A simple drawing of a bay with a lift, as a PNG."""
    beeld = Image.new("RGB", (800, 500), (226, 232, 240))
    potlood = ImageDraw.Draw(beeld)
    potlood.rectangle((0, 380, 800, 500), fill=(148, 163, 184))
    for links in (120, 460):
        potlood.rectangle((links, 120, links + 220, 380), fill=(203, 213, 225), outline=(71, 85, 105), width=4)
        potlood.rectangle((links + 30, 250, links + 190, 320), fill=kleur, outline=(30, 41, 59), width=3)
        for wiel in (links + 45, links + 140):
            potlood.ellipse((wiel, 305, wiel + 36, 341), fill=(30, 41, 59))
    uit = io.BytesIO()
    beeld.save(uit, "PNG")
    return ContentFile(uit.getvalue(), name=naam)


def _veilig(tekst: str) -> str:
    return tekst.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
