"""Addresses under ``/organisations/``."""

from __future__ import annotations

from django.urls import path

from ..views.organisations import importing, managing, mandates, public, stewarding

app_name = "organisations"
urlpatterns = [
    path("", public.index, name="index"),
    path("institutions/", public.institutions, name="institutions"),
    path("associations/", public.associations, name="associations"),
    path("export/<str:form>/", public.export, name="export"),
    path("new/", managing.new, name="new"),
    path("import/", importing.upload, name="import"),
    path("import/empty/", importing.template, name="template"),
    path("import/<int:pk>/", importing.preview, name="preview"),
    path("twins/", stewarding.twins, name="twins"),
    path("merges/<int:pk>/undo/", stewarding.undo_merge, name="undo_merge"),
    path("<str:slug>/", public.detail, name="detail"),
    path("<str:slug>/describe/", managing.describe, name="describe"),
    path("<str:slug>/branch/", managing.branch, name="branch"),
    path("<str:slug>/rename/", managing.rename, name="rename"),
    path("<str:slug>/part-of/", managing.part_of, name="part_of"),
    path("<str:slug>/on-its-own/", managing.on_its_own, name="on_its_own"),
    path("<str:slug>/history/", managing.succession, name="succession"),
    path("<str:slug>/history/<int:pk>/remove/", managing.remove_succession, name="not_so"),
    path("<str:slug>/confirm/", managing.confirm, name="confirm"),
    path("<str:slug>/ask-review/", managing.ask_review, name="ask_review"),
    path("<str:slug>/pages/", managing.pages, name="pages"),
    path("<str:slug>/pages/new/", managing.write_page, name="new_page"),
    path("<str:slug>/pages/<slug:page>/write/", managing.write_page, name="write_page"),
    path("<str:slug>/about/<slug:page>/", public.page, name="page"),
    path("<str:slug>/join/", mandates.ask, name="join"),
    path("<str:slug>/mandates/", mandates.index, name="mandates"),
    path("<str:slug>/mandates/give/", mandates.give, name="give"),
    path("<str:slug>/mandates/<int:pk>/decide/", mandates.decide, name="decide"),
    path("<str:slug>/mandates/<int:pk>/end/", mandates.end, name="end"),
    path("<str:slug>/mandates/<int:pk>/show/", mandates.show, name="show"),
    path("<str:slug>/mandates/<int:pk>/hand-over/", mandates.hand_over, name="hand_over"),
    path("<str:slug>/verify/", stewarding.verify, name="verify"),
    path("<str:slug>/partner/", stewarding.partnership, name="partnership"),
    path("<str:slug>/unverify/", stewarding.take_back, name="take_back"),
    path("<str:slug>/review/", stewarding.vetting, name="vetting"),
    path("<str:slug>/merge/", stewarding.merge, name="merge"),
]
