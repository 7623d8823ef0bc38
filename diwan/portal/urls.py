from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import views
from .places import urls as places
from .searching import urls as searching
from .words import PageSlug


class PageConverter(StringConverter):
    regex = "|".join(PageSlug.values)


register_converter(PageConverter, "house_page")

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("tour/", views.tour, name="tour"),
    path("health/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    *searching.urlpatterns,
    *places.urlpatterns,
    path("<house_page:slug>/", views.page, name="page"),
]
