"""Addresses of the scoreboard, under ``/agreements/``."""

from django.urls import path

from .views import scoreboard

app_name = "scoreboards"
urlpatterns = [
    path("<slug:slug>/scoreboard/", scoreboard.page, name="page"),
    path("<slug:slug>/scoreboard/csv/", scoreboard.export, name="export"),
]
