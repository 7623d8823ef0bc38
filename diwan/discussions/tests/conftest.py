"""A discussion that is open now, its team, and ways to speak in it."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest

from diwan.core import clock
from diwan.discussions.actions import calling, intake, teamwork
from diwan.discussions.calls import Reader
from diwan.discussions.models import Contribution, Discussion
from diwan.mailroom import actions as mailroom
from diwan.mailroom.models import OutgoingLetter

if TYPE_CHECKING:
    from collections.abc import Callable

    from diwan.people.models import Person


def call_data(**changes: Any) -> dict[str, Any]:
    """An invented call that runs from ten days ago until twelve days from now."""
    today = clock.now().date()
    return {
        "slug": "small-towns",
        "title": {"en": "Small towns", "fr": "Petites villes", "ar": "المدن الصغيرة"},
        "opens": str(today - timedelta(days=10)),
        "closes": str(today + timedelta(days=12)),
        "languages": ["en", "fr", "ar"],
        "time_zone": "Africa/Tunis",
        "topics": [
            {
                "key": "T1",
                "title": {"en": "Return", "fr": "Retour", "ar": "العودة"},
                "questions": [
                    {"key": "T1Q1", "en": "What helps a return?", "fr": "Qu’est-ce qui aide ?"},
                    {"key": "T1Q2", "en": "Who should help?", "ar": "من ينبغي أن يساعد؟"},
                ],
            },
            {"key": "T2", "title": "Skills", "questions": [{"key": "T2Q1", "en": "Which skills?"}]},
        ],
        **changes,
    }


@pytest.fixture
def discussion(admin: Person, bilal: Person) -> Discussion:
    """An open discussion that Bilal leads."""
    made = calling.create(Reader("test").call(call_data()), by=None)
    teamwork.appoint(made, bilal, by=admin, is_lead=True)
    opened = calling.move(made, "open", by=bilal)
    OutgoingLetter.objects.all().delete()  # the announcement to the members
    return opened


@pytest.fixture
def say(discussion: Discussion) -> Callable[..., Contribution]:
    """``say("words", by=amina)``: hand in a free text on the web; it is held."""

    def _say(
        words: str, *, by: Person | None = None, question: str | None = None, **fields: Any
    ) -> Contribution:
        draft = intake.start(discussion, by=by)
        fields.setdefault("attribution", "named")
        saying = intake.Saying(answers=[(question, words)], **fields)
        return intake.submit(draft, saying)

    return _say


def letter(
    words: str, *, to: str, sender: str = "Amel Ben Salah <amel@example.net>", **headers: str
) -> bytes:
    """An ordinary letter as bytes."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, "Re: Small towns"
    message["Message-ID"] = f"<{abs(hash((words, sender)))}@example.net>"
    for name, value in headers.items():
        name = name.replace("_", "-")  # noqa: PLW2901
        del message[name]
        message[name] = value
    message.set_content(words)
    return message.as_bytes()


@pytest.fixture
def post(discussion: Discussion) -> Callable[..., Contribution]:
    """``post("words")``: send a letter to the discussion and let it be processed."""

    def _post(words: str, **headers: str) -> Contribution:
        raw = letter(words, to=discussion.mail_address, **headers)
        (stored,) = mailroom.receive(
            raw,
            recipients=[discussion.mail_address],
            envelope_from="amel@example.net",
            channel="smtp",
            received_at=clock.now(),
        )
        mailroom.process(stored)
        return Contribution.objects.get(letter=stored)

    return _post
