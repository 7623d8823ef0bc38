from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from . import views, webhooks

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "mailroom"
urlpatterns: list[URLPattern] = [
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:pk>/", views.outgoing, name="outgoing"),
    path("outbox/<int:pk>/send-again/", views.send_again, name="send_again"),
    path("help/", views.by_mail, name="by_mail"),
    path("asked/<str:token>/", views.asked, name="asked"),
    # “key” keeps what follows out of the log
    path("webhook/<slug:service>/key/<str:secret>/", webhooks.receive, name="webhook"),
    path("quarantine/", views.quarantine, name="quarantine"),
    path("quarantine/<int:pk>/try-again/", views.try_again, name="try_again"),
]
