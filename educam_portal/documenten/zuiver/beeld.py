"""Photos and scans: decoded and written anew, so that only the picture itself survives (rules.md §11: no EXIF)."""

from io import BytesIO

from PIL import Image, ImageOps

from .afgekeurd import Afgekeurd

MAX_BEELDPUNTEN = 64_000_000
# The long side of an A4 page at 300 dots an inch: text stays readable, a phone photo loses nothing that matters.
MAX_ZIJDE = 3508
JPEG_KWALITEIT = 88


def zuiver(inhoud: bytes) -> bytes:
    """The same picture, upright, without any metadata, at most `MAX_ZIJDE` long; JPEG stays JPEG, PNG stays PNG.

    Raises Afgekeurd: `afmetingen` for too many pixels (checked before decoding), `beschadigd` when it does not decode.
    """
    try:
        with Image.open(BytesIO(inhoud), formats=("JPEG", "PNG")) as beeld:
            if beeld.width * beeld.height > MAX_BEELDPUNTEN:
                raise Afgekeurd("afmetingen")
            formaat = "PNG" if beeld.format == "PNG" else "JPEG"
            beeld.verify()
        with Image.open(BytesIO(inhoud), formats=("JPEG", "PNG")) as beeld:
            # A JPEG decodes straight to a smaller size: less memory, same result after the resize below.
            beeld.draft(None, (MAX_ZIJDE, MAX_ZIJDE))
            schoon = _kleuren(ImageOps.exif_transpose(beeld), formaat)
    except Image.DecompressionBombError as fout:
        raise Afgekeurd("afmetingen") from fout
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError) as fout:
        raise Afgekeurd("beschadigd") from fout
    schoon.thumbnail((MAX_ZIJDE, MAX_ZIJDE), Image.Resampling.LANCZOS)
    # Pillow writes back what it finds in `info` (comments, profiles); an empty one leaves nothing to write.
    schoon.info = {}
    uit = BytesIO()
    if formaat == "JPEG":
        schoon.save(uit, "JPEG", quality=JPEG_KWALITEIT, optimize=True)
    else:
        schoon.save(uit, "PNG")
    return uit.getvalue()


def _kleuren(beeld: Image.Image, formaat: str) -> Image.Image:
    """`beeld` decoded, in a mode that its format can write without a palette."""
    if formaat == "JPEG":
        return beeld.convert("L" if beeld.mode == "L" else "RGB")
    if beeld.mode.startswith("I"):
        return beeld.convert("I").point(lambda punt: punt / 256).convert("L")
    if beeld.mode in ("P", "PA"):
        return beeld.convert("RGBA" if beeld.mode == "PA" or "transparency" in beeld.info else "RGB")
    return beeld.convert(beeld.mode if beeld.mode in ("1", "L", "LA", "RGB", "RGBA") else "RGB")
