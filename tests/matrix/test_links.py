"""Personal links: unknown, another's, used, expired. Looking never uses one up, and none opens more than it says."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import Lidmaatschap, Uitnodiging, User
from educam_portal.termijnen.agenda import vernieuw
from erkenning.models import Bezoek, Erkenning
from tests import fabrieken

from .geheimen import INHOUD, te_veel
from .proef import probeer
from .rollen import ROLLEN

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
GISTEREN = timedelta(days=1)


class TestBezoek:
    """The link in the mail that offers slots; only who acts for the onderneming and is logged in uses it."""

    def _kies(self, wereld, client):
        adres = reverse("werkgever:bezoek", args=[wereld.voorstel.token])
        return probeer(client, "post", adres, {"moment": wereld.voorstel.momenten.first().pk})

    def test_whoever_else_has_it_chooses_nothing(self, wereld, clienten):
        kiezers = {rol for rol in ROLLEN if self._kies(wereld, clienten[rol]).geschreven}
        assert kiezers == {"werkgever", "medewerker", "indiener"}

    def test_a_used_link_leads_to_the_dossier(self, wereld, clienten):
        vast = {"toestand": Bezoek.Toestand.VASTGELEGD, "begint_op": timezone.now() + timedelta(days=3)}
        Bezoek.objects.filter(pk=wereld.voorstel.pk).update(**vast)
        antwoord = self._kies(wereld, clienten["werkgever"])
        assert (antwoord.naar, antwoord.geschreven) == (wereld.ingediend.get_absolute_url(), ())
        assert self._kies(wereld, clienten["ander_werkgever"]).code == 404

    def test_a_link_with_nothing_left_to_choose_chooses_nothing(self, wereld, clienten):
        wereld.voorstel.momenten.update(begint_op=F("begint_op") - 10 * GISTEREN)
        antwoord = self._kies(wereld, clienten["werkgever"])
        assert (antwoord.code, antwoord.geschreven) == (422, ())


NU_OP = {
    "vervallen": lambda nu: {"aangemaakt_op": nu - 20 * GISTEREN, "vervalt_op": nu - GISTEREN},
    "ingetrokken": lambda nu: {"ingetrokken_op": nu},
    "gebruikt": lambda nu: {"aanvaard_op": nu, "aanvaard_door": fabrieken.UserFactory()},
}


class TestUitnodiging:
    """Opens an organisation to one address, once."""

    @pytest.fixture
    def uitnodiging(self, wereld):
        return Uitnodiging.objects.get(pk=wereld.uitnodiging.pk)

    @pytest.fixture
    def genodigde(self, client, uitnodiging):
        client.force_login(fabrieken.UserFactory(email=uitnodiging.email))
        return client

    def _aanvaard(self, wereld, client):
        return probeer(client, "post", reverse("organisatie:uitnodiging", args=[wereld.uitnodiging.token]))

    def test_the_invited_address_accepts_and_nobody_else(self, wereld, clienten, genodigde):
        assert "accounts_lidmaatschap" in self._aanvaard(wereld, genodigde).geschreven
        anderen = {rol: self._aanvaard(wereld, clienten[rol]).geschreven for rol in ROLLEN}
        assert not any(anderen.values()), anderen

    @pytest.mark.parametrize("einde", NU_OP)
    def test_once_over_it_opens_nothing(self, einde, wereld, uitnodiging, genodigde):
        Uitnodiging.objects.filter(pk=uitnodiging.pk).update(**NU_OP[einde](timezone.now()))
        adres = reverse("organisatie:uitnodiging", args=[wereld.uitnodiging.token])
        assert probeer(genodigde, "get", adres).code == 200
        assert self._aanvaard(wereld, genodigde).geschreven == ()
        assert not Lidmaatschap.objects.filter(user__email=uitnodiging.email).exists()

    def test_only_an_expired_one_is_renewed(self, wereld, uitnodiging, clienten):
        nieuw = reverse("organisatie:uitnodiging_vernieuwen", args=[wereld.uitnodiging.token])
        assert probeer(clienten["niemand"], "post", nieuw).geschreven == ()
        for einde, vernieuwt in {"ingetrokken": False, "gebruikt": False, "vervallen": True}.items():
            leeg = {"ingetrokken_op": None, "aanvaard_op": None, "aanvaard_door": None}
            Uitnodiging.objects.filter(pk=uitnodiging.pk).update(**leeg | NU_OP[einde](timezone.now()))
            assert bool(probeer(clienten["anoniem"], "post", nieuw).geschreven) is vernieuwt, einde

    def test_its_page_tells_who_invites_to_what_and_no_more(self, wereld, clienten):
        adres = reverse("organisatie:uitnodiging", args=[wereld.uitnodiging.token])
        for rol in ("anoniem", "niemand", "ander_werkgever"):
            gezien = te_veel(wereld, rol, probeer(clienten[rol], "get", adres).tekst)
            assert gezien <= {"Zonnewijzer", "Zonnekind"}


class TestMentor:
    """The link of a mentor: opens the own part to whoever holds it, and says of nobody else anything."""

    def test_its_pages_name_the_onderneming_and_the_mentor_only(self, wereld, clienten):
        for naam in ("link", "link_gegevens", "link_uittreksel"):
            antwoord = probeer(clienten["anoniem"], "get", reverse(f"eigen:{naam}", args=[wereld.mentorvraag.token]))
            assert (antwoord.code, antwoord.geschreven) == (200, ()), naam
            assert te_veel(wereld, "anoniem", antwoord.tekst) <= {"Zonnewijzer", "Zonnekind"}, naam

    def test_another_link_opens_nothing(self, wereld, clienten):
        for naam in ("link", "link_gegevens", "link_uittreksel", "link_vernieuwen"):
            antwoord = probeer(clienten["anoniem"], "post", reverse(f"eigen:{naam}", args=["onbekend"]))
            assert (antwoord.code, antwoord.geschreven) == (404, ()), naam


class TestAgenda:
    """The feed of somebody's terms: what its owner may see today, for whoever holds its address."""

    def _feed(self, wereld, clienten):
        return probeer(clienten["anoniem"], "get", reverse("termijnen:agenda", args=[wereld.agenda.token]))

    def test_it_shows_the_terms_of_its_owner_only(self, wereld, clienten):
        # A long line of a calendar goes on after a break.
        tekst = self._feed(wereld, clienten).tekst.replace("\r\n ", "")
        assert wereld.dossier.ref in tekst
        assert not te_veel(wereld, "consulent", tekst)

    def test_a_renewed_address_and_a_closed_account_end_it(self, wereld, clienten):
        consulent = User.objects.filter(pk=wereld.persoon.consulent.pk)
        consulent.update(is_active=False)
        assert self._feed(wereld, clienten).code == 404
        consulent.update(is_active=True)
        vernieuw(consulent.get(), op=timezone.now())
        assert self._feed(wereld, clienten).code == 404

    def test_who_moved_to_another_region_reads_nothing_of_the_old_one(self, wereld, clienten):
        wereld.persoon.consulent.lidmaatschappen.update(organisatie=fabrieken.regio("wvl").organisatie)
        antwoord = self._feed(wereld, clienten)
        assert antwoord.code == 200
        assert not te_veel(wereld, "andere_consulent", antwoord.tekst)


class TestCode:
    """The code on an attest tells about that erkenning, to anybody, and about nothing else."""

    VELDEN = [
        {},
        {"geldig_tot": timezone.localdate() - GISTEREN, "geldig_van": timezone.localdate() - 9 * GISTEREN},
        {"toestand": "opgeheven", "opgeheven_op": timezone.localdate() - GISTEREN},
        {"geschorst_van": timezone.localdate() - GISTEREN},
        {"geldig_van": timezone.localdate() + GISTEREN},
    ]

    @pytest.mark.parametrize("velden", VELDEN, ids=str)
    def test_it_names_the_leerwerkplek_and_no_person_or_dossier(self, velden, wereld, clienten):
        Erkenning.objects.filter(pk=wereld.erkenning.pk).update(**velden)
        antwoord = probeer(clienten["anoniem"], "get", reverse("publiek:controle", args=[wereld.erkenning.code]))
        assert antwoord.code == 200
        assert "Zuidwerf" in antwoord.tekst
        dossier = {wereld.beslist.ref, wereld.persoon.werkgever.email, "Zonnekind", wereld.onderneming.nummer_weergave}
        assert not [woord for woord in {*INHOUD, *dossier} if woord in antwoord.tekst]

    def test_the_number_of_a_dossier_is_no_code(self, wereld, clienten):
        for code in (wereld.beslist.ref, wereld.concept.ref, str(wereld.brief.pk), wereld.uitnodiging.token):
            assert probeer(clienten["anoniem"], "get", reverse("publiek:controle", args=[code])).code == 404
