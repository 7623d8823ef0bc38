"""Addresses under ``/agreements/``."""

from django.urls import path

from ..views import drafting, living, pages, parts, signing
from . import dialogues

app_name = "agreements"
urlpatterns = [
    path("", pages.index, name="index"),
    path("new/", drafting.begin, name="begin"),
    path("new/recorded/", drafting.record, name="record"),
    *dialogues.urlpatterns,
    path("<slug:slug>/", pages.agreement, name="agreement"),
    path("<slug:slug>/words/", drafting.words, name="words"),
    path("<slug:slug>/safeguards/", drafting.safeguards, name="safeguards"),
    path("<slug:slug>/exit-plan/", drafting.exit_plan, name="exit_plan"),
    path("<slug:slug>/propose/", drafting.propose, name="propose"),
    path("<slug:slug>/call-back/", drafting.call_back, name="call_back"),
    path("<slug:slug>/take-up-again/", drafting.take_up_again, name="take_up_again"),
    path("<slug:slug>/resume/", living.resume, name="resume"),
    path("<slug:slug>/move/<slug:step>/", living.move, name="move"),
    path("<slug:slug>/sign/<int:pk>/", signing.sign, name="sign"),
    path("<slug:slug>/refuse/<int:pk>/", signing.refuse, name="refuse"),
    path("<slug:slug>/handed-over/<int:pk>/", parts.hand_over, name="hand_over"),
    path("<slug:slug>/<slug:section>/new/", parts.add, name="add"),
    path("<slug:slug>/<slug:section>/order/", parts.order, name="order"),
    path("<slug:slug>/<slug:section>/<int:pk>/", parts.change, name="change"),
    path("<slug:slug>/<slug:section>/<int:pk>/remove/", parts.remove, name="remove"),
]
