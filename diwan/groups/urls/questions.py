"""Addresses under ``/questions/``."""

from __future__ import annotations

from django.urls import path

from ..views import questions, registers, replying

app_name = "questions"
urlpatterns = [
    path("", questions.index, name="index"),
    path("csv/", registers.questions_table, name="table"),
    path("feed/", registers.questions_feed, name="feed"),
    path("ask/", questions.ask, name="ask"),
    path("authorities/", questions.authorities, name="authorities"),
    path("authorities/<str:slug>/clock/", replying.clock, name="clock"),
    path("queue/", replying.queue, name="queue"),
    path("<int:pk>/", questions.question, name="question"),
    path("<int:pk>/correct/", questions.correct, name="correct"),
    path("<int:pk>/withdraw/", questions.withdraw, name="withdraw"),
    path("<int:pk>/support/", questions.support, name="support"),
    path("<int:pk>/judge/", questions.judge, name="judge"),
    path("<int:pk>/answer/", replying.answer, name="answer"),
    path("<int:pk>/redirect/", replying.redirect_on, name="redirect"),
    path("<int:pk>/mend/", replying.mend, name="mend"),
    path("<int:pk>/decide/", replying.decide, name="decide"),
]
