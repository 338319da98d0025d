"""Django's password rules in the words of the portal (Django's own Dutch says "uw"); each error says how to mend it."""

from django.contrib.auth import password_validation as regels


class NietOpGegevensLijken(regels.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return "Je wachtwoord lijkt te veel op je %(verbose_name)s. Kies iets dat niemand van je weet."

    def get_help_text(self) -> str:
        return "Gebruik niet je naam of je e-mailadres."


class LangGenoeg(regels.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Je wachtwoord is te kort. Kies minstens {self.min_length} tekens."

    def get_help_text(self) -> str:
        return f"Kies minstens {self.min_length} tekens. Een zin mag ook, met spaties."


class NietVeelgebruikt(regels.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Dit wachtwoord gebruiken veel mensen. Kies iets dat moeilijker te raden is."

    def get_help_text(self) -> str:
        return "Kies geen wachtwoord dat veel mensen gebruiken."
