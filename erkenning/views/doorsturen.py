"""One address of a dossier for mails that go to both sides."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from ..deadlines import dossier_url
from ..models import Aanvraag


@login_required
def doorsturen(request: HttpRequest, ref: str) -> HttpResponse:
    """To the page of the dossier for this reader; 404 outside the reader's reach."""
    aanvraag = get_object_or_404(Aanvraag.objects.for_user(request.user).op_ref(ref))
    return redirect(dossier_url(aanvraag, request.user))
