"""Every task that beat starts exists, and takes the arguments that it gets."""

import inspect

import pytest
from django.conf import settings

from educam_portal.celery import app


@pytest.fixture(scope="module")
def taken():
    app.loader.import_default_modules()
    return app.tasks


@pytest.mark.parametrize("naam", list(settings.CELERY_BEAT_SCHEDULE))
def test_scheduled_task_exists_and_takes_its_arguments(naam, taken):
    regel = settings.CELERY_BEAT_SCHEDULE[naam]
    assert regel["task"] in taken, f"Geen enkele tasks.py kent {regel['task']}."
    inspect.signature(taken[regel["task"]].run).bind(*regel.get("args", ()), **regel.get("kwargs", {}))
