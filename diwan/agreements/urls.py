"""Addresses under ``/agreements/``."""

from django.urls import path

from .views import pages, signing

app_name = "agreements"
urlpatterns = [
    path("", pages.index, name="index"),
    path("<slug:slug>/", pages.agreement, name="agreement"),
    path("<slug:slug>/sign/<int:pk>/", signing.sign, name="sign"),
]
