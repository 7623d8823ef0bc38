from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "diwan.services"
    default_auto_field = "django.db.models.BigAutoField"
