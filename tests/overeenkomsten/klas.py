"""A klassjabloon with everything filled in, for the lerenden of `fabriek.wereld()`."""

from datetime import timedelta

from django.utils import timezone

from overeenkomsten.models import Klassjabloon
from overeenkomsten.services.klas import nieuw_sjabloon, plan_naar_json

from .fabriek import PLAN, ROOSTER, Wereld


def sjabloon_van(w: Wereld, **anders) -> Klassjabloon:
    velden = {
        "naam": "6 auto duaal", "opleiding": w.erkenning.opleiding, "start": w.start,
        "einde": w.start + timedelta(days=280), "categorie": 2, "rooster": ROOSTER, "plan": plan_naar_json(PLAN),
        "evaluaties": [(w.start + timedelta(days=na)).isoformat() for na in (60, 250)],
        "evaluatievorm": "Elke maand een gesprek met mentor en school.", **anders,
    }  # fmt: skip
    return nieuw_sjabloon(school=w.school, velden=velden, door=w.begeleider, op=timezone.now())
