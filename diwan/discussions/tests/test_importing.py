"""A mailbox taken in by the hundred gives the rows of letters taken in one by one."""

from __future__ import annotations

import os
import signal
from collections import Counter
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError, connection, transaction

from diwan.audit.actions import first_broken
from diwan.audit.models import Entry
from diwan.core import clock, crew
from diwan.discussions import commands
from diwan.discussions.actions import arrival, importing, understanding
from diwan.discussions.actions.indexing import QUEUE
from diwan.discussions.models import Attachment, Contribution, Cutting, Version
from diwan.discussions.models.contribution import new_token
from diwan.mailroom.mailbox import open_mailbox
from diwan.mailroom.models import Letter, OutgoingLetter, RawLetter
from diwan.portal.models import SearchDocument

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from django.db.models import Model

    from diwan.discussions.models import Discussion

#: keys, secrets and the moment of the import itself
_SKIPPED = {
    *("id", "token", "file", "created_at", "processed_at", "chain", "at"),
    *("found_at", "indexed_at"),
}
_MODELS = (Letter, RawLetter, Contribution, Version, Cutting, Attachment, Entry, SearchDocument)
_ARABIC = "نقترح مكتباً واحداً يستقبل العائدين في كل بلدية. رقمي +216 20 123 456 للاتصال."
_BOUNCE = """Return-Path: <>
From: MAILER-DAEMON@mx.example.net
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <bounce@mx.example.net>
Content-Type: multipart/report; report-type=delivery-status; boundary=B

--B

The address does not exist.
--B
Content-Type: message/delivery-status

Final-Recipient: rfc822; x@example.org
Status: 5.1.1
--B--
"""


def _letter(number: int, text: str, *, day: int = -1, **headers: str) -> EmailMessage:
    message = EmailMessage()
    sent = clock.now().replace(microsecond=0) + timedelta(days=day, minutes=number)
    given = {
        "From": f"Writer {number} <writer{number}@example.org>",
        "To": "small-towns@diwan.localhost",
        "Subject": f"Thought {number}",
        "Message-ID": f"<{number}@example.org>",
        "Date": format_datetime(sent),
    }
    for name, value in (given | {k.replace("_", "-"): v for k, v in headers.items()}).items():
        if value:
            message[name] = value
    message.set_content(text)
    return message


def _letters(to: str) -> list[bytes]:
    said = "We opened a shared workshop in the old station, and twelve people came back."
    first = _letter(1, f"{said}\n\n-- \nWriter 1\nwriter1@example.org\n")
    reply = f"I agree with this.\n\nOn Monday Writer 1 wrote:\n> {said}\n"
    with_files = _letter(5, "The figures are in the file that comes with this letter.")
    with_files.add_attachment(b"a,b\n1,2\n", maintype="text", subtype="csv", filename="a.csv")
    with_files.add_attachment(
        b"MZ\x90\x00\x03", maintype="application", subtype="x-x", filename="b.exe"
    )
    page = _letter(6, "")
    page.set_content("<p dir=rtl>" + _ARABIC + "</p><script>x()</script>", subtype="html")
    messages = [
        _letter(2, reply, In_Reply_To="<1@example.org>"),  # before what it answers
        first,
        first,  # the same bytes
        _letter(3, reply, In_Reply_To="<1@example.org>", References="<0@x> <1@example.org>"),
        _letter(4, _ARABIC, Subject="اقتراح", In_Reply_To="<3@example.org>"),
        with_files,
        page,
        _letter(7, said, Subject="Sent again"),  # the same words
        _letter(8, "Something else under a known number.", Message_ID="<4@example.org>"),
        _letter(9, "This comes when all is over, I fear.", day=40),
        _letter(10, "No date stands in this letter at all.", Date=""),
        _letter(11, "Je ne suis pas au bureau.", Auto_Submitted="auto-replied"),
        _letter(12, "unsubscribe"),
        _letter(13, ""),
        _letter(14, "Cheap pills, winner, casino, click here now!!!", X_Spam_Flag="YES"),
        _letter(15, "Une réponse à la deuxième question.", In_Reply_To="<ours@diwan.localhost>"),
        _letter(16, "I am the list itself.", From=f"List <{to}>"),
        _letter(
            17,
            "Write to me at someone.else@example.org, says Writer 17.",
            References="<9@example.org>",
        ),
        _letter(18, f"{said} {said}", Subject="The same words, first"),
        _letter(19, f"{said} {said}", Subject="of another", Message_ID="<1@example.org>"),
        _letter(20, f"{said} {said}", From="Writer 18 <writer18@example.org>", Subject="again"),
    ]
    raws = [each.as_bytes() for each in messages]
    return [*raws, _BOUNCE.format(to=to).encode(), b"Subject: \xff\n\n\x80\x81\x00 rest", raws[0]]


def _mailbox(folder: Path, raws: list[bytes]) -> Path:
    path = folder / "inbox.mbox"
    mark = b"From x@example.net Mon Nov  2 10:00:00 2026\n"
    path.write_bytes(b"".join(mark + raw.rstrip(b"\n") + b"\n\n" for raw in raws))
    return path


def _answerable(discussion: Discussion) -> None:
    """A letter of ours that asks for answers to the second question."""
    from django.utils.http import int_to_base36  # noqa: PLC0415

    from diwan.mailroom import addressing  # noqa: PLC0415

    question = discussion.questions.order_by("pk")[1]
    tag = f"q{int_to_base36(question.pk)}"
    now = clock.now()
    OutgoingLetter.objects.create(
        to_address="reader@example.org",
        language="fr",
        subject="Digest",
        text="…",
        kind="digest",
        message_id="ours@diwan.localhost",
        reply_to=addressing.tagged(discussion.address, tag),
        queued_at=now,
        due_at=now,
    )


def _rows() -> dict[str, list[dict[str, Any]]]:
    """Every column but keys and times; what a key points at is told by its place."""
    ranks: dict[type[Model], dict[Any, int]] = {model: _ranks(model) for model in _MODELS}
    return {
        model.__name__: [_told(each, ranks) for each in model._default_manager.order_by("pk")]
        for model in _MODELS
    }


def _ranks(model: type[Model]) -> dict[Any, int]:
    pks = model._default_manager.order_by("pk").values_list("pk", flat=True)
    return {pk: rank for rank, pk in enumerate(pks)}


def _told(row: Model, ranks: dict[type[Model], dict[Any, int]]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.name in _SKIPPED:
            continue
        if field.related_model in ranks and value is not None:
            value = ranks[field.related_model][value]
        told[field.name] = bytes(value) if isinstance(value, memoryview) else value
    if isinstance(row, Attachment):
        told["content"] = row.file.read()
    if isinstance(row, Entry):
        model, _, pk = row.subject.partition(":")
        is_ours = model == "discussions.contribution"
        told["subject"] = (model, ranks[Contribution][int(pk)] if is_ours else pk)
    if isinstance(row, SearchDocument):
        told["words"] = _words_of(row)
        if row.source == QUEUE:
            told["object_id"] = ranks[Contribution][row.object_id]
    return told


def _words_of(row: SearchDocument) -> Any:
    by_vendor = {
        "sqlite": "SELECT * FROM portal_searchdocument_words WHERE rowid = %s",
        "postgresql": "SELECT words::text FROM portal_searchdocument WHERE id = %s",
    }
    with connection.cursor() as cursor:
        cursor.execute(by_vendor[connection.vendor], [row.pk])
        return cursor.fetchone()


def _one_by_one(
    discussion: Discussion, path: Path, began: datetime, attribution: str = "anonymous"
) -> commands.ImportReport:
    report = commands.ImportReport()
    for raw in open_mailbox(path):
        report.letters += 1
        commands._import_one(discussion, raw, report, began=began, attribution=attribution)
    return report


@pytest.mark.parametrize("at_once", [3, 400])
@pytest.mark.parametrize("attribution", ["anonymous", "named"])
def test_many_at_once_give_the_rows_of_one_by_one(
    discussion, tmp_path, monkeypatch, at_once, attribution
):
    monkeypatch.setattr(importing, "LETTERS_AT_ONCE", at_once)
    path = _mailbox(tmp_path, _letters(discussion.mail_address))
    _answerable(discussion)
    began = clock.now()
    with transaction.atomic():
        one = _one_by_one(discussion, path, began, attribution)
        expected = _rows()
        transaction.set_rollback(True)
    many = commands.import_mailbox(path, discussion.slug, began=began, attribution=attribution)
    made = _rows()
    for model in expected:
        assert made[model] == expected[model], model
    assert many == one
    assert first_broken() is None
    sorts = Counter(row["sort"] for row in made["Letter"])
    assert sorts.keys() >= {"personal", "duplicate", "bounce", "automatic", "empty", "spam", "loop"}
    repeated = {row["subject"]: row["sort"] == "duplicate" for row in made["Letter"]}
    assert (repeated["of another"], repeated["again"]) == (False, True)
    assert any(row["reply_to"] is not None for row in made["Contribution"])
    assert any(row["parts"] for row in made["Version"])
    assert {bool(row["refused"]) for row in made["Attachment"]} == {True, False}
    assert sum(row["source"] == QUEUE for row in made["SearchDocument"]) == len(
        made["Contribution"]
    )


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_work_in_several_processes_gives_the_same(discussion, tmp_path, monkeypatch, start):
    monkeypatch.setattr(understanding, "_LEAST", 1)
    monkeypatch.setattr(understanding, "SHARE", 3)
    monkeypatch.setattr(importing, "LETTERS_AT_ONCE", 8)
    monkeypatch.setattr(understanding, "processors", lambda: 2)
    monkeypatch.setattr(crew, "_start", lambda: start)
    path = _mailbox(tmp_path, _letters(discussion.mail_address))
    began = clock.now()
    with transaction.atomic():
        _one_by_one(discussion, path, began)
        expected = _rows()
        transaction.set_rollback(True)
    commands.import_mailbox(path, discussion.slug, began=began)
    assert _rows() == expected


def test_a_letter_that_kills_its_reader_waits_in_quarantine(discussion, tmp_path, monkeypatch):
    monkeypatch.setattr(understanding, "_LEAST", 1)
    monkeypatch.setattr(understanding, "SHARE", 2)
    monkeypatch.setattr(understanding, "processors", lambda: 2)
    understood, here = understanding._understood, os.getpid()

    def kills(discussion, attribution, raw):
        if b"Letter number 3 " in raw and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return understood(discussion, attribution, raw)

    monkeypatch.setattr(understanding, "_understood", kills)
    raws = [_letter(n, f"Letter number {n} speaks.").as_bytes() for n in range(6)]
    report = commands.import_mailbox(_mailbox(tmp_path, raws), discussion.slug)
    assert (report.letters, report.contributions, report.failed) == (6, 5, 1)
    bad = Letter.objects.quarantined().get()
    assert bytes(bad.raw.content) == raws[3].rstrip(b"\n") + b"\n"
    assert bad.problem == "the process that read it died"


def test_a_letter_that_cannot_be_understood_waits_in_quarantine(discussion, tmp_path, monkeypatch):
    masked = understanding.masked_for

    def fails(contribution, text, parts):
        if "number 2" in text:
            raise ValueError
        return masked(contribution, text, parts)

    monkeypatch.setattr(understanding, "masked_for", fails)
    raws = [_letter(n, f"Letter number {n} speaks.").as_bytes() for n in range(4)]
    report = commands.import_mailbox(_mailbox(tmp_path, raws), discussion.slug)
    assert (report.letters, report.contributions, report.failed) == (4, 3, 1)
    assert Letter.objects.quarantined().get().problem.startswith("ValueError in test_importing.py")


def test_one_bad_letter_waits_in_quarantine_and_stops_no_other(discussion, tmp_path, monkeypatch):
    raws = [_letter(n, f"Letter number {n} speaks.").as_bytes() for n in range(5)]
    taken = arrival.composed

    def fails(discussion, letter, reading, **how):
        if reading.message_id == "3@example.org":
            raise ValueError
        return taken(discussion, letter, reading, **how)

    monkeypatch.setattr(arrival, "composed", fails)
    path = _mailbox(tmp_path, raws)
    report = commands.import_mailbox(path, discussion.slug)
    assert (report.letters, report.contributions, report.failed) == (5, 4, 1)
    bad = Letter.objects.quarantined().get()
    assert bytes(bad.raw.content) == raws[3].rstrip(b"\n") + b"\n"
    assert bad.problem.startswith("ValueError")
    again = commands.import_mailbox(path, discussion.slug)
    assert (again.contributions, again.known, again.failed) == (0, 5, 0)


def test_an_import_that_was_broken_off_adds_the_rest(discussion, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "LETTERS_AT_ONCE", 2)
    raws = [_letter(n, f"Letter number {n} speaks.").as_bytes() for n in range(5)]
    path = _mailbox(tmp_path, raws)
    told = []

    def dies(done: int, total: int) -> None:
        told.append((done, total))
        if done == 4:
            raise OperationalError

    with pytest.raises(OperationalError):
        commands.import_mailbox(path, discussion.slug, progress=dies)
    assert (told, Contribution.objects.count()) == ([(2, 5), (4, 5)], 4)
    rest = commands.import_mailbox(path, discussion.slug)
    assert (rest.known, rest.contributions) == (4, 1)
    assert Contribution.objects.count() == Letter.objects.count() == 5


def test_a_batch_asks_the_database_a_fixed_number_of_times(
    discussion, tmp_path, django_assert_max_num_queries
):
    raws = [
        _letter(n, f"Letter {n} speaks.", In_Reply_To=f"<{n - 1}@example.org>").as_bytes()
        for n in range(30)
    ]
    path = _mailbox(tmp_path, raws)
    with django_assert_max_num_queries(40):
        commands.import_mailbox(path, discussion.slug)
    assert Contribution.objects.exclude(reply_to=None).count() == 29


def test_a_token_is_forty_letters_and_digits_by_chance():
    tokens = {new_token() for _ in range(500)}
    assert len(tokens) == 500
    assert {len(each) for each in tokens} == {40}
    assert set("".join(tokens)) == set(ascii_letters + digits)
