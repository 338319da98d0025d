"""What a coördinator opens."""

app_name = "coordinator"
urlpatterns: list = []
