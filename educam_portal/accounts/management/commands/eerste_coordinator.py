"""`manage.py eerste_coordinator <email> [--naam …]`: the first coördinator of a new portal."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from educam_portal.accounts import services
from educam_portal.accounts.models import Rol, User, UserManager


class Command(BaseCommand):
    help = "Maakt de eerste coördinator, die daarna alle andere medewerkers uitnodigt."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")
        parser.add_argument("--naam", default="")
        parser.add_argument("--nog-een", action="store_true", help="Ook als er al een coördinator is.")

    def handle(self, *args, email: str, naam: str, nog_een: bool, **opties) -> None:
        try:
            validate_email(email)
        except ValidationError as fout:
            raise CommandError(f"{email} is geen geldig e-mailadres.") from fout
        with transaction.atomic():
            if services.coordinatoren() and not nog_een:
                raise CommandError("Er is al een coördinator. Gebruik --nog-een als je er echt nog een wil toevoegen.")
            user = User.objects.filter(email=UserManager.normaliseer(email)).first()
            user = user or services.maak_gebruiker(email=email, naam=naam)
            if not user.is_active:
                raise CommandError(f"Het account van {user.email} is gesloten. Gebruik een ander adres.")
            services.geef_lidmaatschap(user=user, organisatie=services.educam(), rol=Rol.COORDINATOR)
        self.stdout.write(self.style.SUCCESS(f"{user.email} is coördinator."))
        self.stdout.write(
            f"Aanmelden: {settings.PORTAL_URL}{reverse('account_request_login_code')} stuurt een code naar dit adres.\n"
            f"Een wachtwoord kiezen kan daarna op {settings.PORTAL_URL}{reverse('account_set_password')}."
        )
