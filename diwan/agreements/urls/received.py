"""Addresses under ``/account/received/``."""

from django.urls import path

from ..views import received

app_name = "received"
urlpatterns = [
    path("", received.received, name="received"),
    path("<slug:reference>/object/", received.object_to_it, name="object"),
]
