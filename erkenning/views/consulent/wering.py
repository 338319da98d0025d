"""A coördinator bars a mentor, from the page of that mentor (rules.md §3.3)."""

from typing import Any

from django.utils import timezone
from django.utils.decorators import method_decorator

from educam_portal.accounts.toegang import vereist_coordinator
from educam_portal.parameters import duur
from educam_portal.workflow import impact
from mentoren.views.dossier import MentorActie

from ...forms.maatregelen import WerenForm
from ...models import Maatregel
from ...services.weren import weren
from .voorbeeld import MetVoorbeeld


@method_decorator(vereist_coordinator, name="dispatch")
class Weren(MetVoorbeeld, MentorActie):
    actie = "weren"
    form_class = WerenForm
    titel = "Weer deze mentor"
    bevestigknop = "Weer deze mentor"
    gelukt = "Gelukt. De mentor is geweerd. De werkgever krijgt een brief."

    def bereid_voor(self) -> None:
        super().bereid_voor()
        self.uitleg = (
            "Deze persoon is vanaf vandaag geen mentor meer bij deze onderneming. De werkgever krijgt een brief met de "
            "redenen en kan in beroep gaan. Blijft een erkenning zonder mentor achter, dan stelt de werkgever binnen "
            f"{duur('mentor_vervangen', timezone.localdate())} een andere voor. Doe dit pas na begeleiding, en nadat de "
            "werkgever gehoord of uitgenodigd werd."
        )

    def meer(self, form: Any) -> dict[str, Any]:
        return {"gevolgen": impact.van(self.zaak)}

    def uitvoeren(self, gegevens: dict[str, Any]) -> Maatregel:
        return weren(mentor=self.zaak, door=self.request.user, op=self.nu, **gegevens)
