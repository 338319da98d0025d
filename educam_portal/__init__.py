"""The portal through which workplaces are recognised for dual learning."""

from educam_portal.celery import app as celery_app

__all__ = ["celery_app"]
