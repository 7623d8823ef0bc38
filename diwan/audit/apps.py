from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "diwan.audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import own_data, panels, purposes  # noqa: F401
