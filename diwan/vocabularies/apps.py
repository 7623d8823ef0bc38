from django.apps import AppConfig


class VocabulariesConfig(AppConfig):
    name = "diwan.vocabularies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import panels, purposes  # noqa: F401
