"""A published version as its readers see it: what it says, what changed, what it is worth."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from diwan.audit.actions import reference
from diwan.audit.models import Entry
from diwan.core.wording import choose

from ... import naming
from ...access import may_facilitate
from ...models import Reply
from ...queries import LET_GO
from ...reply import hashing, rendering, verifying
from ...reply.building import build
from ...reply.changes import changes
from ...reply.publication import REDACTED
from ..finding import of_discussion
from ..public import voices
from ..thread import stops
from .finding import of_reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from ...models import Discussion
    from ...reply.changes import Change
    from ...reply.document import Citation

#: of more contributors than that the page of a reply gives the number, and a link to all of them
NAMED_HERE = 60
#: the forms it can be taken along in
FORMS = (
    ("pdf", "PDF"),
    ("docx", "DOCX"),
    ("md", "Markdown"),
    ("json", "JSON"),
    ("csv", "CSV"),
    ("jsonld", "JSON-LD"),
)


@require_safe
@of_discussion
def public_reply(request: HttpRequest, discussion: Discussion) -> HttpResponse:
    """The newest published version."""
    rows = Reply.objects.public().filter(discussion=discussion).order_by("-number")
    reply = rows.select_related("made_by", "published_by").first()
    if reply is None:
        raise Http404
    reply.discussion = discussion
    return page(request, reply)


def page(request: HttpRequest, reply: Reply) -> HttpResponse:
    """A published version; its body is the same for all readers of a language, and kept."""
    discussion = reply.discussion
    versions = list(Reply.objects.public().filter(discussion=discussion).order_by("-number"))
    facilitates = may_facilitate(request.user, discussion)
    context = {
        "discussion": discussion,
        "title": choose(discussion.title),
        "reply": reply,
        "day": date_format(reply.made_on, "DATE_FORMAT"),
        "note": choose(reply.note) if reply.note else None,
        "forms": FORMS,
        "versions": versions,
        "newest": versions[0],
        "body": _kept("body", reply, lambda: _body(reply)),
        "changes": _changes(reply, versions),
        "stops": stops(discussion, "reply", reply_note=note(reply)),
        "facilitates": facilitates,
        "asked": reply.rounds.running().first(),
        "fallen": verifying.verify(reply) if facilitates else [],
    }
    return render(request, "discussions/reply/public.html", context)


def _kept(name: str, reply: Reply, make: Any) -> SafeString:
    """Made anew after whatever changes in the words, in the names or in what the log tells."""
    discussion = reply.discussion
    spoken = discussion.contributions.all().edition()
    edition = f"{spoken.key}.{discussion.edition()}.{reply.state}"
    return voices.kept(f"reply.{reply.number}.{name}", discussion, edition, make)


def _body(reply: Reply) -> SafeString:
    """The sections of a reply; its responses are named, for their words have pages of their own."""
    made = build(reply, naming.active())
    named = tuple(replace(each, text="") for each in made.responses)
    given = rendering.context(replace(made, responses=named), leads(reply))
    lead = _("Every statement leads to the words it rests on, in the contributions.")
    given |= {
        "words": given["words"] | {"lead": lead, **_elsewhere(len(named))},
        "contributors_page": contributors_page(reply) if len(named) > NAMED_HERE else "",
        "responses": "discussions/reply/named.html",
        "contributions_url": reverse("discussions:contributions", args=[reply.discussion.slug]),
        "asked_url": reverse(
            "discussions:endorsement_of", args=[reply.discussion.slug, reply.number]
        ),
    }
    return render_to_string("discussions/reply/whole.html", given)


def _elsewhere(count: int) -> dict[str, str]:
    """The links to the page of all contributors."""
    said = {"n": count}
    return {
        "all_contributors": ngettext(
            "%(n)s contributor, with thanks", "All %(n)s contributors, with thanks", count
        )
        % said,
        "all_responses": ngettext(
            "The words of %(n)s contribution in full",
            "The words of all %(n)s contributions in full",
            count,
        )
        % said,
    }


def contributors_page(reply: Reply) -> str:
    return reverse("discussions:reply_contributors", args=[reply.discussion.slug, reply.number])


@require_safe
@of_reply
def reply_contributors(request: HttpRequest, reply: Reply) -> HttpResponse:
    """Who contributed to a published version, each with the way to the words in full."""
    if reply.state not in LET_GO:
        raise Http404
    context = {
        "discussion": reply.discussion,
        "title": choose(reply.discussion.title),
        "reply": reply,
        "table": _kept("contributors", reply, lambda: _contributors(reply)),
        "stops": stops(reply.discussion, "reply", reply_note=note(reply)),
    }
    return render(request, "discussions/reply/contributors.html", context)


def _contributors(reply: Reply) -> SafeString:
    given = rendering.context(build(reply, naming.active()))
    given["words_url"] = reverse("discussions:contributions", args=[reply.discussion.slug])
    return render_to_string("discussions/reply/thanked.html", given)


def _changes(reply: Reply, versions: Sequence[Reply]) -> SafeString | str:
    """What this version has otherwise than the published one before it; nothing for the first."""
    before = next((each for each in versions if each.number < reply.number), None)
    if before is None:
        return ""
    before.discussion = reply.discussion
    return _kept("changes", reply, lambda: _changed(before, reply))


def _changed(before: Reply, reply: Reply) -> SafeString:
    language = naming.active()
    made = changes(build(before, language), build(reply, language))
    context = {"before": before, "changes": made, "tally": tally(made)}
    return render_to_string("discussions/reply/changes.html", context)


def tally(made: Sequence[Change]) -> str:
    """How many statements changed in which way, in one line."""
    counted = {
        kind: sum(kind in each.kinds for each in made)
        for kind in ("added", "reworded", "cited", "moved", "dropped")
    }
    said = {
        "added": ngettext("%(n)s added", "%(n)s added", counted["added"]),
        "reworded": ngettext("%(n)s reworded", "%(n)s reworded", counted["reworded"]),
        "cited": ngettext("%(n)s cites otherwise", "%(n)s cite otherwise", counted["cited"]),
        "moved": ngettext("%(n)s moved", "%(n)s moved", counted["moved"]),
        "dropped": ngettext("%(n)s dropped", "%(n)s dropped", counted["dropped"]),
    }
    return " · ".join(said[kind] % {"n": count} for kind, count in counted.items() if count)


def note(reply: Reply) -> str:
    said = {"number": reply.number, "state": reply.get_state_display()}
    return _("version %(number)s, %(state)s") % said


def leads(reply: Reply) -> Any:
    def _address(citation: Citation) -> str:
        """The page on which exactly these words are marked; nowhere when they were withdrawn."""
        if not citation.words:
            return ""
        place = [citation.contribution, citation.version, citation.start, citation.end]
        page = reverse("discussions:words", args=[reply.discussion.slug, *place])
        return f"{page}?reply={reply.number}#cited"

    return _address


@require_safe
@of_reply
def integrity(request: HttpRequest, reply: Reply) -> HttpResponse:
    """The digest of what was published, that of what stands now, and what was taken since."""
    if reply.state not in LET_GO:
        raise Http404
    document = build(reply, naming.active())
    now = hashing.content_sha256(document)
    context = {
        "discussion": reply.discussion,
        "title": choose(reply.discussion.title),
        "reply": reply,
        "now": now,
        "is_same": now == reply.content_sha256,
        "redacted": document.published.redacted if document.published else 0,
        "redactions": _redactions(reply),
        "stops": stops(reply.discussion, "reply", reply_note=note(reply)),
    }
    return render(request, "discussions/reply/integrity.html", context)


def _redactions(reply: Reply) -> list[dict[str, Any]]:
    lines = Entry.objects.filter(subject=reference(reply.discussion), verb=REDACTED)
    return [
        {"day": naming.day(line.at), **lost}
        for line in lines.order_by("at")
        for lost in line.details["replies"]
        if lost["version"] == reply.number
        and (reply.published_at is None or line.at >= reply.published_at)
    ]
