from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "diwan.portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import panels, purposes  # noqa: F401
        from .places import demo  # noqa: F401
        from .places import panels as places  # noqa: F401
