from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "diwan.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import arrivals, checks, claims, demo, panels, purposes, second_factor  # noqa: F401

        arrivals.connect()
        claims.connect()
        second_factor.connect()
