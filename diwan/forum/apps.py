from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "diwan.forum"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import demo, inbox, purposes  # noqa: F401
        from .panels import bodies, house, persons, places, search  # noqa: F401

        inbox.register()
