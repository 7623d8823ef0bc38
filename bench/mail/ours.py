"""Diwan on the same letters: ``python -m bench.mail.ours OUT.json MBOX LIVE``, on its own site."""

from __future__ import annotations

import json
import mailbox
import os
import resource
import smtplib
import statistics
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

django.setup()

from django.db.models import Count  # noqa: E402

from bench.pages import serving  # noqa: E402
from bench.pages.filling import _session  # noqa: E402
from diwan.core import clock  # noqa: E402
from diwan.discussions import commands  # noqa: E402
from diwan.discussions.actions import moderation  # noqa: E402
from diwan.discussions.models import Contribution, Discussion, Version  # noqa: E402
from diwan.discussions.tests.factories import make_discussion  # noqa: E402
from diwan.mailroom import actions as mailroom  # noqa: E402
from diwan.mailroom.mailbox import open_mailbox  # noqa: E402
from diwan.mailroom.models import Letter, RawLetter  # noqa: E402
from diwan.people.tests.factories import make_person  # noqa: E402
from diwan.project import preparation  # noqa: E402
from diwan.project.supervisor import own_command  # noqa: E402
from tests.mail.servers import Program  # noqa: E402
from tests.ports import free_port  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

REPEATS = int(os.environ.get("BENCH_REPEATS", "20"))


def main(out: Path, mbox: Path, live: Path) -> None:
    preparation.prepare(lambda _sentence: None)
    lead = make_person("lead@example.org", name="Bilal Haddad", wants_announcements=False)
    discussion = make_discussion("ediscussion", lead=lead)
    found: dict[str, Any] = {"raw": _raw_rate(mbox)}
    found |= _bulk(discussion, mbox)
    found["live"] = _live_rate(discussion, live)
    found["thread"] = _release_longest(discussion, lead)
    found["pages"] = _pages(discussion, _session(lead))
    out.write_text(json.dumps(found), encoding="utf-8")


def _raw_rate(mbox: Path) -> float:
    """Letters a second that are only stored, each on the disk before the next."""
    began, count = time.perf_counter(), 0
    for raw in open_mailbox(mbox):
        mailroom.receive(
            raw,
            recipients=["raw@example.net"],
            envelope_from="",
            channel="pipe",
            received_at=clock.now(),
        )
        count += 1
    rate = count / (time.perf_counter() - began)
    Letter.objects.all().delete()
    return rate


def _bulk(discussion: Discussion, mbox: Path) -> dict[str, Any]:
    """The whole way of a letter: parsed, split, masked, its language known, held in the queue."""
    began, spent = time.perf_counter(), _cpu()
    report = commands.import_mailbox(mbox, discussion.slug)
    seconds = time.perf_counter() - began
    words = Version.objects.filter(contribution__discussion=discussion)
    kept = discussion.contributions.count()
    return {
        "letters": report.letters,
        "kept": kept,
        "bulk": report.letters / seconds,
        "cpu": 1000 * (_cpu() - spent) / report.letters,
        "lost": words.filter(text__regex=r"^\s*$").count() + report.letters - kept,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _cpu() -> float:
    """Seconds of this process and of the copies of it that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _live_rate(discussion: Discussion, live: Path) -> float:
    """Letters a second that a mail server hands over one after the other, each durably taken."""
    port = free_port()
    given = {"DIWAN_MAIL_LISTEN": f"127.0.0.1:{port}", "DIWAN_MAIL_PROTOCOL": "lmtp"}
    home = Path(os.environ["DIWAN_HOME"])
    door = Program("door", home, [*own_command(), "mail", "listen"], port, dict(os.environ) | given)
    door.start()
    try:
        door.wait()
        raws = [each.as_bytes() for each in mailbox.mbox(live)]
        with smtplib.LMTP("127.0.0.1", port, timeout=60) as client:
            began = time.perf_counter()
            for raw in raws:
                client.sendmail("writer@example.org", [discussion.mail_address], raw)
            rate = len(raws) / (time.perf_counter() - began)
    finally:
        door.kill()
    stored = RawLetter.objects.filter(letter__channel="smtp").count()
    if stored != len(raws):
        raise RuntimeError(f"{len(raws)} letters were acknowledged, {stored} are stored.")
    return rate


def _release_longest(discussion: Discussion, lead: Any) -> int:
    """Release the longest thread, so that its page can be looked at; returns how many."""
    subjects = discussion.contributions.values_list("subject").order_by()
    counted: dict[str, int] = {}
    for subject, count in subjects.annotate(n=Count("pk")):
        plain = subject.removeprefix("Re: ")
        counted[plain] = counted.get(plain, 0) + count
    longest = max(counted, key=lambda each: counted[each])
    rows = Contribution.objects.held().filter(
        discussion=discussion, subject__in=[longest, f"Re: {longest}"]
    )
    released = 0
    for row in rows.select_related("discussion", "letter").order_by("received_at", "pk"):
        moderation.release(row, by=lead)
        released += 1
    return released


def _pages(discussion: Discussion, session: str) -> dict[str, float]:
    base = f"/discussions/{discussion.slug}"
    with serving.served("Diwan", "diwan.project.wsgi:application", {}, cookie="") as site:
        return {
            "list": _p50(site.port, [f"{base}/contributions/"]),
            "thread": _p50(site.port, [f"{base}/contributions/all/"]),
            "queue": _p50(site.port, [f"{base}/queue/"], f"sessionid={session}"),
        }


def _p50(port: int, paths: Iterable[str], cookie: str = "") -> float:
    """Milliseconds; each path once before anything counts."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    spent = []
    for path in paths:
        for repeat in range(REPEATS + 1):
            began = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path} answers {answer.status}.")
            if repeat:
                spent.append(1000 * (time.perf_counter() - began))
    return statistics.median(spent)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
