"""Links and references that contributions name: gathered, looked after, kept or dropped (A11)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext as _
from django_tasks import task

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.core.links import LinkState, looking, may_look

from ..access import may_facilitate, require
from ..models import LinkCandidate, Passage, Version
from ..reply.mentions import cited, documents, links
from ..words import CandidateState, ContributionState, PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from diwan.people.models import Person

    from ..models import Discussion

#: of a reference without an address, this and its first words stand where others have one
NO_ADDRESS = "ref:"
#: an answer is believed for so long
BELIEVED = timedelta(days=30)
#: so many are asked in one run of the clock
_AT_ONCE = 100
_TITLE_AT_MOST = 500
_URL_AT_MOST = 1000


def gather(version: Version) -> None:
    """Keep what the shown words name; of what they name no more, only what was decided stays."""
    mine = LinkCandidate.objects.filter(contribution=version.contribution)
    references = version.passages.filter(kind=PassageKind.REFERENCE)
    _keep([(version, references, list(mine))])


def gather_all(discussion: Discussion) -> None:
    """Look through all that is released, when its lists of sources are known better."""
    shown = Version.objects.filter(
        is_released=True,
        contribution__discussion=discussion,
        contribution__state=ContributionState.RELEASED,
    )
    references = Passage.objects.filter(kind=PassageKind.REFERENCE)
    known = _by_contribution(LinkCandidate.objects.filter(discussion=discussion))
    rows = shown.select_related("contribution").only("masked", "contribution__discussion")
    _keep(
        (version, version.passages.all(), known.get(version.contribution_id, []))
        for version in rows.prefetch_related(Prefetch("passages", references))
    )


def _by_contribution(rows: Iterable[LinkCandidate]) -> dict[int, list[LinkCandidate]]:
    found: dict[int, list[LinkCandidate]] = {}
    for row in rows:
        found.setdefault(row.contribution_id, []).append(row)
    return found


def _keep(each: Iterable[tuple[Version, Iterable[Passage], Sequence[LinkCandidate]]]) -> None:
    """Of versions, with their lists of sources and what is known of them; two queries for all."""
    gone: list[int] = []
    new: list[LinkCandidate] = []
    for version, references, known in each:
        found = _named(version.masked, references)
        waiting = [row for row in known if row.state == CandidateState.CANDIDATE]
        gone += [row.pk for row in waiting if row.url not in found]
        urls = {row.url for row in known}
        new += [_candidate(version, *pair) for pair in found.items() if pair[0] not in urls]
    if gone:
        LinkCandidate.objects.filter(pk__in=gone).delete()
    LinkCandidate.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)


def _candidate(version: Version, url: str, title: str) -> LinkCandidate:
    contribution = version.contribution
    return LinkCandidate(
        discussion_id=contribution.discussion_id, contribution=contribution, url=url, title=title
    )


def _named(text: str, references: Iterable[Passage]) -> dict[str, str]:
    """Address → title: entries of lists of sources first, then bare links."""
    listed = [each for row in references for each in documents(text, row.start, row.end)]
    everything = (*listed, *cited(text, 0, len(text)), *links(text, 0, len(text)))
    found: dict[str, str] = {}
    for mention in everything:
        url = (mention.url or NO_ADDRESS + mention.key)[:_URL_AT_MOST]
        title = mention.name[:_TITLE_AT_MOST] if mention.kind == "document" else ""
        found[url] = found.get(url) or title
    return found


def of_discussion(discussion: Discussion) -> QuerySet[LinkCandidate]:
    """What released contributions name; of others nothing is to be kept."""
    return LinkCandidate.objects.filter(
        discussion=discussion, contribution__state=ContributionState.RELEASED
    )


@transaction.atomic
def decide(discussion: Discussion, *, url: str, state: str, by: Person) -> int:
    """Keep an address for the library, drop it, or look at it again; for all who name it."""
    require(may_facilitate(by, discussion))
    if state not in CandidateState.values:
        raise Refusal(_("Choose whether to keep it or not."))
    rows = of_discussion(discussion).filter(url=url)
    changed = rows.update(state=state, decided_by=by)
    if not changed:
        raise Refusal(_("No contribution names this any more. Look at the list again."))
    record(f"link {state}", by=by, on=discussion)
    return changed


# --- whether they lead anywhere --------------------------------------------------------
def check(discussion: Discussion, *, by: Person) -> None:
    """Ask anew whether the links lead anywhere, in the worker."""
    require(may_facilitate(by, discussion))
    if not may_look():
        raise Refusal(
            _("Looking up links is off. An administrator can turn it on with %(setting)s.")
            % {"setting": "DIWAN_CHECK_LINKS"}
        )
    record("check links", by=by, on=discussion)
    transaction.on_commit(lambda: check_links.enqueue(discussion.pk), robust=True)


@task()
def check_links(discussion_id: int) -> None:
    """Ask for each address of a discussion, once."""
    rows = LinkCandidate.objects.filter(discussion=discussion_id)
    _check_each(_askable(rows).order_by("url").values_list("url", flat=True).distinct())


def check_due(now: datetime) -> int:
    """Ask for what was not asked for a month; nothing where that is off."""
    if not may_look():
        return 0
    due = _askable(LinkCandidate.objects.exclude(state=CandidateState.DROPPED)).filter(
        Q(checked_at__isnull=True) | Q(checked_at__lte=now - BELIEVED)
    )
    urls = due.order_by(F("checked_at").asc(nulls_first=True)).values_list("url", flat=True)
    return _check_each(list(dict.fromkeys(urls[: _AT_ONCE * 4]))[:_AT_ONCE])


def _askable(rows: QuerySet[LinkCandidate]) -> QuerySet[LinkCandidate]:
    return rows.exclude(url__startswith=NO_ADDRESS).filter(
        contribution__state=ContributionState.RELEASED
    )


def _check_each(urls: Iterable[str]) -> int:
    if not may_look():
        return 0
    count = 0
    for url in urls:
        found = looking.look(url)
        LinkCandidate.objects.filter(url=url).update(
            link_state=LinkState(found.state), trouble=found.trouble, checked_at=clock.now()
        )
        count += 1
    return count
