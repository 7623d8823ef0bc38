"""What can be translated, by its address: ``s-KEY`` of a statement, ``c-NUMBER``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404

from diwan.core.wording import HOUSE_LANGUAGES

from ...models import Reply, Statement, Version
from ...words import ContributionState

if TYPE_CHECKING:
    from ...models import Discussion
    from ...translating import Thing


def newest(discussion: Discussion) -> Reply | None:
    """The version whose statements are translated: the newest that can be read."""
    row = Reply.objects.filter(discussion=discussion).drafted().order_by("-number").first()
    if row is not None:
        row.discussion = discussion
    return row


def thing(discussion: Discussion, address: str) -> Thing:
    """
    Raises:
        Http404: there is nothing like that, or it is shown no more.
    """
    kind, _dash, key = address.partition("-")
    if kind == "s":
        return _statement(discussion, key)
    if kind == "c" and key.isascii() and key.isdigit() and len(key) < 9:
        return _version(discussion, int(key))
    raise Http404


def address(of: Thing) -> str:
    return f"s-{of.key}" if isinstance(of, Statement) else f"c-{of.contribution.number}"


def language(code: str) -> str:
    if code not in HOUSE_LANGUAGES:
        raise Http404
    return code


def _statement(discussion: Discussion, key: str) -> Statement:
    reply = newest(discussion)
    found: Statement = get_object_or_404(Statement, reply=reply, key=key)
    if reply is not None:
        found.reply = reply
    return found


def _version(discussion: Discussion, number: int) -> Version:
    found: Version = get_object_or_404(
        Version.objects.select_related("contribution").defer("text", "pieces", "note"),
        is_released=True,
        contribution__discussion=discussion,
        contribution__number=number,
        contribution__state=ContributionState.RELEASED,
    )
    found.contribution.discussion = discussion
    return found
