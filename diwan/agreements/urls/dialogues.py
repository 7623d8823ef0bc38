"""Addresses of dialogues, under ``/agreements/``."""

from django.urls import path

from ..views import dialogues

urlpatterns = [
    path("dialogues/", dialogues.index, name="dialogue_index"),
    path("dialogues/new/", dialogues.begin, name="begin_forum"),
    path("dialogues/<slug:slug>/", dialogues.dialogue, name="dialogue"),
    path("dialogues/<slug:slug>/change/", dialogues.change, name="change_dialogue"),
    path("dialogues/<slug:slug>/rounds/new/", dialogues.add_round, name="add_round"),
    path("dialogues/<slug:slug>/rounds/<int:pk>/", dialogues.change_round, name="change_round"),
    path(
        "dialogues/<slug:slug>/rounds/<int:pk>/remove/",
        dialogues.remove_round,
        name="remove_round",
    ),
    path("<slug:slug>/dialogues/", dialogues.of_agreement, name="dialogues"),
    path("<slug:slug>/dialogues/begin/", dialogues.begin, name="begin_dialogue"),
]
