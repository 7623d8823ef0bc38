"""What contributors type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from diwan.core.files import check_file
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.people import queries as people
from diwan.people.words import ActorKind, Attribution
from diwan.vocabularies.models import Place

from .. import naming
from ..actions.intake import Saying
from ..models import Topic
from ..wordwork import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.core.files.uploadedfile import UploadedFile
    from django.forms import BoundField

    from diwan.core.files import Checked

    from ..models import Contribution, Discussion, Question

#: Longer than any contribution we have seen, short enough for one page.
LONGEST = 60_000
MOST_FILES = 5
ABOUT = ("name", "email", "attribution", "organisation", "kind", "country", "language")


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Clean value: a list of uploaded files."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _("Send up to %(most)s files at a time.") % {"most": MOST_FILES}
            )
        return [super(FilesField, self).clean(file, initial) for file in files]


class AttributionForm(forms.Form):
    """How one is named beside one's words."""

    attribution = forms.ChoiceField(
        label=gettext_lazy("How are you named beside your words?"),
        choices=Attribution.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "You can change this later. Anonymous: neither name nor organisation is shown, and"
            " your name is hidden where it stands in your text. The facilitation team knows who"
            " wrote; readers do not."
        ),
    )


class WritingForm(AttributionForm):
    """A contribution: a box for each question and one for free text, all optional.

    Args:
        discussion: what it is for.
        questions: none for a reply, which is one free text.
        member: who writes; None for a visitor, who gives an address for the answer.
        is_submission: whether it is handed in; a draft may be as unfinished as it likes.
    """

    text = forms.CharField(
        required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"})
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    email = forms.CharField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        help_text=gettext_lazy(
            "We send you an acknowledgement with a link to change or withdraw your contribution."
            " The address is never shown."
        ),
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("You speak as"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country you speak from"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of your text"), required=False)
    attachments = FilesField(
        label=gettext_lazy("Files"),
        required=False,
        help_text=gettext_lazy("PDF, text documents or pictures, up to 10 MB each."),
    )
    #: which draft this page was made for, so that a save that comes late finds it
    token = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        discussion: Discussion,
        questions: Sequence[Question],
        member: Any = None,
        is_submission: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        self.member = member
        self.is_submission = is_submission
        unsaid = pgettext_lazy("no choice made in a list", "–")
        self.fields["kind"].choices = [("", unsaid), *ActorKind.choices]  # type: ignore[attr-defined]
        self.fields["country"].choices = [("", unsaid), *people.countries()]  # type: ignore[attr-defined]
        self.fields["language"].choices = _languages(discussion)  # type: ignore[attr-defined]
        for question in self.questions:
            self.fields[_box(question)] = forms.CharField(
                label=naming.shortened(str(question), 80),
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
            )
        self.fields["text"].label = (
            _("Anything else, or your whole text") if self.questions else _("Your reply")
        )
        self._ask_only_what_is_missing()

    def _ask_only_what_is_missing(self) -> None:
        if self.member is not None:
            del self.fields["email"]
            if self.member.name:
                del self.fields["name"]
        elif self.is_submission:
            self.fields["email"] = forms.EmailField(
                label=self.fields["email"].label,
                help_text=self.fields["email"].help_text,
                widget=self.fields["email"].widget,
                max_length=254,
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_submission:
            self._check_attribution(cleaned)
        return cleaned

    def _check_attribution(self, cleaned: dict[str, Any]) -> None:
        """Nobody is named without a name."""
        chosen = cleaned.get("attribution")
        name = cleaned.get("name") or (self.member.name if self.member is not None else "")
        if chosen == Attribution.NAMED and not (name or cleaned.get("organisation")):
            self.add_error("attribution", _("Write your name, or choose another way to be named."))
        if chosen == Attribution.ORGANISATION and not cleaned.get("organisation"):
            self.add_error(
                "attribution", _("Write your organisation, or choose another way to be named.")
            )

    def topics(self) -> Iterator[tuple[Topic, list[tuple[Question, BoundField]]]]:
        """The boxes for answers, gathered by topic."""
        topics: dict[int, tuple[Topic, list[tuple[Question, BoundField]]]] = {}
        for question in self.questions:
            _topic, rows = topics.setdefault(question.topic_id, (question.topic, []))
            rows.append((question, self[_box(question)]))
        yield from topics.values()

    def about(self) -> list[BoundField]:
        """The fields about the writer, in their order, as they must be for handing in."""
        if "email" in self.fields:
            self.fields["email"].required = True
        return [self[name] for name in ABOUT if name in self.fields]

    def answers(self) -> list[tuple[str | None, str]]:
        answers: list[tuple[str | None, str]] = [
            (question.key, str(self.cleaned_data.get(_box(question)) or ""))
            for question in self.questions
        ]
        return [*answers, (None, str(self.cleaned_data.get("text") or ""))]

    def is_empty(self) -> bool:
        return not any(answer.strip() for _key, answer in self.answers())

    def checked_files(self) -> list[Checked]:
        """Every file with its verdict. Of one that is too large, no more than needed is read."""
        most = settings.DIWAN_ATTACHMENT_MAX_BYTES + 1
        return [
            check_file(file.name or "", file.read(most))
            for file in self.cleaned_data.get("attachments") or []
        ]

    def saying(self, files: Sequence[Checked]) -> Saying:
        typed = self.cleaned_data
        country = typed.get("country")
        return Saying(
            answers=self.answers(),
            language=typed.get("language") or "",
            attribution=typed.get("attribution") or Attribution.ANONYMOUS,
            name=typed.get("name") or "",
            email=(typed.get("email") or "").strip().lower(),
            organisation=typed.get("organisation") or "",
            kind=typed.get("kind") or "",
            country=Place.objects.countries().filter(code=country).first() if country else None,
            files=files,
        )


def _box(question: Question) -> str:
    return f"answer_{question.pk}"


def _languages(discussion: Discussion) -> list[tuple[str, Any]]:
    """Automatic first, then those of the call, then the others we can name."""
    codes = dict.fromkeys([*discussion.languages, *HOUSE_LANGUAGES, "es", "it", "de", "pt", "nl"])
    return [
        ("", gettext_lazy("Recognise it by itself")),
        *((code, naming.language_name(code)) for code in codes),
    ]


def typed_before(draft: Contribution, questions: Sequence[Question]) -> dict[str, Any]:
    """What a draft holds, as initial values of the form."""
    version = draft.versions.order_by("number").first()
    fallback = (draft.discussion.languages or ["en"])[0]
    typed: dict[str, Any] = {
        "token": draft.token,
        "name": draft.author_name,
        "email": draft.author_email,
        "attribution": draft.attribution,
        "organisation": draft.organisation_name,
        "kind": draft.kind,
        "country": draft.country.code if draft.country else "",
    }
    if version is None:
        return typed
    if language_of(version.text, default=fallback) != draft.language:
        typed["language"] = draft.language
    boxes = {question.key: _box(question) for question in questions}
    for part in version.parts:
        box = boxes.get(part["question"] or "", "text")
        answer = version.text[part["start"] : part["end"]]
        typed[box] = f"{typed[box]}\n\n{answer}" if box in typed else answer
    return typed


def typed_at_first(member: Any) -> dict[str, Any]:
    """What the form starts with: the member's profile, or nothing."""
    if member is None:
        return {"attribution": Attribution.NAMED}
    country = member.country_of_residence
    return {
        "attribution": member.attribution,
        "organisation": member.organisation.name if member.organisation else "",
        "kind": member.kind,
        "country": country.code if country else "",
    }


class CorrectionForm(forms.Form):
    """One's words again, as a whole."""

    text = forms.CharField(
        label=gettext_lazy("Your text"),
        max_length=LONGEST * 2,
        widget=forms.Textarea(attrs={"rows": 16, "dir": "auto"}),
        error_messages={
            "required": gettext_lazy(
                "Write the corrected text, or withdraw the contribution instead."
            )
        },
    )
    note = forms.CharField(
        label=gettext_lazy("What did you change, and why?"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("Only the facilitation team reads this."),
    )


class ReportForm(forms.Form):
    """Why the facilitation team should look at a contribution again."""

    reason = forms.CharField(
        label=gettext_lazy("What is wrong with it?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=gettext_lazy(
            "For example: it insults somebody, gives away a private matter, or is advertising."
            " Who reports is told to nobody but the facilitation team."
        ),
        error_messages={"required": gettext_lazy("Say what is wrong with it.")},
    )


class ProposalForm(forms.Form):
    """A question that one puts to the discussion."""

    text = forms.CharField(
        label=gettext_lazy("Your question"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy(
            "One question, in any language. It shows only when the team takes it."
        ),
        error_messages={"required": gettext_lazy("Write your question.")},
    )
    topic: forms.ModelChoiceField[Topic] = forms.ModelChoiceField(
        queryset=Topic.objects.none(),
        label=gettext_lazy("Topic it belongs to"),
        required=False,
        empty_label=gettext_lazy("I do not know"),
    )

    def __init__(self, *args: Any, discussion: Discussion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = discussion.topics.all()  # type: ignore[attr-defined]
