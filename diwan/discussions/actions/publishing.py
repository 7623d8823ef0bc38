"""Let a version of the reply go, and begin the next one from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.texts.masking import mask

from .. import rules
from ..access import may_facilitate, require
from ..models import Citation, Discussion, Mention, Reply, Resource, Statement, Translation, Unused
from ..reply.building import build
from ..reply.hashing import content_sha256
from ..words import ReplyState, Stage
from . import became, calling, suggesting
from .checking import checks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diwan.people.models import Person

    from ..reply.publishable import Check

Row = TypeVar("Row", bound=Model)
_NO_DRAFT = gettext_lazy("This version is no draft any more; look at it again.")


class NotPublishable(Refusal):
    """``failed``: the checks that did not pass, with their places."""

    def __init__(self, failed: Sequence[Check]) -> None:
        super().__init__(
            _("Not published: what the checks found must be mended first. Each place has a link.")
        )
        self.failed = tuple(failed)


@transaction.atomic
def publish(reply: Reply, *, by: Person, note: Mapping[str, str] | None = None) -> Reply:
    """Show a draft to all who may read the discussion, as its newest version, for good.

    Args:
        note: what changed and why, in a facilitator's words: language → text; contact details
            are masked.

    Raises:
        NotPublishable: a check failed.
        Conflict: it is no draft any more.
        Refusal: the discussion is still open, a comment round runs, or a later version is out.
    """
    discussion = reply.discussion
    require(may_facilitate(by, discussion))
    locked = _lock(reply)
    calling.refuse_while_round(locked.discussion)
    _demand_closed(locked)
    _demand_newest(locked)
    failed = [check for check in checks(locked) if not check.passed]
    if failed:
        raise NotPublishable(failed)
    _adopt_keys(locked)
    _let_go(locked, by=by, note=note or {})
    record(
        "publish reply",
        by=by,
        on=discussion,
        details={"version": locked.number, "sha256": locked.content_sha256},
    )
    if locked.discussion.stage == Stage.CLOSED:
        calling.move(locked.discussion, Stage.CONSOLIDATED, by=by)
    reply.refresh_from_db()
    became.tell(reply)
    return reply


def _lock(reply: Reply) -> Reply:
    Discussion.objects.select_for_update().get(pk=reply.discussion_id)
    rows = Reply.objects.select_for_update(of=("self",)).select_related("discussion")
    locked: Reply = rows.get(pk=reply.pk)
    if locked.state != ReplyState.DRAFT:
        raise Conflict(str(_NO_DRAFT))
    return locked


def _demand_closed(reply: Reply) -> None:
    if not rules.may_have_reply(reply.discussion.stage):
        raise Refusal(
            _("The discussion is not closed yet. Close it before its reply is published.")
        )


def _demand_newest(reply: Reply) -> None:
    newest = newest_published(reply.discussion)
    if newest is not None and newest.number > reply.number:
        raise Refusal(
            _("Version %(number)s is published already. Begin the next version from it.")
            % {"number": newest.number}
        )


def newest_published(discussion: Discussion) -> Reply | None:
    return Reply.objects.public().filter(discussion=discussion).order_by("-number").first()


def _adopt_keys(reply: Reply) -> None:
    """What the newest version says word for word keeps its key, although it was drafted anew."""
    newest = newest_published(reply.discussion)
    if newest is None:
        return
    rows = list(reply.statements.all())
    taken = {row.key for row in rows}
    known = {
        (row.kind, row.language, row.text): row.key
        for row in newest.statements.all()
        if row.text and row.key not in taken
    }
    renamed = []
    for row in rows:
        key = known.pop((row.kind, row.language, row.text), None)
        if key is not None:
            row.key = key
            renamed.append(row)
    Statement.objects.bulk_update(renamed, ["key"], batch_size=200)


def _let_go(reply: Reply, *, by: Person, note: Mapping[str, str]) -> None:
    now = clock.now()
    reply.state = ReplyState.PUBLISHED
    reply.published_at, reply.published_by = now, by
    reply.made_on = rules.local_day(now, reply.discussion.time_zone)
    reply.note = {
        code: mask(text.strip()).text for code, text in note.items() if text and text.strip()
    }
    reply.save()
    reply.content_sha256 = content_sha256(build(reply, HOUSE_LANGUAGES[0]))
    reply.save(update_fields=["content_sha256"])


@transaction.atomic
def begin_next(reply: Reply, *, by: Person) -> Reply:
    """A new draft that is a copy of the newest published version of ``reply``'s discussion.

    Statements keep their keys; citations, resources, what was not used and translations come
    along. What was taken back since stays away.

    Raises:
        Refusal: nothing is published, or there is a draft already.
    """
    discussion = reply.discussion
    require(may_facilitate(by, discussion))
    Discussion.objects.select_for_update().get(pk=discussion.pk)
    newest = newest_published(discussion)
    if newest is None:
        raise Refusal(_("Nothing is published yet; go on with the draft."))
    later = Reply.objects.filter(discussion=discussion, number__gt=newest.number)
    if later.drafts().exists() or later.being_made().exists():
        raise Refusal(_("There is a draft already; go on with it at the desk."))
    made = _copied(newest, by=by)
    record("begin reply", by=by, on=discussion, details={"version": made.number})
    suggesting.soon(made)
    return made


def _copied(newest: Reply, *, by: Person) -> Reply:
    now = clock.now()
    numbers = Reply.objects.filter(discussion=newest.discussion).values_list("number", flat=True)
    made = Reply.objects.create(
        discussion=newest.discussion,
        number=max(numbers) + 1,
        state=ReplyState.DRAFT,
        is_moderated=newest.is_moderated,
        made_on=rules.local_day(now, newest.discussion.time_zone),
        made_at=now,
        made_by=by,
        based_on=newest,
    )
    _copy_statements(newest, made)
    _copy_resources(newest, made)
    Unused.objects.bulk_create(
        _again(row, reply=made) for row in newest.unused.filter(contribution__state="released")
    )
    return made


def _copy_statements(old: Reply, new: Reply) -> None:
    """Those that still say something; their numbers run on without a gap."""
    rows = list(old.statements.exclude(text="").order_by("number"))
    made = Statement.objects.bulk_create(
        _again(row, reply=new, number=number, revision=0) for number, row in enumerate(rows, 1)
    )
    twin = {row.pk: copy for row, copy in zip(rows, made, strict=True)}
    cited = Citation.objects.filter(statement__in=rows)
    Citation.objects.bulk_create(
        [_again(row, statement=twin[row.statement_id]) for row in cited], batch_size=500
    )
    translated = Translation.objects.filter(statement__in=rows).exclude(text="")
    Translation.objects.bulk_create(
        [_again(row, statement=twin[row.statement_id or 0]) for row in translated],
        batch_size=500,
    )


def _copy_resources(old: Reply, new: Reply) -> None:
    rows = list(old.resources.order_by("order"))
    made = Resource.objects.bulk_create(_again(row, reply=new) for row in rows)
    twin = {row.pk: copy for row, copy in zip(rows, made, strict=True)}
    mentions = Mention.objects.filter(resource__in=rows)
    Mention.objects.bulk_create(
        [_again(row, resource=twin[row.resource_id]) for row in mentions], batch_size=500
    )


def _again(row: Row, **changes: object) -> Row:
    """A copy of a row that is not saved yet."""
    fields = row._meta.concrete_fields  # noqa: SLF001 - Django's documented way
    names = [field.attname for field in fields if not field.primary_key]
    values = {name: getattr(row, name) for name in names}
    made = type(row)(**values)
    for name, value in changes.items():
        setattr(made, name, value)
    return made
