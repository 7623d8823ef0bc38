"""Addresses under ``/messages/``: keys and handles that say nothing, never a name (P-15)."""

from __future__ import annotations

from django.urls import path

from ..views.conversations import deciding, own, writing

app_name = "messages"
urlpatterns = [
    path("", own.index, name="index"),
    path("blocked/", own.blocked, name="blocked"),
    path("blocked/<int:pk>/remove/", own.unblock, name="unblock"),
    path("reports/", deciding.index, name="reports"),
    path("reports/<int:pk>/", deciding.reported, name="reported"),
    path("answer/<str:token>/", writing.answer, name="answer"),
    path("to/<slug:handle>/", writing.ask, name="ask"),
    path("<slug:key>/", own.conversation, name="conversation"),
    path("<slug:key>/reply/", own.reply, name="reply"),
    path("<slug:key>/accept/", own.accept, name="accept"),
    path("<slug:key>/decline/", own.decline, name="decline"),
    path("<slug:key>/end/", own.end, name="end"),
    path("<slug:key>/block/", own.block, name="block"),
    path("<slug:key>/name/", own.name, name="name"),
    path("<slug:key>/report/<int:pk>/", own.report, name="report"),
]
