"""Where organisations show themselves: navigation, desk, tour, own data, retention."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import clock, slots
from diwan.core.slots import PersonalField as Field

from ..actions.organisations import carry_on_stale, find_twins, remind
from ..actions.organisations.mandates import end_all_of
from ..models import Likeness, Mandate, Organisation, OrganisationImport, Vetting
from ..queries import organisations as queries
from ..rules import organisations as rules
from ..words import Audience
from ..words.organisations import MandateRole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.http import HttpRequest

_MOST = 10


def _desk(request: HttpRequest) -> dict[str, Any] | None:
    """What waits for a manager, and for a steward."""
    person = request.user
    if not (person.is_authenticated and person.is_active):
        return None
    today = clock.now().date()
    managed = queries.organisations_managed_by(person, today)
    waiting: dict[str, Any] = {
        "mandates": list(_to_confirm(person, managed, today)),
        "to_confirm": list(_to_say_again(managed, today)),
        **(_for_stewards(person, today) if _is_steward(person) else {}),
    }
    return waiting if any(waiting.values()) else None


def _to_confirm(person: Any, managed: Any, today: date) -> Any:
    """Requests in organisations one manages; for stewards those that have no manager yet."""
    asked = Mandate.objects.asked().open_on(today).exclude(person=person)
    mine = Q(organisation__in=managed.values("pk"))
    if _is_steward(person):
        led = Mandate.objects.current(today).filter(role=MandateRole.MANAGER)
        mine |= ~Q(organisation__in=led.values("organisation")) & ~_tied(person, "organisation__")
    rows = asked.filter(mine, organisation__merged_into__isnull=True)
    return rows.select_related("person", "organisation").order_by("asked_at")[:_MOST]


def _to_say_again(managed: Any, today: date) -> Any:
    """Whose own word on its page is missing or older than a year."""
    before = clock.now() - rules.SELF_HOLDS
    old = Q(self_verified_at__isnull=True) | Q(self_verified_at__lt=before)
    still_verified = Q(review_due__gte=today)
    return managed.filter(old).exclude(still_verified).order_by("name")[:_MOST]


def _for_stewards(person: Any, today: date) -> dict[str, Any]:
    by = today + rules.REMIND_BEFORE
    due = Organisation.objects.due_for_review(by).exclude(_tied(person, ""))
    reviewed = Vetting.objects.all().due(by).exclude(_tied(person, "organisation__"))
    vettings = reviewed.select_related("organisation").order_by("next_review_on")
    return {
        "reviews": list(due.order_by("review_due", "pk")[:_MOST]),
        "vettings": list(vettings[:_MOST]) if person.is_steward else [],
        "has_twins": Likeness.objects.all().open().exists(),
    }


def _is_steward(person: Any) -> bool:
    """Administrators do the work as well: where the only steward has a tie, somebody must."""
    return bool(person.is_steward or person.is_administrator)


def _tied(person: Any, prefix: str) -> Q:
    """Organisations in which a steward has a tie, or in a branch or parent of which."""
    open_ones = Mandate.objects.filter(person=person, ends_on__isnull=True)
    own = Organisation.objects.filter(
        Q(pk__in=open_ones.values("organisation")) | Q(pk=person.organisation_id)
    ).values("pk")
    names = ("pk", "parent", "branches")
    found = Q()
    for name in names:
        found |= Q(**{f"{prefix}{name}__in": own})
    return found


def _mandates_of(person: Any) -> dict[str, Any]:
    rows = Mandate.objects.filter(person=person).select_related("organisation").order_by("pk")
    return {
        "mandates": [
            {
                "organisation": row.organisation.name,
                "role": row.role,
                "remit": row.remit,
                "starts_on": row.starts_on,
                "ends_on": row.ends_on,
                "asked_at": row.asked_at,
                "confirmed_at": row.confirmed_at,
                "is_shown": row.is_shown,
                "handover_note": row.handover_note,
            }
            for row in rows
        ]
    }


def _named_for(person: Any) -> Iterable[slots.NameShown]:
    """Mandates beside which members read the name; one query."""
    rows = Mandate.objects.current(clock.now().date()).filter(person=person, is_shown=True)
    return [
        slots.NameShown(
            f"{row.organisation.name_shown} · {row.get_role_display()}",
            str(Audience.MEMBERS.label),
            row.organisation.get_absolute_url(),
        )
        for row in rows.filter(organisation__merged_into__isnull=True)
        .select_related("organisation")
        .order_by("pk")
    ]


def _leftover(now: datetime) -> Any:
    return OrganisationImport.objects.all().leftover(now - rules.IMPORT_LIFE)


slots.navigation.add(
    "organisations",
    slots.NavigationItem(_("Organisations"), "organisations:index", group="community"),
    order=40,
)
slots.desk_panels.add(
    "people-organisations",
    slots.Panel(_("Organisations"), "people/panels/organisations_desk.html", _desk),
    order=45,
)
slots.personal_data.add(
    "people-mandates",
    slots.PersonalData(
        _("What you do for organisations"),
        _mandates_of,
        end_all_of,
        {
            "mandates": Field(_("Mandates")),
            "mandates.organisation": Field(_("Organisation")),
            "mandates.role": Field(_("Role"), dict(MandateRole.choices).get),
            "mandates.remit": Field(_("About what")),
            "mandates.starts_on": Field(_("From")),
            "mandates.ends_on": Field(_("To")),
            "mandates.asked_at": Field(_("Asked for")),
            "mandates.confirmed_at": Field(_("Confirmed")),
            "mandates.is_shown": Field(_("Members may see my name there")),
            "mandates.handover_note": Field(_("What you told your successor")),
        },
        covers=frozenset({"people.Mandate.person"}),
    ),
    order=90,
)
slots.name_places.add("people.mandates", slots.NamePlace(_named_for), order=10)
slots.retention.add(
    "people-organisation-imports",
    slots.RetentionRule(
        _("Files of organisations that were read in and not added"),
        _("Removed a day after they were read in."),
        lambda now: _leftover(now).count(),
        lambda now: _leftover(now).delete()[0],
    ),
)
slots.jobs.add("people-reminders", slots.Job(run=remind, every=timedelta(days=1)))
slots.jobs.add("people-imports", slots.Job(run=carry_on_stale, every=timedelta(minutes=5)))
slots.jobs.add("people-twins", slots.Job(run=lambda _now: find_twins(), every=timedelta(days=1)))
slots.tour.add(
    "people-organisations",
    slots.TourStop(
        _("Find out who does what"),
        _(
            "Ministries, towns, associations of expatriates, employers and banks, on both sides."
            " Find one by any of its names, in three scripts; add yours, and say what you do there."
        ),
        lambda: reverse("organisations:index"),
    ),
    order=45,
)
slots.tour.add(
    "people-organisations-steward",
    slots.TourStop(
        _("Keep the register of organisations right"),
        _(
            "Verify organisations that ask for it, merge entries that are the same body, and read"
            " in lists: you see what each row will do before anything is added."
        ),
        lambda: reverse("organisations:twins"),
        _("Steward of the vocabularies"),
    ),
    order=83,
)


def _name(key: Any) -> str | None:
    """What the organisation with this key is called now; None when it is gone."""
    found = Organisation.objects.filter(pk=key).first()
    return found.name_shown if found else None


for _detail, _title, _show in (
    ("organisation", _("organisation"), _name),
    ("parent", _("part of"), _name),
    ("before", _("before"), _name),
    ("after", _("after"), _name),
    ("rows", _("lines read"), None),
    ("added", _("added"), None),
    ("rewritten", _("rewritten"), None),
):
    slots.log_details.add(_detail, slots.LogDetail(_title, _show))
