"""Who may decide about an organisation (rules.md §2). Pure questions about today's memberships."""

from educam_portal.accounts.models import Bereik, Bron, Organisatie, Rol, User

from .models import Onderneming


def is_verantwoordelijke(user: User, organisatie: Organisatie) -> bool:
    """Member who answers for the organisation; at a school every trajectbegeleider does."""
    rol = Rol.TRAJECTBEGELEIDER if organisatie.soort == Organisatie.Soort.SCHOOL else Rol.VERANTWOORDELIJKE
    return any(
        lid.organisatie_id == organisatie.pk and lid.rol == rol and lid.bron == Bron.LID and lid.bereik == Bereik.ALLES
        for lid in user.lidmaatschappen_nu
    )


def volgt_op(user: User, onderneming: Onderneming) -> bool:
    """The consulent of a region where the onderneming has a vestiging, or any coördinator."""
    return user.is_coordinator or (
        user.is_educam
        and onderneming.vestigingen.filter(regio__organisatie__in=user.organisaties_als(Rol.CONSULENT)).exists()
    )


def mag_toelaten(user: User, onderneming: Onderneming) -> bool:
    """May answer somebody who asks to join: the responsible, or EDUCAM."""
    return is_verantwoordelijke(user, onderneming.organisatie) or volgt_op(user, onderneming)
