"""What the facilitation team types when it decides, and when it enters words for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from diwan.core.files import Checked, check_file
from diwan.people.models import Person
from diwan.people.queries import countries
from diwan.people.words import ActorKind, Attribution
from diwan.vocabularies.models import Place

from .. import queueing
from ..actions.intake import Saying
from ..models import Topic
from ..words import BehalfSource, Channel, SetAsideReason
from .author import SeveralFiles
from .wordings import WordingFormField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..models import Contribution, Discussion, Question

#: what a person may have written; the other reasons are found by the mailroom
_HUMAN_REASONS = (
    SetAsideReason.OFF_TOPIC,
    SetAsideReason.RULES,
    SetAsideReason.DUPLICATE,
    SetAsideReason.SPAM,
    SetAsideReason.AUTOMATIC,
    SetAsideReason.BOUNCE,
    SetAsideReason.EMPTY,
    SetAsideReason.UNREADABLE,
)
#: characters of what somebody looks for
MOST_TYPED = 200


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class FilterForm(forms.Form):
    """Narrows the list of a tab. Forgiving: words too many are cut."""

    words = forms.CharField(
        label=_("Words to find"),
        required=False,
        widget=forms.SearchInput(attrs={"dir": "auto", "maxlength": MOST_TYPED}),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    assigned = forms.ChoiceField(
        label=_("Assigned"),
        required=False,
        choices=[("", _("To anybody")), ("me", _("To me")), ("nobody", _("To nobody yet"))],
    )
    channel = forms.ChoiceField(
        label=_("Channel"), required=False, choices=[("", _("Any")), *Channel.choices]
    )

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(code, queueing.language_name(code)) for code in languages]
        field: Any = self.fields["language"]
        field.choices = [("", _("Any")), *names]

    def clean_words(self) -> str:
        return str(self.cleaned_data["words"])[:MOST_TYPED]

    def choice(self, reason: str = "") -> queueing.Choice:
        """What was chosen; a value that is not offered narrows nothing."""
        self.is_valid()
        data = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return queueing.Choice(reason=reason, **data)


class DecisionForm(forms.Form):
    """``revision`` is the state of the contribution that the facilitator has seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class ReleaseForm(DecisionForm):
    text = forms.CharField(
        label=_("The words to show"),
        help_text=_(
            "Change as little as you can. What came stays kept, and the author sees each"
            " difference. Contact details are masked whatever you write."
        ),
        widget=_text(14),
    )
    note = forms.CharField(
        label=_("To the author: why it was edited"),
        required=False,
        max_length=2000,
        widget=_text(3),
    )


class ReturnForm(DecisionForm):
    note = forms.CharField(
        label=_("What should the author change?"), max_length=2000, widget=_text(4)
    )


class KeepForm(DecisionForm):
    note = forms.CharField(
        label=_("To the author: why the earlier words stay"), max_length=2000, widget=_text(3)
    )


class SetAsideForm(DecisionForm):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[(reason, reason.label) for reason in _HUMAN_REASONS]
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        help_text=_(
            "The author is told of it when the words are outside the topic or against the rules."
        ),
        widget=_text(3),
    )


class ConflictForm(forms.Form):
    note = forms.CharField(
        label=_("What your colleagues should know"),
        required=False,
        max_length=1000,
        help_text=_(
            "For example that you work with the author. Leave it to a colleague to decide then."
        ),
        widget=_text(2),
    )


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(
        Person.objects.active().none(), label=_("Assigned to"), required=False
    )

    def __init__(
        self, *args: Any, discussion: Discussion, now: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        team = Q(pk__in=discussion.team.values("person"))
        field.queryset = Person.objects.active().filter(team | Q(pk=now))
        field.empty_label = _("Nobody")


class WriterForm(forms.Form):
    """What a letter's signature, or the person, says of who writes."""

    organisation = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind of actor"), required=False, choices=[("", "–"), *ActorKind.choices]
    )
    country = forms.ModelChoiceField(
        Place.objects.countries(), label=_("Country"), required=False, to_field_name="code"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["country"]
        field.choices = [("", "–"), *countries()]


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = queueing.all_languages()


class BulkForm(forms.Form):
    """Several contributions at once; each is ``pk:revision`` as it was shown."""

    chosen = forms.CharField(required=False)
    act = forms.ChoiceField(choices=[("release", ""), ("set_aside", "")])
    reason = forms.ChoiceField(
        label=_("Reason"),
        required=False,
        choices=[(reason, reason.label) for reason in _HUMAN_REASONS],
    )

    def clean_chosen(self) -> dict[int, int]:
        data: Any = self.data
        pairs = [value.partition(":") for value in data.getlist("chosen")]
        return {int(pk): int(seen) for pk, _colon, seen in pairs if pk.isdigit() and seen.isdigit()}


class FilesField(forms.FileField):
    """Any number of files, each checked; a refused one is a mistake of the form."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Checked]:
        files = data if isinstance(data, list | tuple) else [data]
        return [self._checked(super(FilesField, self).clean(f, initial)) for f in files if f]

    @staticmethod
    def _checked(file: Any) -> Checked:
        checked = check_file(file.name, file.read())
        if checked.refused:
            raise forms.ValidationError(f"{checked.name}: {checked.refused}")
        return checked


class BehalfForm(forms.Form):
    """What somebody said on the phone, on paper or in a workshop."""

    source = forms.ChoiceField(
        label=_("Where it comes from"), choices=BehalfSource.choices, widget=forms.RadioSelect
    )
    consent = forms.CharField(
        label=_("How the person agreed"),
        max_length=1000,
        help_text=_(
            "For example: asked at the end of the call on 3 March, agreed to be named. Only the"
            " facilitation team reads this."
        ),
        widget=_text(2),
    )
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("If they want to hear what becomes of it."),
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind of actor"), required=False, choices=[("", _("Not said")), *ActorKind.choices]
    )
    country = forms.ChoiceField(label=_("Country they speak from"), required=False)
    attribution = forms.ChoiceField(
        label=_("How they are named"),
        choices=[
            (Attribution.NAMED, _("Name and organisation")),
            (Attribution.ORGANISATION, _("Organisation only")),
            (Attribution.ANONYMOUS, _("Anonymous")),
        ],
        widget=forms.RadioSelect,
        initial=Attribution.ANONYMOUS,
    )
    language = forms.ChoiceField(
        label=_("Language of the words"), required=False, help_text=_("Left open, it is detected.")
    )
    attachments = FilesField(
        label=_("Attachments"), required=False, help_text=_("A scanned paper, for example.")
    )

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            self.fields[f"answer_{question.key}"] = forms.CharField(
                label=str(question), required=False, widget=_text(4)
            )
        self.fields["free"] = forms.CharField(
            label=_("Free text, not tied to a question"), required=False, widget=_text(5)
        )
        self._offer()
        self.order_fields([*(n for n in self.fields if n not in {"language", "attachments"})])

    def _offer(self) -> None:
        country: Any = self.fields["country"]
        country.choices = [("", _("Not said")), *countries()]
        language: Any = self.fields["language"]
        language.choices = [("", _("Detect it")), *queueing.all_languages()]

    def saying(self) -> Saying:
        data = self.cleaned_data
        answers: list[tuple[str | None, str]] = [
            (question.key, data[f"answer_{question.key}"]) for question in self.questions
        ]
        names = ("name", "email", "organisation", "kind", "attribution", "language")
        return Saying(
            answers=[*answers, (None, data["free"])],
            files=data["attachments"],
            country=Place.objects.countries().filter(code=data["country"]).first(),
            **{name: data[name] for name in names},
        )


class PromoteForm(forms.Form):
    """A proposed question becomes one of the discussion’s own."""

    topic = forms.ModelChoiceField(Topic.objects.none(), label=_("Topic"), empty_label=None)
    words = WordingFormField(label=_("The question"), rows=3, max_length=2000)

    def __init__(self, *args: Any, discussion: Discussion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["topic"]
        field.queryset = discussion.topics.all()


class DeclineForm(forms.Form):
    note = forms.CharField(
        label=_("To the member: why it is not taken"), max_length=2000, widget=_text(3)
    )


def release_form_of(contribution: Contribution, text: str) -> ReleaseForm:
    """The form for editing, with the words as they are."""
    return ReleaseForm(
        initial={"revision": contribution.revision, "text": text}, auto_id="release_%s"
    )
