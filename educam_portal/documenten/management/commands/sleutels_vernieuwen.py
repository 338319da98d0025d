from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from educam_portal.documenten import sleutels


class Command(BaseCommand):
    """Rotate to the first key of DOCUMENT_SLEUTELS and of whatever else registered itself."""

    help = (
        "Versleutelt alle sleutels opnieuw met de nieuwste sleutel uit de omgeving. Zet eerst de nieuwe sleutel "
        "vooraan, herstart, draai dit, en haal daarna pas de oude sleutel weg. Opnieuw draaien kan geen kwaad."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--droog", action="store_true", help="Alleen tellen, niets wijzigen.")

    def handle(self, *, droog: bool, **options: object) -> None:
        onleesbaar = 0
        for naam, functie in sleutels.vernieuwingen().items():
            uitslag = functie(droog)
            onleesbaar += uitslag.onleesbaar
            self.stdout.write(
                f"{naam}: {uitslag.vernieuwd} {'te vernieuwen' if droog else 'vernieuwd'}, "
                f"{uitslag.al_nieuw} al op de nieuwste sleutel, {uitslag.onleesbaar} onleesbaar"
            )
        if onleesbaar:
            raise CommandError(
                f"{onleesbaar} rijen zijn met geen enkele sleutel te openen. Zet de sleutel terug die ontbreekt."
            )
