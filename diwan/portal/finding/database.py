"""The site's own database as holder of the words: FTS5 on SQLite, a ``tsvector`` on PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps

from diwan.core import fulltext

from .asking import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diwan.texts.normalise import Folded

    from .asking import Holder, Question


class Database:
    """Words and permissions are joined by the database in one statement."""

    def hits(self, question: Question) -> list[Hit]:
        rows = _documents().objects.within(question.allowed)
        if question.since is not None:
            rows = rows.filter(found_at__gt=question.since)
        rows = rows.weighed(question.asked, question.among)
        if question.is_newest_first:
            rows = rows.order_by("-found_at", "-pk")
        told = rows.values_list(*Hit._fields)[: question.most]
        return [Hit(*row) for row in told]

    def write(self, rows: Iterable[tuple[int, Folded]]) -> None:
        model = _documents()
        fulltext.write(model, rows, using=model.objects.db)

    def tidy(self) -> int:
        model = _documents()
        return fulltext.tidy(model, using=model.objects.db)


def _documents() -> Any:
    return apps.get_model("portal", "SearchDocument")


#: who answers; another one would stand here
holder: Holder = Database()
