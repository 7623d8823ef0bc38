from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "diwan.project"

    def ready(self) -> None:
        from . import jobs, purposes  # noqa: F401
