"""Publish a draft once the checks pass, begin the next version, say why somebody is not cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core.errors import Refusal
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.people.access import member_required

from ... import naming, translating
from ...actions import checking, publishing, stating
from ...models import Contribution, Statement
from ...reply.building import build
from ...reply.changes import changes
from ...words import ReplyState, Stance, UnusedReason
from ..fetch import discussion_for_team, render_team
from .finding import reply_for_team
from .published import tally
from .said import CHECKS

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Discussion, Reply


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def publish(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """The checks, each with the places where it fails; nothing is published while one fails."""
    reply = reply_for_team(request, slug, number)
    if reply.state != ReplyState.DRAFT:
        messages.info(request, _("This version is no draft any more; here it is."))
        return redirect("discussions:consolidated", slug, number)
    typed = {code: request.POST.get(f"note_{code}", "") for code in HOUSE_LANGUAGES}
    if request.method == "POST":
        try:
            publishing.publish(reply, by=request.user, note=typed)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("Published. Everybody who may read the discussion sees it.")
            )
            return redirect("discussions:public_reply", slug)
    made = checking.checks(reply)
    return render_team(
        request,
        "publish.html",
        reply.discussion,
        status=422 if request.method == "POST" else 200,
        reply=reply,
        checks=[{"check": each, "said": CHECKS[each.name]} for each in made],
        failing=sum(not each.passed for each in made),
        uncited=_uncited(reply, made),
        reasons=UnusedReason.choices,
        notes=[(code, naming.language_name(code), typed[code]) for code in HOUSE_LANGUAGES],
        before=publishing.newest_published(reply.discussion),
        tally=_tally(reply),
        untranslated=_untranslated(reply),
        one_voice=_one_voice(reply),
    )


def _untranslated(reply: Reply) -> list[tuple[str, str, int]]:
    """The languages of the discussion into which statements wait to be put, and how many."""
    known = [
        translating.states(each, each.translations.all()) for each in translating.statements(reply)
    ]
    counts = [
        (
            code,
            naming.language_name(code),
            sum(states[code] in translating.TO_DO for states in known),
        )
        for code in HOUSE_LANGUAGES
        if code in reply.discussion.languages
    ]
    return [row for row in counts if row[2]]


def _one_voice(reply: Reply) -> int:
    """How many statements one contribution alone supports."""
    voices = Count(
        "citations__version__contribution",
        filter=Q(citations__stance=Stance.SUPPORTS),
        distinct=True,
    )
    return Statement.objects.filter(reply=reply).annotate(voices=voices).filter(voices=1).count()


def _uncited(reply: Reply, made: list[checking.Check]) -> list[Contribution]:
    """Contributions that a reason is to be chosen for, with their beginnings."""
    covered = next(each for each in made if each.name == "covered")
    numbers = [place.contribution for place in covered.places]
    rows = Contribution.objects.filter(discussion=reply.discussion, number__in=numbers)
    return list(rows.for_glimpse().order_by("number")[:50])


def _tally(reply: Reply) -> str:
    """What changes for readers of the version before, in one line."""
    before = publishing.newest_published(reply.discussion)
    if before is None:
        return ""
    before.discussion = reply.discussion
    language = naming.active()
    return tally(changes(build(before, language), build(reply, language)))


@require_POST
@member_required
def begin_next(request: MemberRequest, slug: str) -> HttpResponse:
    """A draft begun from the newest published version; then to the desk."""
    discussion = discussion_for_team(request, slug)
    newest = publishing.newest_published(discussion)
    if newest is None:
        messages.error(request, _("Nothing is published yet; go on with the draft."))
        return redirect("discussions:replies", slug)
    newest.discussion = discussion
    try:
        publishing.begin_next(newest, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("discussions:desk", slug)


@require_POST
@member_required
def leave_out(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """List a contribution as read and not cited, with a reason."""
    reply = reply_for_team(request, slug, number)
    try:
        row = _contribution(request, reply.discussion)
        stating.leave_out(reply, row, by=request.user, reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    page = reverse("discussions:publish", args=[slug, number])
    return redirect(f"{page}#check-covered")


def _contribution(request: MemberRequest, discussion: Discussion) -> Contribution:
    asked = request.POST.get("contribution", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    released = Contribution.objects.released().filter(discussion=discussion)
    found: Contribution | None = released.filter(number=number).first()
    if found is None:
        raise Refusal(_("This contribution is not shown any more. Look at the checks again."))
    return found
