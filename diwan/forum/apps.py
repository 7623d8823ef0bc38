from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "diwan.forum"
    default_auto_field = "django.db.models.BigAutoField"
