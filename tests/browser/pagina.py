"""One page of the portal as the browser tests visit it."""

from dataclasses import dataclass, field

from django.urls import reverse


@dataclass(frozen=True)
class Pagina:
    """One page in one state. `staat` tells states of the same page apart, `vraag` is the query string."""

    naam: str
    argumenten: dict[str, str] = field(default_factory=dict)
    staat: str = ""
    vraag: str = ""
    status: int = 200

    def pad(self, feiten: dict[str, str]) -> str:
        waarden = {naam: feiten[w[1:]] if w.startswith("@") else w for naam, w in self.argumenten.items()}
        return reverse(self.naam, kwargs=waarden) + self.vraag

    def __str__(self) -> str:
        return f"{self.naam} ({self.staat})" if self.staat else self.naam
