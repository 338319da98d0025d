"""The pages about an overeenkomst that changes or ends, of its werkgever and of its school."""

from .pagina import Pagina as P

VERLOOP_WERKGEVER: list[P] = [
    P("overeenkomst:verloop", {"ref": "@loopt"}, staat="leeg"),
    P("overeenkomst:verloop", {"ref": "@stopt"}, staat="stopt"),
    P("overeenkomst:schorsen", {"ref": "@loopt"}),
    P("overeenkomst:hervatten", {"ref": "@loopt"}),
    P("overeenkomst:stoppen", {"ref": "@loopt"}),
    P("overeenkomst:stoppen_samen", {"ref": "@loopt"}),
    P("overeenkomst:stoppen_proefperiode", {"ref": "@loopt"}),
    P("overeenkomst:stoppen_reden", {"ref": "@loopt"}),
    P("overeenkomst:einde_intrekken", {"ref": "@stopt"}),
]
VERLOOP_SCHOOL: list[P] = [
    P("overeenkomst:einde_herinneren", {"ref": "@schoolstopt"}),
    *(
        P(f"overeenkomst:{naam}", {"ref": "@yassine"})
        for naam in (
            "wijzigen",
            "wijzig_einde",
            "wijzig_mentor",
            "wijzig_vergoeding",
            "wijzig_uren",
            "wijzig_vakantie",
            "addendum_intrekken",
            "addendum_herinneren",
        )
    ),
]
