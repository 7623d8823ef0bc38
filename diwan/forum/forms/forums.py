"""What people type about a forum, its keepers and its blog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.core.wording_fields import WordingFormField
from diwan.groups.models import Council
from diwan.people.words import Attribution
from diwan.plans.models import Project
from diwan.plans.queries import is_steward, led_by
from diwan.vocabularies.models import Theme
from diwan.vocabularies.queries import choices as countries

from ..rules import LONGEST_SLUG, LONGEST_TITLE, LONGEST_WHY
from ..said import CallSaid, ForumSaid
from ..words import CallKind, ForumKind, Readers
from .talk import box, line

if TYPE_CHECKING:
    from diwan.people.models import Person

    from ..models import Forum

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ForumForm(forms.Form):
    """Everything that is said of a forum; whose it is, and its address, only at the beginning."""

    title = WordingFormField(label=_("Title"), max_length=120)
    about = WordingFormField(label=_("What it is for"), rows=3, required=False, max_length=2_000)
    kind = forms.ChoiceField(label=_("Kind"), choices=ForumKind.choices)
    readers = forms.ChoiceField(label=_("Who reads and writes"), choices=Readers.choices)
    council = forms.TypedChoiceField(
        label=_("Of the council"), required=False, coerce=int, empty_value=None
    )
    project = forms.TypedChoiceField(
        label=_("Of the project"), required=False, coerce=int, empty_value=None
    )
    place = forms.TypedChoiceField(
        label=_("Of the country"), required=False, coerce=int, empty_value=None
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    slug = forms.SlugField(
        label=_("Address"),
        required=False,
        max_length=LONGEST_SLUG - 3,
        help_text=_("A short word of Latin letters: it stands in the mail address of the forum."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none: tuple[Any, Any] = ("", _("None"))
        councils, projects = _owned(by)
        rows: dict[str, list[tuple[Any, Any]]] = {
            "council": [none, *sorted((row.pk, str(row)) for row in councils)],
            "project": [none, *sorted((row.pk, str(row)) for row in projects)],
            "place": [none, *countries()],
            "themes": [(theme.key, str(theme)) for theme in Theme.objects.all()],
        }
        for name, choices in rows.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not is_steward(by):
            del self.fields["place"]

    def said(self) -> ForumSaid:
        return ForumSaid(**self.cleaned_data)


class ChangeForumForm(ForumForm):
    is_closed = forms.BooleanField(
        label=_("Closed: what was said can be read, nothing can be added"), required=False
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        for name in ("council", "project", "place", "slug"):
            self.fields.pop(name, None)

    @staticmethod
    def values_of(forum: Forum) -> dict[str, Any]:
        names = ("title", "about", "kind", "readers", "is_closed")
        themes = [theme.key for theme in forum.themes.all()]
        return {name: getattr(forum, name) for name in names} | {"themes": themes}


def _owned(by: Person) -> tuple[Any, Any]:
    """The councils and projects for which ``by`` may open a forum."""
    if is_steward(by):
        return Council.objects.all(), Project.objects.all().published()
    return Council.objects.all().kept_by(by), Project.objects.filter(lead__in=led_by(by))


class BarForm(forms.Form):
    """Whoever wrote a post may not write for some time."""

    why = forms.CharField(
        label=_("Why"), max_length=LONGEST_WHY, widget=box(3), help_text=_("The member is told.")
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=DAY, help_text=_("Empty: until a keeper lifts it.")
    )


class KeeperForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of the member"), widget=forms.EmailInput(attrs={"dir": "ltr"})
    )


class EntryForm(forms.Form):
    title = WordingFormField(label=_("Title"), max_length=LONGEST_TITLE)
    text = WordingFormField(label=_("Text"), rows=12, max_length=30_000)
    attribution = forms.ChoiceField(label=_("How I am named"), choices=Attribution.choices)


class CallForm(forms.Form):
    """What somebody looks for in a network."""

    kind = forms.ChoiceField(label=_("I look for"), choices=CallKind.choices)
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE, widget=line())
    text = forms.CharField(
        label=_("What it is about, and whom you look for"),
        max_length=8_000,
        widget=box(8),
        help_text=_("Contact details are hidden: answers reach you through this site."),
    )
    closes_on = forms.DateField(label=_("Answers until"), widget=DAY)
    attribution = forms.ChoiceField(label=_("How I am named"), choices=Attribution.choices)

    def said(self) -> CallSaid:
        return CallSaid(**self.cleaned_data)


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=8_000,
        widget=box(7),
        help_text=_("Only whoever asked reads it. Neither of you sees an address."),
    )
    attribution = forms.ChoiceField(label=_("How I am named"), choices=Attribution.choices)


class LineForm(forms.Form):
    text = forms.CharField(label=_("Your message"), max_length=8_000, widget=box(5))
