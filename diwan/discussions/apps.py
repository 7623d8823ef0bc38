from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    name = "diwan.discussions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import (  # noqa: F401
            demo,
            own_deeds,
            panels,
            panels_asked,
            panels_log,
            panels_places,
            panels_search,
            panels_team,
            panels_tour,
            purposes,
            purposes_desk,
        )
