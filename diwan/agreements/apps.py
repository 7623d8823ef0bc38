from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "diwan.agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import (  # noqa: F401
            demo,
            own_deeds,
            panels,
            panels_dialogues,
            panels_merging,
            panels_places,
            panels_search,
            panels_sharing,
            purposes,
            purposes_sharing,
        )
        from .demo import sharing  # noqa: F401
