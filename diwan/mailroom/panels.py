"""Where the mailroom shows itself in the house."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from diwan.core import slots

from . import access, actions, inbox, jobs
from .actions import returns
from .models import AddressHealth, Letter, OutgoingLetter
from .words import RETURNS, LetterState, OutgoingState, Trust, Wish

if TYPE_CHECKING:
    from django.http import HttpRequest


def _waiting(request: HttpRequest) -> dict[str, Any] | None:
    """What an administrator should look at, or nothing."""
    if not access.is_administrator(request):
        return None
    quarantined = Letter.objects.quarantined().count()
    failed = OutgoingLetter.objects.filter(state=OutgoingState.FAILED).count()
    return {"quarantined": quarantined, "failed": failed} if quarantined or failed else None


def _oldest_kept(now: datetime) -> datetime:
    return now - timedelta(days=settings.DIWAN_LETTERS_DAYS)


def _export(person: Any) -> dict[str, Any]:
    return actions.letters_of(person.email)


def _erase(person: Any) -> None:
    actions.erase_letters_of(person.email)


slots.navigation.add(
    "outbox",
    slots.NavigationItem(
        _("Outbox"),
        "mailroom:outbox",
        is_shown=lambda request: settings.DIWAN_DEMO or access.is_administrator(request),
        group="administration",
    ),
    order=95,
)
slots.desk_panels.add(
    "mailroom-waiting",
    slots.Panel(_("Mail that needs a look"), "mailroom/panels/waiting.html", _waiting),
    order=20,
)
slots.jobs.add("mailroom.process", slots.Job(jobs.process_due, timedelta(minutes=1)))
slots.jobs.add("mailroom.fetch", slots.Job(jobs.fetch_due, timedelta(minutes=1)))
slots.log_details.add("state", slots.LogDetail(_("State"), dict(LetterState.choices).get))
slots.log_details.add("wish", slots.LogDetail(_("Asked for"), dict(Wish.choices).get))
slots.address_data.add(
    "mailroom",
    slots.AddressData(
        _("Letters from and to you"),
        actions.erase_letters_of,
        _("That a letter came, without its words and without your address."),
    ),
    order=90,  # last: other rooms may still ask who wrote a letter
)
slots.retention.add(
    "mailroom-unclaimed",
    slots.RetentionRule(
        _("Letters that nobody took"),
        format_lazy(_("Deleted {days} days after they came."), days=settings.DIWAN_LETTERS_DAYS),
        lambda now: Letter.objects.unclaimed_before(_oldest_kept(now)).count(),
        lambda now: actions.purge_unclaimed(_oldest_kept(now)),
    ),
)
slots.retention.add(
    "mailroom-sent",
    slots.RetentionRule(
        _("Letters that were sent"),
        format_lazy(
            _("Deleted {days} days after they were written."), days=settings.DIWAN_LETTERS_DAYS
        ),
        lambda now: OutgoingLetter.objects.sent_before(_oldest_kept(now)).count(),
        lambda now: actions.purge_sent(_oldest_kept(now)),
    ),
)
slots.retention.add(
    "mailroom-returns",
    slots.RetentionRule(
        _("Addresses at which letters did not arrive"),
        format_lazy(
            _(
                "Forgotten {days} days after a letter last came back from there. That one was"
                " reported as unwanted stays until the address asks for another try or is erased."
            ),
            days=settings.DIWAN_LETTERS_DAYS,
        ),
        lambda now: AddressHealth.objects.quiet_since(_oldest_kept(now)).count(),
        lambda now: actions.purge_health(_oldest_kept(now)),
    ),
)
_FIELDS = {
    "received_from_you": slots.PersonalField(_("Letters from you")),
    "received_from_you.received": slots.PersonalField(_("Received"), datetime.fromisoformat),
    "received_from_you.to": slots.PersonalField(_("To")),
    "received_from_you.subject": slots.PersonalField(_("Subject")),
    "received_from_you.sender_proven": slots.PersonalField(
        _("Sender proven by their mail system"), lambda value: Trust(value).label if value else ""
    ),
    "undelivered_to_you": slots.PersonalField(_("Letters that could not be brought to you")),
    "undelivered_to_you.last": slots.PersonalField(_("Last time"), datetime.fromisoformat),
    "undelivered_to_you.status": slots.PersonalField(_("Code of the mail system")),
    "undelivered_to_you.points": slots.PersonalField(_("Points counted against it")),
    "sent_to_you": slots.PersonalField(_("Letters to you")),
    "sent_to_you.written": slots.PersonalField(_("Written"), datetime.fromisoformat),
    "sent_to_you.subject": slots.PersonalField(_("Subject")),
    "sent_to_you.text": slots.PersonalField(_("Text")),
}
slots.personal_data.add(
    "mailroom",
    slots.PersonalData(_("Letters from and to you"), _export, _erase, _FIELDS),
    order=60,
)
slots.tour.add(
    "mailroom.outbox",
    slots.TourStop(
        _("Read the letters"),
        _(
            "The outbox of this demonstration site shows each letter as its reader gets it,"
            " in their language."
        ),
        lambda: reverse("mailroom:outbox") if settings.DIWAN_DEMO else None,
    ),
    order=60,
)
inbox.register()
slots.letter_handlers.add(
    RETURNS, slots.LetterHandler(accepts=returns.accepts, handle=actions.take_report), order=5
)
