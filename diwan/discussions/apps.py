from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    name = "diwan.discussions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import demo, panels, panels_team, panels_tour, purposes, purposes_desk  # noqa: F401
