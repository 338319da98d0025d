"""allauth's own addresses beside the portal's, so that these tests need no screen of ours."""

from django.urls import include, path

from educam_portal.urls import urlpatterns as portaal

urlpatterns = [path("allauth/", include("allauth.account.urls")), *portaal]
