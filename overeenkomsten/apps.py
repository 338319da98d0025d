from django.apps import AppConfig


class OvereenkomstenConfig(AppConfig):
    name = "overeenkomsten"

    def ready(self) -> None:
        """Tell the lower floors what they may not import: terms, messages, document policies, secrets and codes."""
        from educam_portal.documenten import codes, registreer_beleid
        from educam_portal.meldingen import registreer_geheim
        from educam_portal.parameters import gevolgen
        from educam_portal.termijnen.agenda import registreer_agenda
        from erkenning.acties import registreer_acties
        from erkenning.overzicht import registreer_bezetting

        from . import (  # noqa: F401
            bewaartermijnen,
            deelnemers,
            documenten,
            feiten,
            ics,
            impact,
            jaarkalender,
            knelpunttermijnen,
            leeslink,
            mentorhulp,
            notifications,
            pakket,
            termijnsoorten,
            uitnodigen,
            verwerkers,
        )
        from .acties import voor_werkgever
        from .bezetting import bezette_plaatsen
        from .services import (  # noqa: F401
            groepsoorten,
            indexering,
            inlezen,
            klas,
        )

        termijnsoorten.registreer_alles()
        knelpunttermijnen.registreer_alles()
        bewaartermijnen.registreer_alles()
        notifications.registreer_alles()
        impact.registreer_alles()
        documenten.registreer_beleid_voor(registreer_beleid)
        registreer_geheim(uitnodigen.GEHEIM, uitnodigen.geheim_van)
        registreer_geheim(uitnodigen.GEHEIM_GETEKEND, uitnodigen.geheim_getekend)
        registreer_geheim(deelnemers.GEHEIM, deelnemers.geheim_van)
        registreer_geheim(pakket.GEHEIM, pakket.geheim_van)
        registreer_geheim(leeslink.GEHEIM, leeslink.geheim_van)
        registreer_geheim(mentorhulp.GEHEIM, mentorhulp.geheim_van)
        registreer_geheim(jaarkalender.GEHEIM, jaarkalender.geheim_van)
        codes.registreer(documenten.code_uitkomst)
        registreer_agenda(ics.agenda)
        registreer_bezetting(bezette_plaatsen)
        registreer_acties(voor_werkgever)
        gevolgen.registreer(gevolgen.Volger(tel=indexering.zinnen, start=indexering.start, stand=indexering.stand))
