"""Addresses that single kinds have; they stand before those of items."""

from django.urls import path

from ..views.kinds import campaigns, norms, parts, positions, registers

urlpatterns = [
    path("registers/", registers.index, name="registers"),
    path("compare/", positions.compare, name="compare"),
    path("positions/new/", positions.new_topic, name="new_topic"),
    path("positions/<slug:slug>/", positions.positions, name="positions"),
    path("positions/<slug:slug>/edit/", positions.topic, name="topic"),
    path("positions/<slug:slug>/remove/", positions.remove_topic, name="remove_topic"),
    path("positions/<slug:slug>/<int:pk>/remove/", positions.take_back, name="take_back"),
    path("<slug:slug>/life/", norms.life, name="life"),
    path("<slug:slug>/pack/", campaigns.pack, name="pack"),
    path("<slug:slug>/stand/", parts.stand, name="stand"),
    path("<slug:slug>/parts/<slug:section>/new/", parts.add, name="add_part"),
    path("<slug:slug>/parts/<slug:section>/<int:pk>/", parts.change, name="part"),
    path("<slug:slug>/parts/<slug:section>/<int:pk>/remove/", parts.remove, name="remove_part"),
]
