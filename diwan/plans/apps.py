from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "diwan.plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import demo, purposes  # noqa: F401
        from .panels import house, places, scoreboard, search  # noqa: F401
