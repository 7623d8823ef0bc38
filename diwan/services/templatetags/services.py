"""How pages write hours, prices and languages of services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html

from diwan.services import naming
from diwan.services.words import Assurance, FeedbackState, RequestState, ServiceState

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from diwan.services.models import CostOption, Feedback, Phone, Request, Schedule, Service
    from diwan.services.rules.hours import Standing

register = template.Library()
#: states → those of the house that look like them, with a shape as well as a colour
_STATES = {
    ServiceState.ACTIVE: "active",
    ServiceState.PAUSED: "held",
    ServiceState.INACTIVE: "draft",
    ServiceState.DEFUNCT: "over",
}
_WORDS = {Assurance.FRESH: "done", Assurance.OLD: "waiting", Assurance.NEVER: "draft"}
_REQUESTS = {
    RequestState.GATHERING: "draft",
    RequestState.SENT: "queued",
    RequestState.ASKED: "waiting",
    RequestState.GRANTED: "done",
    RequestState.REFUSED: "refused",
    RequestState.DROPPED: "over",
}
_OPEN = {"open": "open", "appointment": "pending", "closed": "over"}


@register.filter
def stands(service: Service) -> str:
    """The state of the house that its own looks like."""
    return _STATES[ServiceState(service.state)]


@register.filter
def vouched(service: Service) -> str:
    return _WORDS[service.assurance]


@register.filter
def goes(request: Request) -> str:
    return _REQUESTS[RequestState(request.state)]


@register.filter
def waits(feedback: Feedback) -> str:
    return "waiting" if feedback.state == FeedbackState.OPEN else "done"


@register.filter
def opens(standing: Standing) -> str:
    return _OPEN.get(standing.word, "over")


@register.filter
def standing(said: Standing) -> str:
    return naming.standing(said)


@register.filter
def days(schedule: Schedule) -> str:
    return naming.days(schedule)


@register.filter
def span(schedule: Schedule) -> SafeString:
    return format_html('<bdi dir="ltr">{}</bdi>', naming.span(schedule))


@register.filter
def season(schedule: Schedule) -> str:
    return naming.season(schedule)


@register.filter
def money(cost: CostOption) -> str:
    return naming.money(cost)


@register.filter
def spoken(codes: list[str]) -> list[tuple[str, str]]:
    return naming.languages(codes)


@register.filter
def dialled(phone: Phone) -> str:
    """The number as a telephone dials it."""
    kept = "".join(each for each in phone.number.partition("×")[0] if each.isdigit() or each == "+")
    return kept if kept.startswith("+") else kept.replace("+", "")


@register.filter
def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in str(text).splitlines() if line.strip()]
