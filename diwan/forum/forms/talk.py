"""What people type into forums: topics, posts, reports, and what keepers decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.core.wording_fields import WordingFormField
from diwan.people.words import Attribution
from diwan.portal.words import Rhythm

from ..rules import LONGEST_POST, LONGEST_TITLE, LONGEST_WHY
from ..said import Words

if TYPE_CHECKING:
    from diwan.people.models import Person

_MASKED = _("Telephone numbers, e-mail and street addresses are hidden before anybody reads it.")


def box(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def line() -> forms.TextInput:
    return forms.TextInput(attrs={"dir": "auto"})


class PostForm(forms.Form):
    """A post; how its writer is named is what they chose for themselves, until they say so."""

    text = forms.CharField(
        label=_("Your post"), max_length=LONGEST_POST, widget=box(7), help_text=_MASKED
    )
    attribution = forms.ChoiceField(label=_("How I am named"), choices=Attribution.choices)
    wants_answers = forms.BooleanField(
        label=_("Send me what is answered by letter"), required=False, initial=True
    )

    def __init__(self, *args: Any, writer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attribution"].initial = writer.attribution

    def words(self) -> Words:
        data = self.cleaned_data
        return Words(data["text"], data["attribution"], data.get("wants_answers", False))


class TopicForm(PostForm):
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE, widget=line())
    field_order = ("title", "text", "attribution", "wants_answers")


class ChangeForm(PostForm):
    def __init__(self, *args: Any, writer: Person, **kwargs: Any) -> None:
        super().__init__(*args, writer=writer, **kwargs)
        del self.fields["wants_answers"]


class FlagForm(forms.Form):
    reason = forms.CharField(
        label=_("What is wrong?"),
        max_length=LONGEST_WHY,
        widget=box(4),
        help_text=_("Keepers of the forum read it. Whoever wrote the post does not."),
    )


class HideForm(forms.Form):
    why = forms.CharField(
        label=_("Why is it hidden?"),
        max_length=LONGEST_WHY,
        widget=box(3),
        help_text=_("Whoever wrote it is told."),
    )


class WhyForm(forms.Form):
    """A reason that only the log keeps."""

    why = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_WHY,
        widget=line(),
        help_text=_("The log keeps it."),
    )


class SummaryForm(forms.Form):
    summary = WordingFormField(
        label=_("Where the talk stands"),
        rows=5,
        required=False,
        max_length=4_000,
        help_text=_("It stands above the posts. Empty, it is taken away."),
    )


class CarryForm(forms.Form):
    """Where a topic goes, among the forums that its keeper keeps."""

    forum = forms.ChoiceField(label=_("Move it to"))

    def __init__(self, *args: Any, forums: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"].choices = forums  # type: ignore[attr-defined]


_RHYTHMS = [
    (value, _("No letters") if value == Rhythm.NONE else label) for value, label in Rhythm.choices
]


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("How often letters come"), choices=_RHYTHMS, initial=Rhythm.DAILY.value
    )
