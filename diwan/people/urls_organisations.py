"""Addresses under ``/organisations/``."""

from __future__ import annotations

from django.urls import path

from .views.organisations import public

app_name = "organisations"
urlpatterns = [
    path("", public.index, name="index"),
    path("<str:slug>/", public.detail, name="detail"),
]
