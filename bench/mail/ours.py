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
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from email.utils import parseaddr
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

import django

django.setup()

from django.db.models import Count  # noqa: E402

from bench.pages import serving  # noqa: E402
from bench.pages.filling import _session  # noqa: E402
from diwan.core import clock  # noqa: E402
from diwan.core.crew import processors  # noqa: E402
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
    from collections.abc import Sequence
    from email.message import Message

REPEATS = int(os.environ.get("BENCH_REPEATS", "20"))
#: connections over which a mail server brings letters at once
DOORS = 8
#: what the driver of HyperKitty looks for as well
SEARCHED = ("diaspora", "compétences", "الهجرة")


def main(out: Path, mbox: Path, live: Path) -> None:
    preparation.prepare(lambda _sentence: None)
    lead = make_person("lead@example.org", name="Bilal Haddad", wants_announcements=False)
    discussion = make_discussion("ediscussion", lead=lead)
    found: dict[str, Any] = {"raw": _raw_rate(mbox)}
    found |= _bulk(discussion, mbox)
    found |= {"doors": DOORS} | _live_rates(discussion, live)
    found["thread"] = _release_longest(discussion, lead)
    found |= _pages(discussion, _session(lead))
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
    """The whole way of a letter: parsed, split, masked, its language known, held, searchable."""
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
        "peak": _peak(),
    }


def _cpu() -> float:
    """Seconds of this process and of the copies of it that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _peak() -> float:
    """MiB of this process and of its copies at work; pages that they share are counted in each."""
    here, largest = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return here + processors() * largest


def _live_rates(discussion: Discussion, live: Path) -> dict[str, float]:
    """Letters a second that a mail server hands over, each durably taken: in turn, and at once."""
    port = free_port()
    given = {"DIWAN_MAIL_LISTEN": f"127.0.0.1:{port}", "DIWAN_MAIL_PROTOCOL": "lmtp"}
    home = Path(os.environ["DIWAN_HOME"])
    door = Program("door", home, [*own_command(), "mail", "listen"], port, dict(os.environ) | given)
    letters = [_Letter.of(each) for each in mailbox.mbox(live)]
    door.start()
    try:
        door.wait()
        to = discussion.mail_address
        in_turn = _handed_over(port, letters, to, doors=1)
        again = [each.as_another() for each in letters]
        at_once = _handed_over(port, again, to, doors=DOORS)
    finally:
        door.kill()
    stored = RawLetter.objects.filter(letter__channel="smtp").count()
    if stored != 2 * len(letters):
        raise RuntimeError(f"{2 * len(letters)} letters were acknowledged, {stored} are stored.")
    return {"live": in_turn, "live_together": at_once}


@dataclass(frozen=True, slots=True)
class _Letter:
    writer: str
    raw: bytes

    @classmethod
    def of(cls, message: Message) -> Self:
        return cls(parseaddr(str(message["From"]))[1], message.as_bytes())

    def as_another(self) -> Self:
        return replace(self, raw=b"X-Again: yes\r\n" + self.raw)


def _handed_over(port: int, letters: Sequence[_Letter], to: str, *, doors: int) -> float:
    """Letters a second over ``doors`` connections, all open before the first letter."""
    clients = [smtplib.LMTP("127.0.0.1", port, timeout=60) for _ in range(doors)]
    for client in clients:
        client.ehlo()

    def bring(number: int) -> None:
        for each in letters[number::doors]:
            clients[number].sendmail(each.writer, [to], each.raw)

    with ThreadPoolExecutor(doors) as threads:
        began = time.perf_counter()
        list(threads.map(bring, range(doors)))
        seconds = time.perf_counter() - began
    for client in clients:
        client.close()
    return len(letters) / seconds


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


def _pages(discussion: Discussion, session: str) -> dict[str, dict[str, float]]:
    base, cookie = f"/discussions/{discussion.slug}", f"sessionid={session}"
    with serving.served("Diwan", "diwan.project.wsgi:application", {}, cookie="") as site:
        pages = {
            "list": _p50(site.port, f"{base}/contributions/"),
            "thread": _p50(site.port, f"{base}/contributions/all/"),
            "queue": _p50(site.port, f"{base}/queue/", cookie),
        }
        searches = {
            word: _p50(site.port, f"{base}/queue/?words={quote(word)}", cookie) for word in SEARCHED
        }
    return {"pages": pages, "searches": searches}


def _p50(port: int, path: str, cookie: str = "") -> float:
    """Milliseconds; once before anything counts."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    spent = []
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
