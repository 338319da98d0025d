"""Start pages, public pages, search and health."""

urlpatterns: list = []
