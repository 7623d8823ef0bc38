"""One contribution with everything that is needed to decide, on one page."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from diwan.mailroom import splitting
from diwan.mailroom.words import CutReason
from diwan.people.access import member_required
from diwan.texts.differences import words

from ... import proofs, queueing, rules
from ...forms.queue import (
    AssignForm,
    ConflictForm,
    KeepForm,
    LanguageForm,
    ReturnForm,
    SetAsideForm,
    WriterForm,
    release_form_of,
)
from ...words import ContributionState, VersionKind
from ..fetch import contribution_for_team, render_team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django import forms
    from django.http.response import HttpResponseBase

    from diwan.mailroom.models import Letter
    from diwan.people.access import MemberRequest
    from diwan.texts.differences import Piece

    from ...models import Contribution, Cutting, Discussion, Version

read_only = require_http_methods(["GET", "HEAD"])


@dataclass(frozen=True, slots=True)
class Change:
    """One version of the words, with what it changed in the one before it."""

    version: Version
    pieces: list[Piece] = field(default_factory=list)


@read_only
@member_required
def item(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    discussion, contribution = contribution_for_team(request, slug, pk)
    return item_page(request, discussion, contribution)


def item_page(
    request: MemberRequest,
    discussion: Discussion,
    contribution: Contribution,
    *,
    status: int = 200,
    **page: Any,
) -> HttpResponse:
    """The page; ``page`` brings a form that was refused, and what was typed into it.

    A form to be sent ``again`` stands in the place called ``open_form``, when that decision can
    still be taken; when not, ``typed`` shows the words, so that they can be copied.
    """
    versions = list(contribution.versions.select_related("made_by"))
    cuts = list(contribution.cuttings.all())
    questions = {question.key: question for question in discussion.questions.all()}
    context = {
        "contribution": contribution,
        "questions": questions,
        "tab": queueing.tab_of(contribution),
        "near": queueing.neighbours(discussion, contribution),
        "language_name": queueing.language_name(contribution.language),
        "files": list(contribution.attachments.all()),
        "cuts": cuts,
        "answered": _answered(versions, cuts),
        "letter": contribution.letter,
        "has_raw": has_raw(contribution.letter),
        "duplicates": list(contribution.duplicates.exclude(state=ContributionState.DRAFT)),
        "reports": list(contribution.reports.select_related("reported_by")),
        **_text_sides(contribution, versions, cuts),
        "warns": contribution.state in {ContributionState.HELD, ContributionState.RELEASED},
        **_decision_forms(contribution, versions),
        **_small_forms(discussion, contribution),
        **page,
    }
    again, name = context.pop("again", None), context.get("open_form", "")
    if again is not None and context.get(name) is not None:
        context |= {name: again, "typed": []}
    return render_team(request, "item.html", discussion, status=status, **context)


def has_raw(letter: Letter | None) -> bool:
    """Whether the letter as it came is still kept, without fetching it."""
    if letter is None:
        return False
    return type(letter).objects.filter(pk=letter.pk, raw__isnull=False).exists()


def _answered(versions: list[Version], cuts: list[Cutting]) -> dict[int, str]:
    """By quoted piece, the line of it that the words below it answer."""
    quoted = [cut for cut in cuts if cut.reason == CutReason.QUOTED]
    found: dict[int, str] = {}
    pieces = [splitting.Cut(cut.position, cut.reason, cut.text) for cut in quoted]
    for answer in splitting.answered(versions[0].text if versions else "", pieces):
        above = [cut.pk for cut in quoted if cut.position <= answer.position]
        found |= {above[-1]: answer.line} if above else {}
    return found


def _text_sides(
    contribution: Contribution, versions: list[Version], cuts: list[Any]
) -> dict[str, Any]:
    """What came beside what is or would be shown, and how one led to the other."""
    if not versions:
        return {"received": [], "shown": [], "changes": [], "warnings": (), "correction": None}
    first, latest = versions[0], versions[-1]
    released = next((version for version in versions if version.is_released), None)
    shown = released if contribution.state == ContributionState.RELEASED else latest
    shown = shown or latest
    return {
        "received": proofs.blocks(first.text, first.masked, first.parts, "before", cuts),
        "shown": proofs.blocks(shown.text, shown.masked, shown.parts, "after"),
        "latest": latest,
        "changes": list(_changes(versions)),
        "correction": _correction(contribution, released, latest),
        "warnings": proofs.left_of_author(
            shown.masked,
            attribution=contribution.attribution,
            name=contribution.author_name,
            organisation=contribution.organisation_name,
        ),
    }


def _changes(versions: list[Version]) -> Iterator[Change]:
    yield Change(versions[0])
    for before, after in pairwise(versions):
        yield Change(after, words(before.text, after.text))


def _correction(
    contribution: Contribution, released: Version | None, latest: Version
) -> Change | None:
    """The author's newest correction, when it is not shown yet, beside what is shown."""
    is_pending = (
        contribution.state == ContributionState.RELEASED
        and released is not None
        and latest.kind == VersionKind.CORRECTED
        and latest.number > released.number
    )
    if not is_pending or released is None:
        return None
    return Change(latest, words(released.text, latest.text))


def _decision_forms(
    contribution: Contribution, versions: list[Version]
) -> dict[str, forms.Form | bool | None]:
    """The forms of the decisions that can be taken now; None for the others."""
    state, seen = contribution.state, {"revision": contribution.revision}
    can = {to: rules.may_decide(state, to) for to in ContributionState.values}
    text = versions[-1].text if versions else ""
    return {
        "release_form": release_form_of(contribution, text) if can["released"] else None,
        "return_form": ReturnForm(initial=seen, auto_id="return_%s") if can["returned"] else None,
        "set_aside_form": SetAsideForm(initial=seen, auto_id="set_aside_%s")
        if can["set_aside"]
        else None,
        "can_put_back": can["held"],
        "keep_form": KeepForm(initial=seen, auto_id="keep_%s"),
    }


def _small_forms(discussion: Discussion, contribution: Contribution) -> dict[str, forms.Form]:
    return {
        "assign_form": AssignForm(
            discussion=discussion,
            now=contribution.assigned_to_id,
            initial={"to": contribution.assigned_to_id},
            auto_id="assign_%s",
        ),
        "language_form": LanguageForm(
            initial={"language": contribution.language}, auto_id="language_%s"
        ),
        "writer_form": WriterForm(
            initial={
                "organisation": contribution.organisation_name,
                "kind": contribution.kind,
                "country": contribution.country.code if contribution.country else "",
            },
            auto_id="writer_%s",
        ),
        "conflict_form": ConflictForm(
            initial={"note": contribution.conflict_note}, auto_id="conflict_%s"
        ),
    }


@read_only
@member_required
def letter(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """The letter as it came, as a plain file; gone once the retention schedule removed it."""
    _discussion, contribution = contribution_for_team(request, slug, pk)
    if contribution.letter is None:
        raise Http404
    try:
        raw = contribution.letter.raw
    except ObjectDoesNotExist:
        raise Http404 from None
    response = HttpResponse(bytes(raw.content), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="letter-{contribution.pk}.txt"'
    response["Cache-Control"] = "private, no-store"
    return response


@read_only
@member_required
def file(request: MemberRequest, slug: str, pk: int, file: int) -> HttpResponseBase:
    """An attachment before its release; a refused one has no content to open."""
    _discussion, contribution = contribution_for_team(request, slug, pk)
    attachment = get_object_or_404(contribution.attachments.filter(refused=""), pk=file)
    try:
        opened = attachment.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        opened, as_attachment=True, filename=attachment.name, content_type=attachment.content_type
    )
    response["Cache-Control"] = "private, no-store"
    return response
