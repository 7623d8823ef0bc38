"""Addresses under ``/projects/``."""

from django.urls import path

from .views import editing, pages

app_name = "plans"
urlpatterns = [
    path("", pages.index, name="index"),
    path("csv/", pages.export, name="export"),
    path("new/", editing.new, name="new"),
    path("<slug:slug>/", pages.project, name="project"),
    path("<slug:slug>/edit/", editing.edit, name="edit"),
    path("<slug:slug>/state/", editing.state, name="state"),
    path("<slug:slug>/participants/", editing.participants, name="participants"),
    path(
        "<slug:slug>/participants/<int:pk>/remove/",
        editing.remove_participant,
        name="remove_participant",
    ),
    path("<slug:slug>/indicators/new/", editing.indicator, name="new_indicator"),
    path("<slug:slug>/indicators/<int:pk>/", editing.indicator, name="indicator"),
    path("<slug:slug>/indicators/<int:pk>/remove/", editing.remove_indicator, name="drop"),
    path("<slug:slug>/indicators/<int:pk>/values/", editing.values, name="values"),
    path(
        "<slug:slug>/indicators/<int:pk>/values/<int:value>/remove/",
        editing.remove_value,
        name="remove_value",
    ),
]
