"""Addresses of items."""

from django.urls import path, re_path

from ..views import editing, files, offline, pages, reviewing

first = [
    path("", pages.index, name="index"),
    path("feed/", pages.feed, name="feed"),
    path("new/", editing.new, name="new"),
    path("mine/", editing.mine, name="mine"),
    path("template/", offline.template, name="template"),
    path("read/", offline.read, name="read"),
]
last = [
    path("<slug:slug>/", pages.item, name="item"),
    path("<slug:slug>/edit/", editing.edit, name="edit"),
    path("<slug:slug>/submit/", editing.submit, name="submit"),
    path("<slug:slug>/withdraw/", editing.withdraw, name="withdraw"),
    path("<slug:slug>/reopen/", editing.reopen, name="reopen"),
    path("<slug:slug>/write/", editing.write, name="write"),
    path("<slug:slug>/editions/", pages.editions, name="editions"),
    path("<slug:slug>/files/", editing.attach, name="attach"),
    path("<slug:slug>/files/<int:pk>/", files.download, name="file"),
    path("<slug:slug>/files/<int:pk>/remove/", editing.remove_file, name="remove_file"),
    path("<slug:slug>/reviewers/", reviewing.reviewers, name="reviewers"),
    path("<slug:slug>/reviewers/<int:pk>/release/", reviewing.release, name="release"),
    path("<slug:slug>/review/", reviewing.review, name="review"),
    path("<slug:slug>/archive/", reviewing.archive, name="archive"),
    path("<slug:slug>/restore/", reviewing.restore, name="restore"),
    path("<slug:slug>/confirm/", reviewing.confirm, name="confirm"),
    re_path(r"^(?P<slug>[-\w]+)/(?P<form>bib|ris)/$", pages.cite, name="cite"),
]
