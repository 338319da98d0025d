"""Who may open which screens: one decorator per audience.

Anonymous → the log-in page; logged in without the role today → 404, as if the page did not exist (rules.md §2).
Which objects somebody sees inside is decided by `Model.objects.for_user`, never here.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from .models import WERKGEVERS, Organisatie, Rol, User

View = Callable[..., HttpResponse]


class Verzoek(HttpRequest):
    """The request inside a view that these decorators guard: somebody is logged in. For type checking only."""

    user: User
    organisatie: Organisatie | None


def is_werkgever(user: User) -> bool:
    """Acts for an onderneming today: as member, or under a machtiging of any scope."""
    return any(
        lid.organisatie.soort == Organisatie.Soort.ONDERNEMING and lid.rol in {*WERKGEVERS, Rol.SECRETARIAAT}
        for lid in user.lidmaatschappen_nu
    )


def is_beheerder(user: User) -> bool:
    """Technical administration: role beheerder, or the superuser made on the command line."""
    return user.is_superuser or user.heeft_rol(Rol.BEHEERDER)


def vereist(test: Callable[[User], bool]) -> Callable[[View], View]:
    """Decorator that opens a view for users who pass `test`, checked at each request."""

    def decorator(view: View) -> View:
        @wraps(view)
        def beschermd(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not test(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return beschermd

    return decorator


vereist_aangemeld = vereist(lambda user: True)
vereist_werkgever = vereist(is_werkgever)
vereist_consulent = vereist(lambda user: user.is_educam)
vereist_coordinator = vereist(lambda user: user.is_coordinator)
vereist_beheerder = vereist(is_beheerder)
vereist_school = vereist(lambda user: user.heeft_rol(Rol.TRAJECTBEGELEIDER))
vereist_mentor = vereist(lambda user: user.heeft_rol(Rol.MENTOR))


def vereist_werkgever_of_nieuw(view: View) -> View:
    """As `vereist_werkgever`, but who has no role at all yet goes and adds an onderneming: "Start je aanvraag" leads here."""

    @wraps(view)
    def beschermd(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated and not request.user.lidmaatschappen_nu and not request.user.is_superuser:
            return redirect("organisatie:mijn")
        return vereist_werkgever(view)(request, *args, **kwargs)

    return beschermd
