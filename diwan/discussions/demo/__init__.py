"""The invented discussions of the demo community: what they say stands in the folders here.

A folder is one discussion: ``call.json`` is its announcement, ``story.json`` what happened in
it and when, and each contribution is a file: ``*.txt`` was typed on the web (``[T1Q1]`` opens
the answer to a question), ``*.eml`` is a raw letter with ``@TO@``, ``@DATE@`` and the like to
be filled in. People, bodies and words are invented; telephone numbers are from the ranges set
aside for fiction, addresses from ``example.org``.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import override

from diwan.core import clock, slots

from ..models import Discussion
from . import letters, method
from .story import Story

#: oldest first, so that everything is numbered in the order in which it happened
SLUGS = (
    "what-we-built",
    "diplomas",
    "money-home",
    "between-discussions",
    "small-towns",
    "first-year",
)


@transaction.atomic
def load() -> None:
    """Tell every story; the vocabularies and the invented people stand already."""
    if Discussion.objects.filter(slug=SLUGS[0]).exists():
        return
    now = clock.now()
    last = letters.last_one()
    with override("en"), letters.announcing_to_nobody():
        for slug in SLUGS:
            Story(slug, now).tell()
        method.tell(now)
        letters.send_digests(now)
    letters.stop_letters(now)
    letters.keep_a_handful(after=last)


slots.demo.add("discussions", slots.DemoLoader(load), order=30)
