from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "diwan.agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import panels, purposes  # noqa: F401
