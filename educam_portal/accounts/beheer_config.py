"""Makes `BeheerSite` the admin site of the portal."""

from django.contrib.admin.apps import AdminConfig


class BeheerConfig(AdminConfig):
    default_site = "educam_portal.accounts.beheer.BeheerSite"
