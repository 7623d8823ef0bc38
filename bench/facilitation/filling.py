"""Fill a new site with one large discussion and its draft, in a process of its own.

Contributions are written as rows at once, as release leaves them; their passages, the draft and
the suggestions are made by the same actions as on a site.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bench.consolidate import corpus

if TYPE_CHECKING:
    from diwan.discussions.models import Discussion, Reply
    from diwan.people.models import Person

SLUG = "returning-skills"
_SENTENCES_AT_MOST = 2
_KINDS = ("migrant", "civil_society", "local_authority", "research", "diaspora_association", "")
_COUNTRIES = ("TN", "MA", "SN", "FR", "IT", "DE", "EG", "")
_END = re.compile(r"(?<=\.) ")


def main(out: Path, released: int, held: int) -> None:
    """Fill the database of ``DATABASE_URL``; leaves what the measuring needs as JSON."""
    import django  # noqa: PLC0415

    django.setup()
    from bench.pages.filling import _session  # noqa: PLC0415
    from diwan.discussions.actions import replying, suggesting  # noqa: PLC0415
    from diwan.discussions.models import Passage, Suggestion  # noqa: PLC0415
    from diwan.people.tests.factories import make_person  # noqa: PLC0415
    from diwan.project import preparation  # noqa: PLC0415

    preparation.prepare(lambda _sentence: None)
    lead = make_person("lead@example.org", name="Bilal Haddad", wants_announcements=False)
    discussion = _call(lead)
    _fill(discussion, released, held)
    begun = time.perf_counter()
    reply = replying.consolidate(discussion, by=lead)
    drafted = time.perf_counter()
    suggesting.suggest.call(reply.pk)
    suggested = time.perf_counter()
    out.write_text(
        json.dumps(
            {
                "session": _session(lead),
                "passages": Passage.objects.of_discussion(discussion).count(),
                "statements": reply.statements.count(),
                "suggestions": Suggestion.objects.filter(statement__reply=reply).count(),
                "key": _key(reply),
                "reply": reply.pk,
                "drafting": drafted - begun,
                "suggesting": suggested - drafted,
            }
        )
    )


def _key(reply: Reply) -> str:
    """A statement in the middle of the first question."""
    rows = list(reply.statements.filter(about="T1Q1").order_by("number"))
    return rows[len(rows) // 2].key


def _call(lead: Person) -> Discussion:
    from diwan.core import clock  # noqa: PLC0415
    from diwan.discussions.actions import calling, teamwork  # noqa: PLC0415
    from diwan.discussions.calls import Reader  # noqa: PLC0415

    today = clock.now().date()
    outline = corpus.outline()
    data = {
        "slug": SLUG,
        "address": SLUG,
        "title": {"en": "Skills and return", "fr": "Compétences", "ar": "المهارات والعودة"},
        "opens": str(today - timedelta(days=20)),
        "closes": str(today + timedelta(days=10)),
        "languages": list(corpus.LANGUAGES),
        "topics": [
            {
                "key": topic.key,
                "title": dict(topic.title),
                "questions": [{"key": each.key, **each.words} for each in topic.questions],
            }
            for topic in outline.topics
        ],
    }
    discussion = calling.create(Reader("bench").call(data), by=None)
    teamwork.appoint(discussion, lead, by=None, is_lead=True)
    return calling.move(discussion, "open", by=None)


def _fill(discussion: Discussion, released: int, held: int) -> None:
    from diwan.core import clock  # noqa: PLC0415
    from diwan.discussions.models import Contribution, Version  # noqa: PLC0415
    from diwan.vocabularies.models import Place  # noqa: PLC0415

    random = Random(11)
    places = {place.code: place for place in Place.objects.filter(code__in=_COUNTRIES)}
    now = clock.now()
    sources = corpus.sources(released + held)
    rows = Contribution.objects.bulk_create(
        [
            Contribution(
                discussion=discussion,
                number=source.contribution if source.contribution <= released else None,
                channel="email",
                state="released" if source.contribution <= released else "held",
                author_name=f"Person {source.contribution}",
                author_email=f"p{source.contribution}@example.org",
                kind=random.choice(_KINDS),
                country=places.get(random.choice(_COUNTRIES)),
                attribution="named",
                language=source.language,
                subject=f"Answer {source.contribution}",
                revision=2,
                created_at=now - timedelta(days=12),
                received_at=now - timedelta(days=12) + timedelta(minutes=source.contribution),
                released_at=now - timedelta(days=2) if source.contribution <= released else None,
            )
            for source in sources
        ],
        batch_size=500,
    )
    texts = [_paragraphs(source.text, random) for source in sources]
    Version.objects.bulk_create(
        [
            Version(
                contribution=row,
                number=1,
                kind="received",
                text=text,
                masked=text,
                pieces=[{"question": None, "html": f"<p>{text}</p>"}],
                is_released=row.state == "released",
                made_at=now,
            )
            for row, text in zip(rows, texts, strict=True)
        ],
        batch_size=500,
    )


def _paragraphs(text: str, random: Random) -> str:
    """The text with one or two sentences a paragraph."""
    sentences = [each for part in text.split("\n\n") for each in _END.split(part) if each]
    pieces = []
    while sentences:
        count = random.randint(1, _SENTENCES_AT_MOST)
        pieces.append(" ".join(sentences[:count]))
        del sentences[:count]
    return "\n\n".join(pieces)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.project.settings.base")
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
