"""Tags of the house's frame: navigation, languages, pages, who runs the site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.forms import CheckboxInput
from django.template.loader import render_to_string
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_info, override

from diwan.core import slots
from diwan.core.wording import direction

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

register = template.Library()


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """``current`` is the value of ``aria-current``: ``page`` itself, or ``true`` below it.

    ``links`` are the pages of a group; its own ``url`` is that of the first.
    """

    title: str
    url: str
    current: str
    waiting: int
    links: tuple[NavigationLink, ...] = ()

    @property
    def is_current(self) -> bool:
        return bool(self.current)


@dataclass(frozen=True, slots=True)
class LanguageLink:
    code: str
    name: str
    url: str
    direction: str


def _request(context: Any) -> HttpRequest | None:
    """The request, even inside an ``include … only``."""
    request: HttpRequest | None = getattr(context, "request", None) or context.get("request")
    return request


def _current(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) and url != reverse("portal:home") else ""


def _navigation_link(item: slots.NavigationItem, request: HttpRequest) -> NavigationLink:
    url = reverse(item.url_name)
    return NavigationLink(
        str(item.title), url, _current(request.path, url), item.count_waiting(request)
    )


@register.inclusion_tag("core/ui/navigation.html", takes_context=True)
def main_navigation(context: dict[str, Any]) -> dict[str, Any]:
    """The main navigation as its rooms registered it; nothing without a request."""
    request = _request(context)
    if request is None:
        return {"links": []}
    shown = [item for item in slots.navigation if item.is_shown(request)]
    grouped: dict[str, list[NavigationLink]] = {}
    for item in shown:
        grouped.setdefault(item.group or item.url_name, []).append(_navigation_link(item, request))
    return {"links": [_navigation_group(name, links) for name, links in grouped.items()]}


def _navigation_group(name: str, links: list[NavigationLink]) -> NavigationLink:
    """The link of a group, which stands where its first page would; of one page, that page."""
    if len(links) == 1:
        return links[0]
    is_current = any(link.is_current for link in links)
    return NavigationLink(
        str(slots.navigation_groups.get(name).title),
        links[0].url,
        "true" if is_current else "",
        sum(link.waiting for link in links),
        tuple(links),
    )


def _url_in(language: str, request: HttpRequest | None) -> str:
    """This page in ``language``; where there is no such page, the home page in it."""
    if request is not None and request.method in {"GET", "HEAD"}:
        here = request.get_full_path()
        there = translate_url(here, language)
        if there != here:
            return there
    elif request is not None and (there := translate_url(request.path, language)) != request.path:
        return there
    with override(language):
        return reverse("portal:home")


@register.inclusion_tag("core/ui/languages.html", takes_context=True)
def language_links(context: dict[str, Any]) -> dict[str, Any]:
    """The other languages, each named in itself, keeping the page and its query."""
    request = _request(context)
    active = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return {
        "links": [
            LanguageLink(
                code,
                get_language_info(code)["name_local"].capitalize(),
                _url_in(code, request),
                direction(code),
            )
            for code, _name in settings.LANGUAGES
            if code != active
        ]
    }


@register.simple_tag
def footer() -> SafeString:
    """The foot of every page; it is the same for all readers of a language."""
    return _footer(get_language() or settings.LANGUAGE_CODE, settings.DIWAN_OPERATOR_NAME)


@lru_cache(maxsize=16)
def _footer(_language: str, _operator: str) -> SafeString:
    return render_to_string("core/ui/footer.html")


@register.simple_tag
def operator() -> str:
    """The name of the body that runs this site, or nothing when it has not said."""
    return str(settings.DIWAN_OPERATOR_NAME)


@register.simple_tag
def operator_contact() -> str:
    """How to reach the body that runs this site, or nothing when it has not said."""
    return str(settings.DIWAN_OPERATOR_CONTACT)


@register.simple_tag(takes_context=True)
def page_url(context: dict[str, Any], number: int) -> str:
    """The query string of this page with another ``page`` number."""
    request = _request(context)
    if request is None:
        return f"?page={number}"
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the field is a single box to tick."""
    return isinstance(field.field.widget, CheckboxInput)
