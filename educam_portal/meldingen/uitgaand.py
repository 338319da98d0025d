"""The outbox as people look at it: what waits, left or failed, sending again, and what did not reach somebody.

One door for sending again, whoever presses and on which page; what was sent is never sent twice by it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from educam_portal.accounts.bladzijden import BegrensdeTelling
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.accounts.toegang import is_beheerder

from . import opstellen
from .models import Bericht
from .register import SOORTEN, is_achterhaald
from .services import lever_na_commit

Toestand = Bericht.Toestand
VERS = timedelta(days=7)
# A mail that comes back does so within hours: one that left shorter ago shows nothing about its address.
BEWIJS = timedelta(days=1)
# Why a message in this state does not go again.
NIET_OPNIEUW = {
    Toestand.VERZONDEN: "Dit bericht is al verzonden. Een tweede keer versturen we het niet.",
    Toestand.WACHT: "Dit bericht staat al klaar. Het vertrekt vanzelf.",
    Toestand.DAGMAIL: "Dit bericht wacht op de dagmail van de ontvanger.",
    Toestand.GEBUNDELD: "Dit bericht stond in een dagmail. Verstuur die opnieuw.",
    Toestand.PORTAAL: "Dit bericht staat alleen in het portaal. Er gaat geen mail mee.",
}


def mag_zien(user: User) -> bool:
    """Who keeps the outbox: a beheerder (never what messages say, rules.md §2) and a coördinator."""
    return user.is_coordinator or is_beheerder(user)


# A higher floor says whether somebody handles what a message is about.
Behandelt = Callable[[Any, User], bool]
_BEHANDELT: list[Behandelt] = []


def registreer_behandelaar(functie: Behandelt) -> None:
    """Let who handles a dossier send its failed mails again, without the outbox."""
    _BEHANDELT.append(functie)


def mag_opnieuw(user: User, bericht: Bericht) -> bool:
    """Who keeps the outbox, and who handles the dossier that the message is about."""
    if mag_zien(user):
        return True
    return bericht.dossier is not None and any(behandelt(bericht.dossier, user) for behandelt in _BEHANDELT)


def label(soort: str) -> str:
    """The kind as people read it; the name of one that no floor registers any more."""
    bekend = SOORTEN.get(soort)
    return bekend.label if bekend else soort


def rijen(toestand: str = "", *, soort: str = "", adres: str = "") -> "models.QuerySet[Bericht]":
    """The outbox, newest first, without what the messages say; `adres` is the beginning of an address."""
    gekozen = Bericht.objects.order_by("-pk").defer("tekst", "gegevens", "bijlagen")
    if toestand:
        gekozen = gekozen.filter(toestand=toestand)
    if soort:
        # Kinds that read the same are one kind for who looks: the mails about an account.
        gekozen = gekozen.filter(soort__in=[kind.naam for kind in SOORTEN.values() if kind.label == label(soort)])
    return gekozen.filter(adres__startswith=adres.lower()) if adres else gekozen


def mislukt_sinds(moment: datetime) -> "models.QuerySet[Bericht]":
    """What was given up after `moment` and nobody sent again since."""
    return Bericht.objects.filter(toestand=Toestand.MISLUKT, mislukt_op__gt=moment)


def tellingen(user: User) -> Mapping[str, int]:
    """How many failed and how many wait, counted no further than a list shows; one query."""
    soorten = [Toestand.MISLUKT, Toestand.WACHT]
    vragen = [BegrensdeTelling(Bericht.objects.filter(toestand=toestand)) for toestand in soorten]
    aantallen = User.objects.filter(pk=user.pk).values_list(*vragen).get()
    return dict(zip(soorten, aantallen, strict=True))


# --- sending again -----------------------------------------------------------------------------------------------


def waarom_niet(bericht: Bericht) -> str:
    """Why this message does not go again, for who looks at it; empty when it may."""
    if bericht.toestand != Toestand.MISLUKT:
        return NIET_OPNIEUW[Toestand(bericht.toestand)]
    if not bericht.tekst:
        return "Wat dit bericht zei, is gewist. Er valt niets meer te versturen."
    if bericht.aan and not bericht.aan.is_active:
        return "Dit account is gesloten. We sturen er niets meer naartoe."
    if opstellen.adresfout(_adres(bericht)):
        return "Dit e-mailadres kan niet bestaan. Vraag het juiste adres en begin opnieuw vanaf het dossier."
    if bericht.soort in SOORTEN and is_achterhaald(bericht):
        return "Wat dit bericht vraagt, is intussen gebeurd of voorbij. Het zou alleen verwarren."
    return ""


def opnieuw_versturen(*, bericht: Bericht, door: User, op: datetime) -> Bericht:
    """Put a failed message in the queue again, to the address its reader has now; it leaves after commit.

    Of two presses at once one wins. Raises Geweigerd for whoever may not, and for what was sent, waits, or no longer
    holds; a code or link that expired meanwhile makes it fail again, with that as the reason.
    """
    if not mag_opnieuw(door, bericht):
        raise Geweigerd("Alleen een beheerder, een coördinator of wie het dossier behandelt, verstuurt dit opnieuw.")
    with transaction.atomic():
        rij = Bericht.objects.select_for_update(of=("self",), no_key=True).select_related("aan").get(pk=bericht.pk)
        if zin := waarom_niet(rij):
            raise Geweigerd(zin)
        rij.adres, rij.toestand = _adres(rij), Toestand.WACHT
        rij.pogingen, rij.volgende_poging, rij.lease_tot = 0, op, None
        rij.fout, rij.mislukt_op, rij.verzonden_op = "", None, None
        rij.opnieuw_op, rij.opnieuw_door = op, door
        rij.save()
        lever_na_commit([rij])
    return rij


def _adres(bericht: Bericht) -> str:
    """Where it goes now: people mend their own address, so an old one is not tried again."""
    return bericht.aan.email if bericht.aan else bericht.adres


# --- what did not reach somebody ---------------------------------------------------------------------------------


def niet_aangekomen(dossier: models.Model) -> list[Bericht]:
    """Mails about this dossier that did not arrive, also inside a daily mail, and still matter; one query.

    Settled is what its reader read in the portal, and what a later mail to the same address shows that did not come
    back either: it works again.
    """
    mislukt = Coalesce("mislukt_op", "dagmail__mislukt_op")
    later = Bericht.objects.filter(
        adres=OuterRef("adres"),
        toestand=Toestand.VERZONDEN,
        verzonden_op__gt=OuterRef("sinds"),
        verzonden_op__lte=timezone.now() - BEWIJS,
    )
    gevonden = Bericht.objects.filter(
        Q(toestand=Toestand.MISLUKT) | Q(toestand=Toestand.GEBUNDELD, dagmail__toestand=Toestand.MISLUKT),
        gelezen_op=None,
        **opstellen.onderwerp(dossier),
    )
    gevonden = gevonden.annotate(sinds=mislukt).filter(~Exists(later))
    return list(gevonden.select_related("aan", "dagmail").order_by("-pk"))
