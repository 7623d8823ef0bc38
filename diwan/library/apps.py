from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "diwan.library"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import demo, purposes  # noqa: F401
        from .panels import house, kinds, own, places, search  # noqa: F401
