from django.apps import AppConfig


class MailroomConfig(AppConfig):
    name = "diwan.mailroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import panels, purposes  # noqa: F401
