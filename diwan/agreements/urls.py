"""Addresses under ``/agreements/``."""

from django.urls import path

from . import views

app_name = "agreements"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.agreement, name="agreement"),
    path("<slug:slug>/sign/<int:pk>/", views.sign, name="sign"),
]
