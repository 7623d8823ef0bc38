"""Write the chosen rows of a file, some at a time: what is written stays written, and two workers
at one file take turns.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.importing import Known, comparing, read
from diwan.people.models import Organisation, OrganisationImport

from .describing import describe, described, write
from .knowing import known
from .telling import added

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from diwan.people.models import Person

#: rows that are written while the steward waits for the page
AT_ONCE = 50
#: a file that nobody has gone on with is gone on with by the clock
_STALE = timedelta(minutes=5)


def begin(started: OrganisationImport) -> None:
    """In the transaction in which it was told to write."""
    if len(started.chosen) <= AT_ONCE:
        carry_out(started.pk)
    else:
        transaction.on_commit(lambda: carry_on.enqueue(started.pk), robust=True)


@task()
def carry_on(key: int) -> None:
    carry_out(key)


def carry_on_stale(now: datetime) -> int:
    """Files whose worker was stopped; returns how many were brought to their end."""
    rows = OrganisationImport.objects.started().filter(started_at__lt=now - _STALE)
    keys = list(rows.values_list("pk", flat=True))
    for key in keys:
        carry_out(key)
    return len(keys)


def carry_out(key: int) -> None:
    """All of it, in batches of a transaction each; what cannot be written is noted with why."""
    vocabularies = known()
    while _batch(key, vocabularies):
        pass


@transaction.atomic
def _batch(key: int, vocabularies: Known) -> bool:
    """Whether there may be more to do."""
    started = OrganisationImport.objects.select_for_update().filter(pk=key).first()
    if started is None or started.started_at is None or started.taken_at is not None:
        return False
    acts = list(started.chosen.items())
    for number, act in acts[started.done : started.done + AT_ONCE]:
        _row(started, started.rows[int(number)], act, vocabularies)
    started.done = min(started.done + AT_ONCE, len(acts))
    if started.done == len(acts):
        _finish(started)
    started.save()
    return started.taken_at is None


def _finish(started: OrganisationImport) -> None:
    started.rows, started.chosen, started.taken_at = [], {}, clock.now()
    counts = {"added": started.added, "rewritten": started.changed}
    record("import organisations", by=started.made_by, on=started, details=counts)


def _row(
    started: OrganisationImport, row: Mapping[str, str], act: str, vocabularies: Known
) -> None:
    by = started.made_by
    with override(by.language):
        try:
            with transaction.atomic():
                if act == "add":
                    _add(row, vocabularies)
                    started.added += 1
                else:
                    _change(row, act, vocabularies, by)
                    started.changed += 1
        except (Refusal, PermissionDenied) as refused:
            why = str(refused) or _("You may not change this organisation.")
            started.left.append([row.get("line", ""), row.get("name", ""), why])


def _add(row: Mapping[str, str], vocabularies: Known) -> None:
    said, wrong = read(row, vocabularies)
    if said is None:
        raise Refusal(" ".join(wrong))
    organisation = Organisation(created_at=clock.now())
    write(organisation, said)
    added(organisation)


def _change(row: Mapping[str, str], act: str, vocabularies: Known, by: Person) -> None:
    said, wrong = read(row, vocabularies)
    if said is None:
        raise Refusal(" ".join(wrong))
    _verb, key, before = act.split(" ")
    organisation = Organisation.objects.for_page().filter(pk=key).first()
    old = described(organisation) if organisation else None
    if organisation is None or old is None or comparing.digest(old) != before:
        raise Refusal(_("Somebody changed it after you looked. Read that row in again."))
    given = {column for column, cell in row.items() if cell}
    new = comparing.laid_over(old, said, given, renames=_is_addressed(row, organisation))
    describe(organisation, said=new, by=by)


def _is_addressed(row: Mapping[str, str], organisation: Organisation) -> bool:
    """Whether the row gives its address, also a former one: then its name may be a new one."""
    rows = Organisation.objects.filter(Q(pk=organisation.pk) | Q(merged_into=organisation))
    return rows.filter(slug=row.get("address") or "-").exists()
