"""What the command line does with discussions: create from a call, import a mailbox."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.mailroom import actions as mailroom
from diwan.mailroom.mailbox import open_mailbox
from diwan.people.models import Person

from .actions import arrival, calling, importing, teamwork
from .actions.understanding import NotUnderstood
from .calls import read_call
from .models import Contribution, Discussion
from .words import ContributionState, SetAsideReason

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class ImportReport:
    """What became of the letters of a mailbox; every letter is in exactly one count."""

    letters: int = 0
    contributions: int = 0
    late: int = 0
    known: int = 0
    failed: int = 0
    set_aside: Counter[str] = field(default_factory=Counter)

    def lines(self) -> list[str]:
        """The report in the reader's language, a line a fact."""
        aside = sum(self.set_aside.values())
        reasons = ", ".join(
            f"{SetAsideReason(reason).label} {count}"
            for reason, count in sorted(self.set_aside.items())
        )
        lines = [
            ngettext("%(n)s letter", "%(n)s letters", self.letters) % {"n": self.letters},
            ngettext("%(n)s contribution", "%(n)s contributions", self.contributions)
            % {"n": self.contributions},
            ngettext("%(n)s late", "%(n)s late", self.late) % {"n": self.late},
            ngettext("%(n)s set aside", "%(n)s set aside", aside) % {"n": aside}
            + (f" ({reasons})" if reasons else ""),
        ]
        if self.known:
            lines.append(
                ngettext("%(n)s was here already", "%(n)s were here already", self.known)
                % {"n": self.known}
            )
        if self.failed:
            lines.append(
                ngettext(
                    "%(n)s could not be taken in and waits in quarantine",
                    "%(n)s could not be taken in and wait in quarantine",
                    self.failed,
                )
                % {"n": self.failed}
            )
        return lines

    def count(self, contribution: Contribution | NotUnderstood | None) -> None:
        if contribution is None:
            self.known += 1
        elif isinstance(contribution, NotUnderstood):
            self.failed += 1
        elif contribution.state == ContributionState.SET_ASIDE:
            self.set_aside[contribution.set_aside_reason] += 1
        elif contribution.is_suspected_spam:
            self.set_aside[SetAsideReason.SPAM] += 1
        elif contribution.is_late:
            self.late += 1
        else:
            self.contributions += 1


def create_from_file(path: Path, *, lead: str = "") -> Discussion:
    """Create a discussion from a ``CALL.json``, led by the account with the address ``lead``.

    Raises:
        Refusal: the file or what it says cannot be used; nothing is written.
    """
    call = read_call(path)
    leader = _account(lead) if lead else None
    try:
        with transaction.atomic():
            discussion = calling.create(call, by=None)
            if leader is not None:
                teamwork.appoint(discussion, leader, by=None, is_lead=True)
            return discussion
    except Refusal as refusal:
        raise Refusal(f"{path}: {refusal}") from None


def _account(email: str) -> Person:
    person = Person.objects.active().by_email(email).first()
    if person is None:
        raise Refusal(
            _("No account has the address “%(email)s”; make one first, or leave out --lead.")
            % {"email": email}
        )
    return person


def find(slug: str) -> Discussion:
    try:
        return Discussion.objects.get(slug=slug)
    except Discussion.DoesNotExist:
        known = ", ".join(Discussion.objects.values_list("slug", flat=True)[:10]) or "–"
        raise Refusal(
            _("There is no discussion called “%(slug)s”. There are: %(known)s.")
            % {"slug": slug, "known": known}
        ) from None


def import_mailbox(
    path: Path,
    slug: str,
    *,
    attribution: str = "anonymous",
    began: datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ImportReport:
    """Take every letter of a mailbox into a discussion, in batches that stand by themselves.

    ``attribution`` says how the writers agreed to be named, since nobody asks them. Late is
    judged by the Date header, or by ``began`` (default: now) where there is none; nobody is
    written to. A mailbox imported again adds nothing, and after a break it adds the rest. A
    letter that cannot be taken in waits in quarantine and stops no other.

    Raises:
        Refusal: no such discussion, or the mailbox cannot be read whole; nothing is written.
    """
    discussion = find(slug)
    letters = open_mailbox(path)
    report = ImportReport(letters=len(letters))
    began = began or clock.now()
    done = 0
    with importing.reading(
        discussion, letters, count=len(letters), attribution=attribution, began=began
    ) as batches:
        for batch in batches:
            _import(discussion, batch, report, began=began, attribution=attribution)
            done += len(batch.raws)
            if progress is not None:
                progress(done, len(letters))
    return report


def _import(
    discussion: Discussion,
    batch: importing.Batch,
    report: ImportReport,
    *,
    began: datetime,
    attribution: str,
) -> None:
    """All at once; when one of them cannot be taken, each by itself."""
    try:
        taken = importing.take_letters(discussion, batch, attribution=attribution, began=began)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("Letters of a mailbox are taken in one by one.")
        for raw in batch.raws:
            _import_one(discussion, raw, report, began=began, attribution=attribution)
    else:
        for each in taken:
            report.count(each)


def _import_one(
    discussion: Discussion, raw: bytes, report: ImportReport, *, began: datetime, attribution: str
) -> None:
    address = discussion.mail_address
    try:
        with transaction.atomic():
            letter, reading = mailroom.take_in(
                raw, recipient=address, handler="discussions", received_at=began
            )
            report.count(
                None
                if reading is None
                else arrival.take_letter(discussion, letter, reading, attribution=attribution)
            )
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - one bad letter never stops the others
        report.failed += 1
        mailroom.keep_unread(raw, mailroom.where(error), recipient=address, received_at=began)
