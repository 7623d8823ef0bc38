"""A conversation with the member of the matrix, one that waits, a block and a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.people.actions import conversations as actions
from diwan.people.actions.conversations import notices
from diwan.people.models import Block
from diwan.people.tests.talkers import asked, handle, member, talking

if TYPE_CHECKING:
    from diwan.people.models import Person

_IN_IT = ("conversation", "reply", "accept", "decline", "end", "block", "name")


def special(dele: Person) -> dict[str, dict[str, Any]]:
    """``dele`` writes with one member, has blocked another, and nobody else has part in it."""
    hana, idris, jamila = member("hana"), member("idris"), member("jamila")
    under_way = talking(dele, hana)
    said = actions.reply(under_way, by=hana, text="Gladly.")
    report = actions.report(said, by=dele, reason="Rude")
    actions.block(talking(dele, idris), by=dele)
    waiting = asked(hana, jamila)
    return {
        **{f"messages:{page}": {"key": under_way.key} for page in _IN_IT},
        "messages:report": {"key": under_way.key, "pk": said.pk},
        "messages:reported": {"pk": report.pk},
        "messages:unblock": {"pk": Block.objects.get().pk},
        "messages:ask": {"handle": handle(jamila)},
        "messages:answer": {"token": notices.answer_url(waiting).rstrip("/").rpartition("/")[2]},
    }
