from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "diwan.agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import demo, own_deeds  # noqa: F401
        from .demo import sharing as _demo_sharing  # noqa: F401
        from .panels import dialogues, house, merging, places, search, sharing  # noqa: F401
        from .purposes import agreements as _agreements  # noqa: F401
        from .purposes import sharing as _sharing  # noqa: F401
