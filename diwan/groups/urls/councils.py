"""Addresses under ``/councils/``."""

from __future__ import annotations

from django.urls import path

from ..views import councils, keeping, registers

app_name = "councils"
urlpatterns = [
    path("", councils.index, name="index"),
    path("opinions/", councils.opinions, name="opinions"),
    path("opinions/csv/", registers.opinions_table, name="opinions_table"),
    path("opinions/feed/", registers.opinions_feed, name="opinions_feed"),
    path("new/", keeping.new, name="new"),
    path("<slug:slug>/", councils.council, name="council"),
    path("<slug:slug>/describe/", keeping.describe, name="describe"),
    path("<slug:slug>/colleges/new/", keeping.college, name="college"),
    path("<slug:slug>/seats/<int:pk>/", keeping.seat, name="seat"),
    path("<slug:slug>/holders/<int:pk>/leave/", keeping.leave, name="leave"),
    path("<slug:slug>/holders/<int:pk>/name/", councils.show_name, name="show_name"),
    path("<slug:slug>/meetings/new/", keeping.new_meeting, name="new_meeting"),
    path("<slug:slug>/meetings/<int:pk>/", councils.meeting, name="meeting"),
    path("<slug:slug>/meetings/<int:pk>/agenda/", keeping.item, name="item"),
    path("<slug:slug>/meetings/<int:pk>/minutes/", keeping.minutes, name="minutes"),
    path("<slug:slug>/opinions/new/", keeping.new_opinion, name="new_opinion"),
    path("<slug:slug>/opinions/<int:number>/", councils.opinion, name="opinion"),
    path("<slug:slug>/opinions/<int:number>/reword/", keeping.reword, name="reword"),
    path("<slug:slug>/opinions/<int:number>/vote/", keeping.vote, name="vote"),
    path("<slug:slug>/opinions/<int:number>/answer/", keeping.respond, name="respond"),
]
