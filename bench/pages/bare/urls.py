"""Four pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("discussions/", views.index, name="index"),
    path("discussions/<slug:slug>/", views.detail, name="detail"),
    path("discussions/<slug:slug>/queue/", views.queue, name="queue"),
]
