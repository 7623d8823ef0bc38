from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "diwan.groups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import demo, own_deeds, panels, panels_names, panels_places, panels_search, purposes  # noqa: F401
