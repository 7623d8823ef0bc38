"""Addresses under ``/data-sharing/``."""

from django.urls import path

from ..views import sharing

app_name = "sharing"
urlpatterns = [
    path("", sharing.index, name="index"),
    path("new/", sharing.draft, name="draft"),
    path("<slug:slug>/", sharing.sharing, name="sharing"),
    path("<slug:slug>/change/", sharing.describe, name="describe"),
    path("<slug:slug>/propose/", sharing.propose, name="propose"),
    path("<slug:slug>/resume/", sharing.resume, name="resume"),
    path("<slug:slug>/sign/<int:pk>/", sharing.sign, name="sign"),
    path("<slug:slug>/look-at/<int:pk>/", sharing.mark, name="mark"),
    path("<slug:slug>/stop/<slug:step>/", sharing.stop, name="stop"),
]
