"""Fill a new site: ``python -m bench.pages.filling OUT.json``, in a process of its own.

The discussion with the long list goes the whole way of a real one: each contribution is handed
in on the web and released by its facilitator. The few contributions of the other discussions
are written as rows at once, as release leaves them but for the audit and the letters.
"""

from __future__ import annotations

import json
import mailbox
import os
import sys
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.pages import letters

if TYPE_CHECKING:
    from diwan.discussions.models import Contribution, Discussion
    from diwan.people.models import Person

SLUG = "returning-skills"
DISCUSSIONS, OPEN = 50, 30
FEW = 4
CALL_ID = "<call@bench.example>"
LIST = "ediscussion@lists.example.org"


def main(out: Path, released: int, held: int) -> None:
    """Fill the database of ``DATABASE_URL``; leaves sessions and what was released as mailboxes."""
    import django  # noqa: PLC0415

    django.setup()
    from diwan.people.tests.factories import make_person  # noqa: PLC0415
    from diwan.project import preparation  # noqa: PLC0415

    preparation.prepare(lambda _sentence: None)
    lead = make_person("lead@example.org", name="Bilal Haddad", wants_announcements=False)
    said = letters.contributions(released + held)
    discussion = _call(SLUG, 0, lead)
    for row in said[:released]:
        _hand_in(discussion, row, released_by=lead)
    for row in said[released:]:
        _hand_in(discussion, row, released_by=None)
    _spread(discussion)
    for index in range(1, DISCUSSIONS):
        _fill_with_few(_call(f"call-{index}", index, lead), letters.contributions(FEW, seed=index))
    rows = list(discussion.contributions.released().order_by("number"))
    _write_mbox(out.with_name("thread.mbox"), discussion, rows, said, is_thread=True)
    _write_mbox(out.with_name("month.mbox"), discussion, rows, said, is_thread=False)
    out.write_text(
        json.dumps({"slug": SLUG, "session": _session(lead), "bare_session": _bare_session(lead)})
    )


def _call(slug: str, index: int, lead: Person) -> Discussion:
    """An open discussion that the lead facilitates; from number 30 on it is closed."""
    from diwan.core import clock  # noqa: PLC0415
    from diwan.discussions.actions import calling, teamwork  # noqa: PLC0415
    from diwan.discussions.calls import Reader  # noqa: PLC0415

    file = json.loads((letters.DEMO / "small-towns" / "call.json").read_text("utf-8"))
    today = clock.now().date()
    titles = {
        code: f"{title} ({index})" if index else title for code, title in file["title"].items()
    }
    data = file | {
        "slug": slug,
        "address": slug,
        "title": titles,
        "opens": str(today - timedelta(days=20)),
        "closes": str(today + timedelta(days=2 + index % 25)),
    }
    data["topics"] = _topics(file)
    discussion = calling.create(Reader("bench").call(data), by=None)
    teamwork.appoint(discussion, lead, by=None, is_lead=True)
    discussion = calling.move(discussion, "open", by=None)
    return calling.move(discussion, "closed", by=None) if index >= OPEN else discussion


def _topics(file: dict[str, Any]) -> list[dict[str, Any]]:
    """Two topics of two questions, in the demo's words, under the keys of ``letters``."""
    questions = [question for topic in file["topics"] for question in topic["questions"]]
    keys = iter(letters.QUESTIONS)
    topics = [file["topics"][0], file["topics"][-1]]
    return [
        topic
        | {
            "key": f"T{number}",
            "questions": [questions[2 * number - 2 + n] | {"key": next(keys)} for n in range(2)],
        }
        for number, topic in enumerate(topics, start=1)
    ]


def _hand_in(discussion: Discussion, row: letters.Said, *, released_by: Person | None) -> None:
    from diwan.discussions.actions import intake, moderation  # noqa: PLC0415
    from diwan.vocabularies.models import Place  # noqa: PLC0415

    saying = intake.Saying(
        answers=row.answers,
        language=row.language,
        attribution=row.attribution,
        name=row.name,
        email=row.email,
        organisation=row.organisation,
        kind=row.kind,
        country=Place.objects.get(code=row.country) if row.country else None,
    )
    contribution = intake.submit(intake.start(discussion, by=None), saying)
    if released_by is not None:
        moderation.release(contribution, by=released_by)


def _spread(discussion: Discussion) -> None:
    """Let what came within a minute have come within the twenty days of the discussion."""
    from diwan.discussions.models import Contribution  # noqa: PLC0415

    rows: list[Contribution] = list(discussion.contributions.order_by("pk"))
    first = rows[0].created_at - timedelta(days=20)
    step = timedelta(days=20) / len(rows)
    for place, row in enumerate(rows):
        row.received_at = first + place * step
        if row.released_at is not None:
            row.released_at = row.received_at + timedelta(hours=3)
    Contribution.objects.bulk_update(rows, ["received_at", "released_at"])


def _fill_with_few(discussion: Discussion, said: list[letters.Said]) -> None:
    from diwan.discussions.models import Contribution, Version  # noqa: PLC0415
    from diwan.vocabularies.models import Place  # noqa: PLC0415

    places = {
        place.code: place for place in Place.objects.filter(code__in={s.country for s in said})
    }
    opened: datetime = discussion.opened_at  # type: ignore[assignment]
    rows = Contribution.objects.bulk_create(
        Contribution(
            discussion=discussion,
            number=number,
            channel="web",
            state="released",
            author_name=row.name,
            author_email=row.email,
            organisation_name=row.organisation,
            kind=row.kind,
            country=places.get(row.country),
            attribution=row.attribution,
            language=row.language,
            revision=2,
            created_at=opened,
            received_at=opened,
            released_at=opened - timedelta(days=2),
        )
        for number, row in enumerate(said, start=1)
    )
    Version.objects.bulk_create(
        Version(
            contribution=made,
            number=1,
            kind="received",
            text=row.text,
            masked=row.text,
            pieces=[{"question": None, "html": f"<p>{row.text}</p>"}],
            is_released=True,
            made_at=opened,
        )
        for made, row in zip(rows, said, strict=True)
    )


def _session(person: Person) -> str:
    """A session of somebody who has signed in with a second factor."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: PLC0415

    TOTP.activate(person, generate_totp_secret())
    return _sign_in(person, "allauth.account.auth_backends.AuthenticationBackend")


def _bare_session(person: Person) -> str:
    return _sign_in(person, "django.contrib.auth.backends.ModelBackend")


def _sign_in(person: Person, backend: str) -> str:
    from django.contrib.auth import (  # noqa: PLC0415
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
    )
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    key: str = session.session_key  # type: ignore[assignment]
    return key


def _write_mbox(
    path: Path,
    discussion: Discussion,
    rows: list[Contribution],
    said: list[letters.Said],
    *,
    is_thread: bool,
) -> None:
    """The call and the released contributions in one month.

    Args:
        is_thread: all as answers to the call; else each with a subject of its own, as people
            write when they do not use “reply”.
    """
    box = mailbox.mbox(path)
    start = datetime.combine(date.today().replace(day=1), time(8)).astimezone()  # noqa: DTZ011
    title = discussion.title["en"]
    call = "\n\n".join(filter(None, (discussion.context.get("en"), discussion.objective.get("en"))))
    box.add(_mail(CALL_ID, "Facilitator <lead@example.org>", title, call, start))
    for row, words in zip(rows, said, strict=False):
        subject = f"Re: {title}" if is_thread else " ".join(words.text.split()[:7])
        message = _mail(
            f"<{row.number}@bench.example>",
            f"{words.name} <{words.email}>",
            subject,
            words.text,
            start + timedelta(hours=int(row.number or 0)),
        )
        if is_thread:
            message["In-Reply-To"] = message["References"] = CALL_ID
        box.add(message)
    box.flush()
    box.close()


def _mail(number: str, sender: str, subject: str, text: str, moment: datetime) -> Any:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, LIST, subject
    message["Date"], message["Message-ID"] = format_datetime(moment), number
    message.set_content(text)
    kept = mailbox.mboxMessage(message)
    kept.set_from(f"bench@example.org {moment:%a %b %d %H:%M:%S %Y}")
    return kept


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.project.settings.base")
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
