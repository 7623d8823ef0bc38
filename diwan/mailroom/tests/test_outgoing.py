from __future__ import annotations

import email
import email.policy
import smtplib
from datetime import timedelta
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from aiosmtpd.controller import Controller
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template import engines
from django.template.loaders.locmem import Loader
from django.utils.http import int_to_base36
from hypothesis import given
from hypothesis import strategies as st

from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.mailroom import actions, jobs, posting
from diwan.mailroom.addressing import opened, tagged
from diwan.mailroom.models import OutgoingLetter
from diwan.mailroom.words import OutgoingState, Route
from tests.ports import free_port

TEMPLATES = {
    "garden/letters/news.subject.txt": "{% load i18n %}{% translate 'Back' %}: {{ title }}\n",
    "garden/letters/news.txt": "Hello <{{ name }}> & co.\n\nSee {{ origin }}/x?a=1&b=2\nBye.\n",
}


@pytest.fixture
def garden(monkeypatch):
    """A room with one letter."""
    engine = engines["django"].engine
    monkeypatch.setattr(
        engine, "template_loaders", [Loader(engine, TEMPLATES), *engine.template_loaders]
    )


def send(**more) -> OutgoingLetter:
    given_values = {
        "to": "chloe@example.org",
        "language": "fr",
        "context": {"title": "Été", "name": "Chloé"},
    }
    return actions.send("garden/news", **(given_values | more))


@pytest.fixture
def relay(settings):
    """A mail server that keeps what it is given; ``relay.answer`` is what it says to data."""

    class Keeper:
        def __init__(self) -> None:
            self.kept: list[tuple[str, list[str], bytes]] = []
            self.answer = "250 OK"
            self.rcpt = "250 OK"

        async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
            self, _server, _session, envelope, address, _options
        ):
            if self.rcpt.startswith("250"):
                envelope.rcpt_tos.append(address)
            return self.rcpt

        async def handle_DATA(  # noqa: N802 - aiosmtpd's name
            self, _server, _session, envelope
        ):
            self.kept.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
            return self.answer

    keeper = Keeper()
    port = free_port()
    controller = Controller(keeper, hostname="127.0.0.1", port=port)
    controller.start()
    settings.DIWAN_SMTP_URL = f"smtp://127.0.0.1:{port}"
    yield keeper
    controller.stop()


def test_a_letter_is_queued_with_the_change_and_undone_with_it(db, garden):
    def change() -> None:
        send()
        raise ValueError

    with pytest.raises(ValueError):
        transaction.atomic(change)()
    assert not OutgoingLetter.objects.exists()
    assert send().state == OutgoingState.QUEUED


def test_a_letter_goes_out_after_the_commit(db, garden, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = send()
        assert letter.sent_at is None
    letter.refresh_from_db()
    assert (letter.state, letter.route) == (OutgoingState.SENT, Route.OUTBOX)
    assert letter.sent_at is not None


def test_the_letter_is_rendered_for_its_reader_and_nothing_is_escaped_in_text(db, garden):
    context = {"title": "Été", "name": "Ch & l"}
    letter = send(context=context, reply_to="talk@diwan.localhost")
    assert letter.subject == "Back: Été" or letter.subject.endswith(": Été")
    assert letter.text == "Hello <Ch & l> & co.\n\nSee http://127.0.0.1:8000/x?a=1&b=2\nBye.\n"
    assert "&lt;Ch &amp; l&gt;" in letter.html
    assert '<a dir="ltr" href="http://127.0.0.1:8000/x?a=1&amp;b=2"' in letter.html
    assert '<html lang="fr" dir="ltr">' in letter.html


def test_an_arabic_letter_is_written_right_to_left(db, garden):
    assert '<html lang="ar" dir="rtl">' in send(language="ar").html


def test_a_language_the_house_does_not_speak_becomes_english(db, garden):
    assert send(language="pt").language == "en"


def test_no_value_can_add_a_header(db, garden):
    letter = send(
        context={"title": "x\nBcc: all@example.org", "name": "y"}, to_name="A\r\nBcc: b@example.org"
    )
    assert "\n" not in letter.subject + letter.to_name
    assert posting.message(letter)["Bcc"] is None


def test_the_message_says_what_it_is(db, garden):
    long_id = "a" * 120 + "@example.org"
    letter = send(
        reply_to="talk@diwan.localhost",
        from_name="نقاش العودة",
        to_name="Chloé D.",
        in_reply_to=f"<{long_id}>",
        headers={"List-Id": "<talk.diwan.localhost>"},
    )
    raw = posting.message(letter).as_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert message["From"] == "نقاش العودة <talk@diwan.localhost>"
    assert message["To"] == '"Chloé D." <chloe@example.org>'
    assert message["Reply-To"] == "talk@diwan.localhost"
    assert message["Message-ID"] == f"<{letter.message_id}>"
    assert letter.message_id.endswith("@diwan.localhost")
    assert f"In-Reply-To: <{long_id}>\r\n".encode() in raw, (
        "a long id is neither folded nor encoded"
    )
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Diwan-Loop"] == "diwan.localhost"
    assert message["List-Id"] == "<talk.diwan.localhost>"
    assert message["Content-Language"] == "fr"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == letter.text
    assert raw.isascii()


@pytest.mark.parametrize(
    "name", ["Diwan, at home", "نقاش العودة إلى البلدات الصغيرة والمجالس المحلية", ""]
)
def test_a_letter_comes_from_where_its_answer_goes_in_one_piece(db, garden, settings, name):
    settings.DIWAN_MAIL_DOMAIN = "lists.of-a-very-long-name.example.org"
    address = tagged("a" * 36, "c1")
    raw = posting.message(send(reply_to=address, from_name=name)).as_bytes()
    # the newer reader of Python puts a blank between two encoded words (RFC 2047, 6.2)
    shown = str(make_header(decode_header(email.message_from_bytes(raw)["From"])))
    assert parseaddr(shown) == (name or "Diwan", address)
    assert f"<{address}>\r\n".encode() in raw
    assert max(map(len, raw.partition(b"To:")[0].splitlines())) <= 100


@pytest.mark.parametrize("reply_to", ["", "talk@elsewhere.example", "نقاش@diwan.localhost"])
def test_what_cannot_come_back_to_us_comes_from_nobody(db, garden, reply_to):
    letter = send(reply_to=reply_to)
    assert posting.message(letter)["From"].addresses[0].addr_spec == "noreply@diwan.localhost"
    says_so = (
        "Cette lettre ne prend pas de réponses. Pour de l’aide, écrivez à help@diwan.localhost."
    )
    assert (says_so in letter.text, "ne prend pas de réponses" in letter.html) == (
        not reply_to,
    ) * 2


def test_the_relay_gets_the_letter(db, garden, relay):
    letter = send()
    actions.deliver(letter)
    assert (letter.state, letter.route, letter.problem) == (OutgoingState.SENT, Route.SMTP, "")
    [(sender, recipients, raw)] = relay.kept
    assert sender == posting.return_path(letter)
    assert opened(sender)[:3] == ("bounce", int_to_base36(letter.pk), "diwan.localhost")
    assert recipients == ["chloe@example.org"]
    assert f"<{letter.message_id}>".encode() in raw


def test_a_letter_is_sent_once(db, garden, relay):
    letter = send()
    actions.deliver(letter)
    actions.deliver(letter)
    assert jobs.process_due(clock.now() + timedelta(days=1)) == 0
    assert len(relay.kept) == 1


def test_a_letter_that_somebody_else_is_sending_is_left(db, garden, relay):
    letter = send()
    OutgoingLetter.objects.update(due_at=clock.now() + timedelta(minutes=9))
    actions.deliver(letter)
    assert relay.kept == []


class _Killed(BaseException):
    """No handler of errors sees a process die."""


def test_a_worker_killed_before_its_commit_sends_one_double_with_the_same_id(
    db, garden, relay, monkeypatch
):
    """The only window: the relay said 250, and the worker died before it wrote that down."""
    real = posting.post

    def post_and_die(*given) -> None:
        real(*given)
        raise _Killed

    letter = send()
    monkeypatch.setattr(posting, "post", post_and_die)
    with pytest.raises(_Killed):
        actions.deliver(letter)
    monkeypatch.setattr(posting, "post", real)
    now = clock.now()
    assert actions.deliver_due(now) == 0, "the lease holds ten minutes"
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=11))
    assert actions.deliver_due(clock.now()) == 1
    assert actions.deliver_due(clock.now() + timedelta(days=1)) == 0
    letter.refresh_from_db()
    assert letter.state == OutgoingState.SENT
    ids = [email.message_from_bytes(raw)["Message-ID"] for _, _, raw in relay.kept]
    assert ids == [f"<{letter.message_id}>"] * 2


def test_a_letter_that_is_due_later_waits(db, garden, relay, django_capture_on_commit_callbacks):
    later = clock.now() + timedelta(hours=8)
    with django_capture_on_commit_callbacks(execute=True) as called:
        letter = send(due_at=later)
    assert called == []
    assert actions.deliver_due(clock.now()) == 0
    OutgoingLetter.objects.filter(pk=letter.pk).update(due_at=clock.now())
    assert actions.deliver_due(clock.now()) == 1
    assert len(relay.kept) == 1


def test_the_first_letter_of_a_thread_is_its_root_and_all_others_stand_below(db, garden):
    root = "thread@diwan.localhost"
    first, second = send(root=root), send(root=root)
    answer = send(root=root, in_reply_to="<theirs@example.org>")
    assert (first.message_id, "References" in first.headers) == (root, False)
    assert second.headers == {"In-Reply-To": f"<{root}>", "References": f"<{root}>"}
    assert answer.headers["In-Reply-To"] == "<theirs@example.org>"
    assert answer.headers["References"] == f"<{root}> <theirs@example.org>"
    assert len({first.message_id, second.message_id, answer.message_id}) == 3


def test_two_first_letters_at_once_are_both_kept(db, garden, monkeypatch):
    root = "thread@diwan.localhost"
    first = send(root=root)
    monkeypatch.setattr(type(OutgoingLetter.objects.all()), "exists", lambda _self: False)
    second = send(root=root)
    assert first.message_id == root
    assert second.headers["References"] == f"<{root}>"


def test_a_letter_can_be_ended_by_one_click(db, garden):
    stop = "https://diwan.example.org/stop/" + "x" * 300
    mailto = "mailto:unsubscribe@diwan.localhost"
    letter = send(headers=posting.list_headers(stop, mailto, post="talk@diwan.localhost"))
    raw = posting.message(letter).as_bytes()
    assert f"\r\nList-Unsubscribe: <{stop}>, <{mailto}>\r\n".encode() in raw, "never folded"
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw
    assert b"\r\nList-Help: <mailto:help@diwan.localhost>\r\n" in raw
    assert b"\r\nList-Post: <mailto:talk@diwan.localhost>\r\n" in raw


def test_no_line_is_longer_than_mail_may_be(db, garden):
    letter = send(
        language="ar",
        from_name="نقاش " * 30,
        context={"title": "العودة إلى المدن الصغيرة " * 8, "name": "كلمة " * 500},
    )
    raw = posting.message(letter).as_bytes()
    head, _, body = raw.partition(b"\r\n\r\n")
    assert max(map(len, body.split(b"\r\n"))) <= 78
    assert max(map(len, head.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_html_tells_its_direction_where_web_mail_keeps_it(db, garden):
    html = send(language="ar").html
    assert html.index("<body>") < html.index('<div lang="ar" dir="rtl"')
    ruled = posting.html_twin("They write:\n\n-----\nWords & more\n-----\n\nBye", "en")
    assert ruled.count("<hr>") == 2
    assert '<p dir="auto">Words &amp; more</p>' in ruled
    assert "-----" not in ruled


def test_a_passing_failure_is_tried_again_later(db, garden, relay, caplog):
    relay.answer = "451 not now chloe@example.org"
    letter = send()
    actions.deliver(letter)
    assert (letter.state, letter.tries, letter.problem) == (
        OutgoingState.QUEUED,
        1,
        "SMTPDataError 451",
    )
    assert "chloe" not in caplog.text
    assert "SMTPDataError 451; it will be tried again" in caplog.text
    assert actions.deliver_due(clock.now()) == 0
    relay.answer = "250 OK"
    OutgoingLetter.objects.update(due_at=clock.now())
    assert jobs.process_due(clock.now()) == 1
    letter.refresh_from_db()
    assert letter.state == OutgoingState.SENT
    assert [raw.count(letter.message_id.encode()) for _, _, raw in relay.kept] == [1, 1]


@pytest.mark.parametrize("refusal", ["550 no such person", "553 never"])
def test_a_refused_address_is_final(db, garden, relay, refusal, caplog):
    relay.rcpt = refusal
    letter = send()
    actions.deliver(letter)
    assert (letter.state, letter.problem) == (
        OutgoingState.FAILED,
        f"SMTPRecipientsRefused {refusal[:3]}",
    )
    assert f"SMTPRecipientsRefused {refusal[:3]}; it will not be tried again" in caplog.text


@pytest.mark.parametrize(
    ("is_demo", "to", "route"),
    [
        (True, "chloe@example.org", Route.OUTBOX),
        (True, "chloe@demo.diwan.localhost", Route.OUTBOX),
        (True, "chloe@towns.example", Route.OUTBOX),
        (True, "chloe@not-example.fr", Route.SMTP),
        (True, "chloe@example.org.fr", Route.SMTP),
        (False, "chloe@example.org", Route.SMTP),
    ],
)
def test_a_demo_hands_no_letter_to_invented_people_to_a_real_server(
    db, garden, relay, settings, is_demo, to, route
):
    settings.DIWAN_DEMO = is_demo
    letter = send(to=to)
    actions.deliver(letter)
    assert (letter.state, letter.route) == (OutgoingState.SENT, route)
    assert len(relay.kept) == (route == Route.SMTP)


def test_an_address_that_is_none_fails_in_the_end(db, garden, relay):
    letter = send(to="nobody at all <>")
    for _ in range(12):
        OutgoingLetter.objects.update(due_at=clock.now())
        actions.deliver(letter)
    assert (letter.state, letter.tries) == (OutgoingState.FAILED, 10)
    assert relay.kept == []


def test_a_relay_that_is_away_and_one_that_is_misspelt_lose_nothing(db, garden, settings):
    settings.DIWAN_SMTP_URL = "smtp://127.0.0.1:1"
    letter = send()
    actions.deliver(letter)
    assert (letter.state, letter.problem) == (OutgoingState.QUEUED, "ConnectionRefusedError")
    settings.DIWAN_SMTP_URL = "pigeon://coop"
    OutgoingLetter.objects.update(due_at=clock.now())
    actions.deliver(letter)
    assert (letter.state, letter.problem) == (OutgoingState.QUEUED, "ValueError")


def test_authentication_failures_are_not_final():
    assert not posting.is_final(smtplib.SMTPAuthenticationError(535, b"no"))
    assert posting.is_final(smtplib.SMTPDataError(554, b"no"))


def test_an_administrator_sends_a_failed_letter_again(db, garden, relay, amina):
    letter = send()
    with pytest.raises(PermissionDenied):
        actions.send_again(letter, by=amina)
    amina.is_administrator = True
    with pytest.raises(Refusal):
        actions.send_again(letter, by=amina)
    OutgoingLetter.objects.update(state=OutgoingState.FAILED, tries=10)
    actions.send_again(letter, by=amina)
    assert (letter.state, letter.tries) == (OutgoingState.QUEUED, 0)


def test_old_letters_are_deleted_but_none_that_waits(db, garden, settings):
    settings.DIWAN_LETTERS_DAYS = 180
    old, waiting, fresh = send(), send(), send()
    then = clock.now() - timedelta(days=181)
    OutgoingLetter.objects.filter(pk__in=[old.pk, waiting.pk]).update(queued_at=then)
    OutgoingLetter.objects.filter(pk=old.pk).update(state=OutgoingState.SENT)
    rule = slots.retention.get("mailroom-sent")
    assert rule.due(clock.now()) == 1
    assert rule.purge(clock.now()) == 1
    assert set(OutgoingLetter.objects.values_list("pk", flat=True)) == {waiting.pk, fresh.pk}
    assert "180" in str(rule.rule)


@given(st.text())
def test_the_html_twin_never_lets_markup_through(text):
    html = posting.html_twin(f"<script>{text}", "en")
    assert "<script" not in html


KEY = "Zq3_kP9vXw7LmN2bR5tYc8HdF1gJ4sAa6Ue0iOoQxVk"


def test_a_code_does_not_stay_readable_once_its_letter_is_sent(db, garden, relay):
    letter = send(context={"name": "123-456", "title": "Code"}, is_asked_for=True)
    actions.deliver(letter)
    assert b"123-456" in relay.kept[0][2]
    assert (letter.text, letter.html) == ("", "")


def test_the_key_of_a_link_does_not_stay_once_its_letter_is_sent(db, garden, relay):
    letter = send(context={"name": f"http://127.0.0.1:8000/invited/{KEY}/", "title": "x"})
    actions.deliver(letter)
    assert KEY.encode() in relay.kept[0][2].replace(b"=\r\n", b"").replace(b"=3D", b"=")
    assert KEY not in letter.text + letter.html
    assert "http://127.0.0.1:8000/invited/…/" in letter.text


def test_a_demo_shows_the_letters_it_sent(db, garden, relay, settings):
    settings.DIWAN_DEMO = True
    letter = send(is_asked_for=True, to="x@house.test")
    actions.deliver(letter)
    assert letter.text


def test_without_a_mail_server_a_code_stays_for_a_day(db, garden, amina):
    letter, other = send(is_asked_for=True), send()
    actions.deliver(letter)
    actions.deliver(other)
    assert letter.text
    jobs.process_due(clock.now() + timedelta(days=1, minutes=1))
    letter.refresh_from_db()
    other.refresh_from_db()
    assert not letter.text + letter.html
    assert other.text
    amina.is_administrator = True
    OutgoingLetter.objects.update(state=OutgoingState.FAILED)
    with pytest.raises(Refusal):
        actions.send_again(letter, by=amina)
