from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    name = "diwan.discussions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import demo, inbox, own_deeds  # noqa: F401
        from .panels import (  # noqa: F401
            asked,
            clock,
            desk,
            home,
            log,
            own,
            places,
            search,
            team,
            tour,
        )
        from .purposes import desk as _desk  # noqa: F401
        from .purposes import discussions as _discussions  # noqa: F401

        inbox.register()
