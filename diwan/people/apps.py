from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "diwan.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import (  # noqa: F401
            arrivals,
            checks,
            claims,
            demo,
            demo_directory,
            demo_organisations,
            panels,
            panels_directory,
            panels_organisations,
            panels_places,
            purposes,
            purposes_directory,
            purposes_organisations,
            second_factor,
        )

        arrivals.connect()
        claims.connect()
        second_factor.connect()
