"""The markup of what stands many times on a page: icon, status and clock. A template each would cost more than a row's data.

The tags of `templatetags/portaal.py` give these to the templates; `/demo/vorm/` shows them.
"""

from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .weergave import Klok, kortedatum, nldatum

NIETS = SafeString()


@lru_cache(maxsize=1024, typed=True)  # typed: what is safe and what is not must not share an answer
def icoon(naam: str, label: str = "", klasse: str = "") -> SafeString:
    """A drawing from the sprite. The address of a static file is fixed as long as the process lives."""
    bron = static("vendor/iconen.svg")
    if label:
        return format_html(
            '<svg class="icoon {}" role="img" aria-label="{}"><use href="{}#{}"></use></svg>', klasse, label, bron, naam
        )
    return format_html(
        '<svg class="icoon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', klasse, bron, naam
    )


def statusbadge(tekst: str, kleur: str, naam: str) -> SafeString:
    """Icon, word and colour."""
    return format_html(
        '<span class="badge-status badge-status--{}">{}<span>{}</span></span>',
        kleur, icoon(naam) if naam else NIETS, tekst,
    )  # fmt: skip


def termijnklok(klok: Klok, label: str, *, kort: bool) -> SafeString:
    """Date and label, always; the bar is decoration."""
    if label and klok.stand == "gepauzeerd":
        label = f"{label}: datum schuift op"
    return format_html(
        '<div class="klok klok--{}{}" data-stand="{}">{}{}<span class="klok-tekst">{}{}</span>{}</div>',
        klok.kleur, " klok--kort" if kort else "", klok.stand,
        format_html('<span class="klok-label">{}</span> ', label) if label else NIETS,
        format_html(
            '<time class="klok-datum" datetime="{}">{}</time> ',
            f"{klok.datum:%Y-%m-%d}", kortedatum(klok.datum) if kort else nldatum(klok.datum),
        ) if klok.datum else NIETS,
        icoon(klok.icoon), klok.tekst,
        format_html(
            ' <progress class="klok-balk" max="{}" value="{}" aria-hidden="true"></progress>', klok.totaal, klok.gedaan
        ) if klok.totaal else NIETS,
    )  # fmt: skip
