"""The list: tabs with their counts, rows in order of arrival, several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from diwan.core.errors import Refusal
from diwan.mailroom.words import Trust
from diwan.people.access import member_required

from ... import proofs, queueing
from ...actions import moderation, versions
from ...forms.queue import BulkForm
from ...queueing import PAGE_SIZE, Tab
from ..fetch import discussion_for_team, render_team, uncut
from .narrowing import narrowed
from .rows import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse
    from django.utils.safestring import SafeString

    from diwan.people.access import MemberRequest

    from ...models import Contribution, Discussion

#: tabs whose rows can be decided several at once, and how
_BULK = {
    Tab.WAITING: ("release", "set_aside"),
    Tab.LATE: ("release", "set_aside"),
    Tab.SPAM: ("release", "set_aside"),
    Tab.RETURNED: ("set_aside",),
}


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def queue(request: MemberRequest, slug: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    if request.method == "POST":
        _decide_several(request, discussion)
        return redirect(request.get_full_path())
    counts = queueing.counts([discussion.pk])[discussion.pk]
    tab = _tab(request, counts)
    page: dict[str, Any] = {
        **uncut(discussion),
        "tab": tab,
        "tabs": [{"tab": t, "label": t.label, "count": counts[t]} for t in Tab],
    }
    if tab in {Tab.PROPOSALS, Tab.REPORTS}:
        find = queueing.proposals if tab == Tab.PROPOSALS else queueing.reports
        rows: Any = find(discussion)
        page["rows"] = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    else:
        page |= narrowed(request, discussion, tab, count=counts[tab], page_size=PAGE_SIZE)
        page["bulk"] = _BULK.get(Tab(tab), ())
        page["bulk_form"] = BulkForm(auto_id="bulk_%s") if page["bulk"] else None
        typed = page["choice"].words
        page["shown"] = shown(page["rows"], discussion, typed=typed, bulk=page["bulk"])
    return render_team(request, "queue.html", discussion, **page)


def _tab(request: MemberRequest, counts: dict[str, int]) -> str:
    """The tab asked for; else the first on which something waits."""
    asked = request.GET.get("tab", "")
    if asked in Tab.values:
        return Tab(asked)
    return next((tab for tab in queueing.TO_DO if counts[tab]), Tab.WAITING)


def _decide_several(request: MemberRequest, discussion: Discussion) -> None:
    """Decide each as it was shown; what cannot be done is told, with links to it."""
    form = BulkForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["chosen"]:
        messages.error(request, _("Choose at least one contribution."))
        return
    if form.cleaned_data["act"] == "set_aside" and not form.cleaned_data["reason"]:
        messages.error(request, _("Choose a reason for setting aside."))
        return
    seen = form.cleaned_data["chosen"]
    rows = (
        discussion.contributions.exclude(state="draft").filter(pk__in=seen).select_related("letter")
    )
    done = 0
    left: dict[str, list[Contribution]] = {}
    for contribution in rows.order_by("received_at", "pk"):
        try:
            _decide_one(request, contribution, seen[contribution.pk], form.cleaned_data)
        except Refusal as refusal:
            left.setdefault(str(refusal), []).append(contribution)
        else:
            done += 1
    for why, contributions in left.items():
        messages.error(request, _left(discussion, why, contributions))
    if done:
        messages.success(request, _told(form.cleaned_data["act"], done))


def _left(discussion: Discussion, why: str, rows: Sequence[Contribution]) -> SafeString:
    """One sentence for all that were left for the same reason, with a link to each."""
    told = ngettext(
        "%(n)s contribution was left as it was.",
        "%(n)s contributions were left as they were.",
        len(rows),
    ) % {"n": len(rows)}
    links = format_html_join(
        " · ",
        '<a href="{}">{}</a>',
        (
            (
                reverse("discussions:item", args=[discussion.slug, row.pk]),
                _("item %(number)s") % {"number": row.pk},
            )
            for row in rows
        ),
    )
    return format_html("{} {} {}", told, why, links)


def _told(act: str, n: int) -> str:
    if act == "release":
        words = ngettext("%(n)s contribution is released.", "%(n)s contributions are released.", n)
    else:
        words = ngettext(
            "%(n)s contribution is set aside.", "%(n)s contributions are set aside.", n
        )
    return words % {"n": n}


def _decide_one(
    request: MemberRequest, contribution: Contribution, revision: int, data: dict[str, Any]
) -> None:
    if data["act"] == "set_aside":
        moderation.set_aside(
            contribution, by=request.user, reason=data["reason"], revision=revision
        )
        return
    if contribution.letter is not None and contribution.letter.trust == Trust.FAIL:
        raise Refusal(
            _(
                "Its sender is not proven, and the check failed: somebody else may have written"
                " it. Open it and release it there."
            )
        )
    latest = versions.latest_version(contribution)
    if proofs.left_of_author(
        latest.masked,
        attribution=contribution.attribution,
        name=contribution.author_name,
        organisation=contribution.organisation_name,
    ):
        raise Refusal(
            _(
                "The author chose not to be named, and something may still tell who it is: "
                "open it and release it there."
            )
        )
    moderation.release(contribution, by=request.user, revision=revision)
