"""Where a mentor fills in the own part: logged in, or by the personal link in the mail."""

from django.urls import path

from ..views import eigen_deel

app_name = "eigen"
LINK = "link/<str:token>/"
urlpatterns = [
    path("<int:pk>/", eigen_deel.start, name="start"),
    path("<int:pk>/gegevens/", eigen_deel.gegevens, name="gegevens"),
    path("<int:pk>/uittreksel/", eigen_deel.uittreksel, name="uittreksel"),
    path(LINK, eigen_deel.link, name="link"),
    path(f"{LINK}gegevens/", eigen_deel.link_gegevens, name="link_gegevens"),
    path(f"{LINK}uittreksel/", eigen_deel.link_uittreksel, name="link_uittreksel"),
    path(f"{LINK}vernieuwen/", eigen_deel.vernieuwen, name="link_vernieuwen"),
]
