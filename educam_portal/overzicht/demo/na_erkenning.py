"""What happens to an erkenning of the demo world after it was granted: a renewal, begeleiding, measures, an appeal."""

from datetime import timedelta

from erkenning.models import Erkenning
from erkenning.services import begeleiding, behandeling, beroep, concept, maatregelen, mentorwissel, vestigingen
from erkenning.services.verlengen import verlengen
from mentoren.models import Mentor
from mentoren.services import dossier as mentordossier

from .dossiers import Dossier
from .tijd import Verhaal

COORDINATOR = "coordinator@example.be"


def erkenning_van(d: Dossier) -> Erkenning:
    """The first that its aanvraag gave."""
    return Erkenning.objects.filter(lijn__aanvraag=d.a).select_related("vestiging__regio").earliest("pk")


def verlengt(d: Dossier, dag: int) -> Verhaal:
    """The renewal, filed `dag` days ago and taken in the day after."""
    op = yield d.op(dag, "19.10")
    nieuw = Dossier(d.wereld, d.bedrijf, d.opleidingen, mentoren=d.mentoren)
    nieuw.aanvraag = verlengen(erkenning=erkenning_van(d), door=d.werkgever, op=op)
    ja = {"uitrusting_ok": True, "draagkracht_ok": True, "veroordelingen_ok": True}
    concept.bewaar_voorwaarden(antwoorden=ja, **nieuw.werkgever_doet(op))
    yield from nieuw.dient_in(dag)
    op = yield d.op(dag - 1, "9.20")
    behandeling.in_behandeling_nemen(**nieuw.consulent_doet(op))


def wisselt_van_mentor(d: Dossier, dag: int) -> Verhaal:
    """The only mentor left `dag` days ago; three days later the werkgever proposed another one, whom nobody judged yet."""
    op = yield d.op(dag, "16.20")
    mentordossier.vertrek(
        mentor=Mentor.objects.get(pk=d.bedrijf.mentoren[0].pk),
        per=d.wereld.kalender.dag(dag),
        waarnemer="Sophie Dubois",
        door=d.werkgever,
        op=op,
    )
    op = yield d.op(dag - 3, "8.50")
    nieuwe = Mentor.objects.get(pk=d.bedrijf.mentoren[1].pk)
    mentorwissel.mentor_voorstellen(erkenning=erkenning_van(d), mentor=nieuwe, door=d.werkgever, op=op)


def verhuist(d: Dossier, dag: int) -> Verhaal:
    """To a larger workshop in the same street, `dag` days ago: the consulent still has to go and look."""
    op = yield d.op(dag, "13.20")
    vestiging = d.bedrijf.vestigingen[d.vestiging_nr]
    d.bedrijf.vestigingen[d.vestiging_nr] = vestigingen.verhuizen(
        vestiging=vestiging,
        sinds=d.wereld.kalender.dag(dag),
        reden="De oude werkplaats was te klein geworden.",
        nummer=vestiging.nummer,
        straat=vestiging.straat,
        huisnummer="58",
        bus="",
        postcode=vestiging.postcode,
        door=d.werkgever,
        op=op,
    )


def begeleid(d: Dossier, dag: int) -> Verhaal:
    """Points agreed `dag` days ago that must be right in three weeks."""
    op = yield d.op(dag, "11.15")
    begeleiding.begeleiding_starten(
        erkenning=erkenning_van(d),
        punten="De lerende krijgt elke week een vast moment met de mentor.\nDe spuitcabine wordt opnieuw gekeurd.",
        tegen=d.wereld.kalender.vandaag + timedelta(days=21),
        door=d.consulent,
        op=op,
    )


def geschorst(d: Dossier, dag: int) -> Verhaal:
    """Suspended `dag` days ago for a month."""
    op = yield d.op(dag, "15.40")
    begin = d.wereld.kalender.dag(dag)
    maatregelen.schorsen(
        erkenning=erkenning_van(d),
        van=begin,
        tot=begin + timedelta(days=30),
        redenen="De werkplaats wordt verbouwd. Een lerende kan er nu niet veilig werken.",
        door=d.wereld.users[COORDINATOR],
        op=op,
    )


def opgeheven(d: Dossier, dag: int) -> Verhaal:
    """Begeleiding without result, then lifted; the onderneming appealed two days ago."""
    op = yield d.op(dag + 60, "10.20")
    begeleiding.begeleiding_starten(
        erkenning=erkenning_van(d),
        punten="Er is opnieuw een mentor die elke dag in de werkplaats is.",
        tegen=d.wereld.kalender.dag(dag + 60) + timedelta(days=40),
        door=d.consulent,
        op=op,
    )
    op = yield d.op(dag + 15, "14.05")
    begeleiding.begeleiding_afronden(
        erkenning=erkenning_van(d),
        in_orde=False,
        besluit="Bij het tweede bezoek was er nog altijd niemand om de lerende te volgen.",
        door=d.consulent,
        op=op,
    )
    op = yield d.op(dag, "9.30")
    maatregel = maatregelen.opheffen(
        erkenning=erkenning_van(d),
        redenen="Er is al maanden geen mentor aanwezig en de afspraken zijn niet nagekomen.",
        gehoord=maatregelen.Gehoord(op=d.wereld.kalender.dag(dag + 6), hoe="Gesprek met de zaakvoerder."),
        door=d.wereld.users[COORDINATOR],
        op=op,
    )
    op = yield d.op(2, "16.50")
    beroep.beroep_registreren(
        over=maatregel,
        ingediend_op=d.wereld.kalender.dag(3),
        notitie="Aangetekende brief, ontvangen via de beroepscommissie.",
        door=d.wereld.users[COORDINATOR],
        op=op,
    )
