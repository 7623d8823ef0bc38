"""Addresses under ``/members/``: no name ever stands in one."""

from __future__ import annotations

from django.urls import path

from ..views import members

app_name = "members"
urlpatterns = [
    path("", members.index, name="index"),
    path("experts/", members.experts, name="experts"),
    path("<slug:handle>/", members.member, name="member"),
]
