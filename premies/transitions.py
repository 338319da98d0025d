"""The transition table of a claim, as rules.md §6 states it. Rows with `naar=None` change it, not its state."""

from educam_portal.workflow.overgangen import Overgang, Overgangen

from .toestanden import TE_BEOORDELEN, Toestand, Wie

T = Toestand
BRON = "§6"

PREMIE = Overgangen(
    # The judgement says where it stands: open while something may still change, klaar or vervallen after the schooljaar.
    # What comes to light before it was handed on is judged again.
    Overgang("beoordelen", TE_BEOORDELEN, TE_BEOORDELEN, (Wie.PORTAAL,), "Beoordelen", bron=BRON),
    Overgang("doorgeven", (T.KLAAR,), T.DOORGEGEVEN, (Wie.COORDINATOR,), "Doorgeven aan het departement", bron=BRON),
    Overgang("toekennen", (T.DOORGEGEVEN,), T.TOEGEKEND, (Wie.COORDINATOR,), "Toekenning inlezen", bron=BRON),
    Overgang("weigeren", (T.DOORGEGEVEN,), T.GEWEIGERD, (Wie.COORDINATOR,), "Weigering inlezen", bron=BRON),
    Overgang("uitbetalen", (T.TOEGEKEND,), T.UITBETAALD, (Wie.COORDINATOR,), "Uitbetaling inlezen", bron=BRON),
)
