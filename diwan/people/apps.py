from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "diwan.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import arrivals, checks, claims, inbox, own_deeds, second_factor  # noqa: F401
        from .demo import conversations as _demo_conversations  # noqa: F401
        from .demo import directory as _demo_directory  # noqa: F401
        from .demo import organisations as _demo_organisations  # noqa: F401
        from .panels import account, conversations, directory, organisations, places  # noqa: F401
        from .purposes import account as _account  # noqa: F401
        from .purposes import conversations as _conversations  # noqa: F401
        from .purposes import directory as _directory  # noqa: F401
        from .purposes import organisations as _organisations  # noqa: F401

        arrivals.connect()
        claims.connect()
        inbox.register()
        second_factor.connect()
