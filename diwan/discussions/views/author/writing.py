"""Writing a contribution or a reply: draft, preview, hand in; with scripts and without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.core.wording import choose, direction
from diwan.people.access import member_required
from diwan.people.limits import may_go_on

from ... import naming
from ...actions import intake
from ...forms.author import WritingForm, typed_at_first, typed_before
from ...models import Attachment, Contribution, Question
from ...wordwork import pieces
from ..finding import of_discussion
from ..thread import stops
from . import drafts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from diwan.core.files import Checked

    from ...models import Discussion


#: of visitors of one connection in an hour
MOST_DRAFTS = 200
#: files of one contribution
MOST_KEPT = 10


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@of_discussion
def contribute(request: HttpRequest, discussion: Discussion) -> HttpResponse:
    """A box for each question; whoever comes back finds what they had written."""
    questions = list(
        discussion.questions.select_related("topic").order_by("topic__number", "number")
    )
    return Desk(request, discussion, questions, None).answer()


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_required
@of_discussion
def reply(request: HttpRequest, discussion: Discussion, number: int) -> HttpResponse:
    """An answer to a released contribution; held like everything else."""
    answered = get_object_or_404(
        Contribution.objects.visible_to(request.user).released().select_related("country"),
        discussion=discussion,
        number=number,
    )
    return Desk(request, discussion, [], answered).answer()


@dataclass(slots=True)
class Desk:
    """One visit to the page on which somebody writes."""

    request: HttpRequest
    discussion: Discussion
    questions: list[Question]
    reply_to: Contribution | None
    draft: Contribution | None = None

    @property
    def member(self) -> Any:
        return self.request.user if self.request.user.is_authenticated else None

    def answer(self) -> HttpResponse:
        self.draft = drafts.find(self.request, self.discussion, self.reply_to)
        try:
            intake.require_open(self.discussion)
        except Refusal:
            return self.closed()
        if self.request.method == "POST":
            return self.take()
        before = typed_before(self.draft, self.questions) if self.draft is not None else None
        return self.page(self.form(initial=before or typed_at_first(self.member)))

    def form(self, *args: Any, **kwargs: Any) -> WritingForm:
        return WritingForm(
            *args,
            discussion=self.discussion,
            questions=self.questions,
            member=self.member,
            **kwargs,
        )

    # --- what was sent -----------------------------------------------------------------
    def take(self) -> HttpResponse:
        intent = self.request.POST.get("intent", "save")
        form = self.form(self.request.POST, self.request.FILES, is_submission=intent == "submit")
        if not form.is_valid():
            return self.not_taken(form, intent)
        handed_in = drafts.is_handed_in(form.cleaned_data["token"])
        if handed_in is not None:
            return self.was_handed_in(handed_in, intent)
        if intent == "auto":
            return self.autosave(form)
        return self.keep(form, intent)

    def not_taken(self, form: WritingForm, intent: str) -> HttpResponse:
        if intent == "auto":
            return self.status(_("Not saved: something in the form cannot be used."))
        return self.page(form, status=422)

    def was_handed_in(self, handed_in: Contribution, intent: str) -> HttpResponse:
        if intent == "auto":
            return self.status(_("This was handed in already."))
        messages.info(self.request, _("This was handed in already."))
        return redirect("discussions:manage", handed_in.token)

    def autosave(self, form: WritingForm) -> HttpResponse:
        if form.is_empty() and self.draft is None:
            return self.status("")
        try:
            self.save(form, [])
        except Refusal as refusal:
            return self.status(refusal.sentence)
        now = time_format(localtime(clock.now()), "TIME_FORMAT")
        return self.status(_("Draft saved at %(time)s.") % {"time": now})

    def status(self, sentence: object) -> HttpResponse:
        token = self.draft.token if self.draft is not None else ""
        context = {"sentence": sentence, "token": token}
        return render(self.request, "discussions/_draft_status.html", context)

    def keep(self, form: WritingForm, intent: str) -> HttpResponse:
        checked = form.checked_files()
        refused = [file for file in checked if file.refused]
        good = [file for file in checked if not file.refused]
        try:
            if intent == "submit" and not refused:
                return self.hand_in(form, good)
            self.save(form, good)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
            return self.page(form, status=422)
        for file in refused:
            form.add_error("attachments", f"{file.name}: {file.refused}")
        if refused:
            return self.page(form, status=422)
        return self.kept(form, intent)

    def save(self, form: WritingForm, files: list[Checked]) -> Contribution:
        if self.draft is None:
            self.hold_back_floods()
            self.draft = intake.start(self.discussion, by=self.member, reply_to=self.reply_to)
            drafts.remember(self.request, self.draft)
        if files and self.draft.attachments.count() + len(files) > MOST_KEPT:
            raise Refusal(
                _("A contribution holds up to %(most)s files. Take one off first.")
                % {"most": MOST_KEPT}
            )
        return intake.save_draft(self.draft, form.saying(files))

    def hold_back_floods(self) -> None:
        """A room full of people behind one connection may write; a machine soon may not."""
        if self.member is None and not may_go_on(
            self.request, "draft", most=MOST_DRAFTS, seconds=3600
        ):
            raise Refusal(
                _(
                    "Very many contributions came from your connection within an hour. Try again"
                    " later, or send yours by mail."
                )
            )

    def hand_in(self, form: WritingForm, files: list[Checked]) -> HttpResponse:
        if form.is_empty() and not files and self.draft is None:
            raise Refusal(_("Write an answer to at least one question, or a free text."))
        draft = self.save(form, files)
        submitted = intake.submit(draft, form.saying([]))
        drafts.forget(self.request, self.discussion)
        messages.success(
            self.request,
            _("Thank you. The facilitation team reads it now; it shows when they release it."),
        )
        return redirect("discussions:manage", submitted.token)

    def kept(self, form: WritingForm, intent: str) -> HttpResponse:
        if intent == "preview" and self.draft is not None:
            return self.page(form, preview=preview_of(self.draft, self.questions))
        if intent.startswith("drop-") and self.draft is not None:
            _drop(intent.removeprefix("drop-"), self.draft)
        messages.success(self.request, _("Your draft is saved. Come back to it when you like."))
        return redirect(self.request.path)

    # --- what is shown -----------------------------------------------------------------
    def page(self, form: WritingForm, status: int = 200, **context: Any) -> HttpResponse:
        name = "contribute" if self.reply_to is None else "reply"
        asked = naming.asked(self.questions)
        context |= {
            "discussion": self.discussion,
            "title": choose(self.discussion.title),
            "stops": stops(self.discussion, ""),
            "countdown": naming.countdown(self.discussion, clock.now()),
            "form": form,
            "token": self.draft.token if self.draft is not None else "",
            "topics": [
                (topic, [(asked[question.key], box) for question, box in boxes])
                for topic, boxes in form.topics()
            ],
            "draft": self.draft,
            "files": list(self.draft.attachments.all()) if self.draft is not None else [],
            "is_visitor": self.member is None,
            "answered": _answered(self.reply_to),
        }
        template = f"discussions/{name}.html"
        return render(self.request, template, context, status=status)

    def closed(self) -> HttpResponse:
        """The discussion takes nothing now: what one can do instead, and one's own draft."""
        version = self.draft.versions.first() if self.draft is not None else None
        context = {
            "discussion": self.discussion,
            "title": choose(self.discussion.title),
            "stops": stops(self.discussion, ""),
            "is_before": self.discussion.opened_at is None
            or self.discussion.is_taking_contributions,
            "first_day": date_format(self.discussion.opens_on, "DATE_FORMAT"),
            "last_day": date_format(self.discussion.closes_on, "DATE_FORMAT"),
            "typed": version.text if version is not None else self.request.POST.get("text", ""),
        }
        return render(self.request, "discussions/closed.html", context)


def preview_of(contribution: Contribution, questions: list[Question]) -> dict[str, Any]:
    """The latest words as others will see them: contact details masked, signed as chosen."""
    version = contribution.versions.order_by("-number").first()
    asked = naming.asked(questions)
    shown = (
        pieces(version.masked, version.parts, anchor="preview")
        if version is not None and version.masked
        else []
    )
    return {
        "signed": naming.signature(contribution),
        "language": contribution.language,
        "language_name": naming.language_name(contribution.language),
        "direction": direction(contribution.language),
        "pieces": [
            {"asked": asked.get(piece["question"] or ""), "html": piece["html"]} for piece in shown
        ],
        "is_masked": version is not None and version.masked != version.text,
    }


def _answered(contribution: Contribution | None) -> dict[str, Any] | None:
    """The contribution that is replied to, shown above the reply."""
    if contribution is None:
        return None
    version = contribution.versions.filter(is_released=True).first()
    return {
        "number": contribution.number,
        "url": contribution.get_absolute_url(),
        "signed": naming.signature(contribution),
        "text": naming.shortened(version.masked, 600) if version is not None else "",
        "language": contribution.language,
        "direction": direction(contribution.language),
    }


def _drop(pk: str, draft: Contribution) -> None:
    found = Attachment.objects.filter(contribution=draft, pk=int(pk) if pk.isdecimal() else 0)
    for attachment in found:
        intake.drop_attachment(attachment, from_draft=draft)
