from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "diwan.services"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import demo, purposes  # noqa: F401
        from .panels import house, places, search  # noqa: F401
