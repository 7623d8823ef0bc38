"""Addresses under ``/services/``."""

from django.urls import path

from .views import asked, editing, guides, importing, pages

app_name = "services"
urlpatterns = [
    path("", pages.index, name="index"),
    path("hsds.json", pages.hsds_json, name="hsds_json"),
    path("hsds.zip", pages.hsds_zip, name="hsds_zip"),
    path("new/", editing.new, name="new"),
    path("mine/", editing.mine, name="mine"),
    path("feedback/", asked.feedback, name="feedback"),
    path("feedback/<int:pk>/", asked.settle, name="settle"),
    path("import/", importing.upload, name="import"),
    path("import/<int:pk>/", importing.preview, name="preview"),
    path("import/<int:pk>/left-out/", importing.left, name="left"),
    path("asked/<str:secret>/", asked.asked, name="asked"),
    path("enquiries/", asked.enquiries, name="enquiries"),
    path("enquiries/<int:pk>/", asked.enquiry, name="enquiry"),
    path("guides/", guides.index, name="guides"),
    path("guides/new/", guides.new, name="new_guide"),
    path("guides/<slug:slug>/", guides.guide, name="guide"),
    path("guides/<slug:slug>/edit/", guides.edit, name="edit_guide"),
    path("guides/<slug:slug>/publish/", guides.publish, name="publish_guide"),
    path("guides/<slug:slug>/papers/", guides.papers, name="papers"),
    path("guides/<slug:slug>/papers/<int:pk>/remove/", guides.remove_paper, name="remove_paper"),
    path("guides/<slug:slug>/begin/", guides.begin, name="begin"),
    path("requests/", guides.requests, name="requests"),
    path("requests/<str:key>/", guides.request_page, name="request"),
    path("requests/<str:key>/forget/", guides.forget, name="forget"),
    path("<slug:slug>/", pages.service, name="service"),
    path("<slug:slug>/edit/", editing.edit, name="edit"),
    path("<slug:slug>/state/", editing.state, name="state"),
    path("<slug:slug>/confirm/", editing.confirm, name="confirm"),
    path("<slug:slug>/say/", asked.say, name="say"),
    path("<slug:slug>/ask/", asked.ask, name="ask"),
    path("<slug:slug>/<slug:part>/", editing.parts, name="parts"),
    path("<slug:slug>/<slug:part>/<int:pk>/remove/", editing.remove_part, name="remove_part"),
]
