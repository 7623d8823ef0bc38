from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "diwan.groups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import demo, inbox, own_deeds, purposes  # noqa: F401
        from .panels import house, names, places, search  # noqa: F401

        inbox.register()
