"""What a facilitator types and chooses at the desk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from diwan.core.wording import HOUSE_LANGUAGES
from diwan.people.queries import countries, themes

from ..actions.stating import Stretch, stretch_of
from ..actions.stating.writing import TEXT_AT_MOST
from ..models import Passage
from ..reply.rendering.names import addressees
from ..words import Stance, StatementKind, UnusedReason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

    from ..actions.stating.writing import Fields
    from ..models import Discussion, Statement
    from ..reviewing import Target

_STRETCH = re.compile(r"(\d{1,12})-(\d{1,9})-(\d{1,9})")
_CHOSEN_AT_MOST = 200


class _Options:
    """A select of hundreds of options in one go: Django draws each with a template of its own."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        widget: Any = self
        del renderer
        chosen = set(widget.format_value(value))
        options = (
            (code, mark_safe(" selected" if str(code) in chosen else ""), label)
            for code, label in widget.choices
        )
        many = {"multiple": True} if widget.allow_multiple_selected else {}
        return format_html(
            "<select{}>{}</select>",
            flatatt(widget.build_attrs(widget.attrs, {**(attrs or {}), "name": name, **many})),
            format_html_join("", '<option value="{}"{}>{}</option>', options),
        )


class _Select(_Options, forms.Select):
    """One of many."""


class _SelectMultiple(_Options, forms.SelectMultiple):
    """Some of many."""


class StatementForm(forms.Form):
    """A statement as it is written by hand; ``seen`` is the revision that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    text = forms.CharField(
        label=_("What it says"),
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=StatementKind.choices)
    about = forms.ChoiceField(label=_("Question"), required=False)
    place = forms.ChoiceField(
        label=_("Country"),
        required=False,
        widget=_Select,
        help_text=_("The country an experience is of."),
    )
    addressees = forms.MultipleChoiceField(
        label=_("Addressees"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whom a recommendation is for."),
    )
    addressee = forms.CharField(
        label=_("Another addressee, in your words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    places = forms.MultipleChoiceField(
        label=_("Places it is about"),
        required=False,
        widget=_SelectMultiple(attrs={"size": 6}),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    is_summary = forms.BooleanField(label=_("Part of the summary on one page"), required=False)

    def __init__(self, *args: Any, known: Mapping[str, Target], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        around = countries()
        self._choices("about", [("", _("No question")), *_asked(known)])
        self._choices("place", [("", _("None")), *around])
        self._choices("places", around)
        self._choices("themes", themes())
        self._choices("addressees", list(addressees().items()))
        languages = [(code, get_language_info(code)["name_translated"]) for code in HOUSE_LANGUAGES]
        self._choices("language", [("", _("As it is written")), *languages])

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def fields_said(self) -> Fields:
        """What the action takes."""
        data = dict(self.cleaned_data)
        data.pop("seen")
        codes = " ".join(data.pop("addressees"))
        data["addressee"] = data["addressee"] or codes
        return data  # type: ignore[return-value]


def _asked(known: Mapping[str, Target]) -> list[tuple[str, str]]:
    return [(key, f"{target.label} {target.words.text[:70]}") for key, target in known.items()]


def told(statement: Statement) -> dict[str, Any]:
    """What the form of a statement begins with."""
    codes = statement.addressee.split()
    is_known = {*codes} <= addressees().keys()
    return {
        "seen": statement.revision,
        "text": statement.text,
        "kind": statement.kind,
        "about": statement.about,
        "place": statement.place.code if statement.place else "",
        "addressees": codes if is_known else [],
        "addressee": "" if is_known else statement.addressee,
        "themes": statement.themes,
        "places": statement.places,
        "language": statement.language if statement.language in HOUSE_LANGUAGES else "",
        "is_summary": statement.is_summary,
    }


class SelectionForm(forms.Form):
    """The passages and stretches that are chosen in the middle column, and how they stand."""

    stance = forms.ChoiceField(choices=Stance.choices, required=False)

    def __init__(self, *args: Any, discussion: Discussion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.discussion = discussion

    def clean(self) -> dict[str, Any]:
        data: Any = self.data
        passages, stretches = data.getlist("passage"), data.getlist("stretch")
        self.cleaned_data["stretches"] = self._stretches(passages, stretches)
        return self.cleaned_data

    def _stretches(self, keys: list[str], places: list[str]) -> list[Stretch]:
        """Passages first, in the order of the text; a stretch inside a chosen one says no more."""
        chosen = [int(key) for key in keys[:_CHOSEN_AT_MOST] if key.isascii() and key.isdigit()]
        rows = Passage.objects.of_discussion(self.discussion).filter(pk__in=chosen)
        whole = [stretch_of(row) for row in rows.order_by("version", "start")]
        found = (_STRETCH.fullmatch(place) for place in places[:_CHOSEN_AT_MOST])
        apart = [Stretch(*map(int, match.groups())) for match in found if match]
        return whole + [each for each in apart if not any(_inside(each, row) for row in whole)]


def _inside(stretch: Stretch, other: Stretch) -> bool:
    return (
        stretch.version == other.version
        and other.start <= stretch.start
        and stretch.end <= other.end
    )


class SplitForm(forms.Form):
    """Two texts, and which citations go to the second."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    first = forms.CharField(
        label=_("The first says"),
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    second = forms.CharField(
        label=_("The second says"),
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class MergeForm(forms.Form):
    """What the merged statement says."""

    text = forms.CharField(
        label=_("The merged statement says"),
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )


class LeaveOutForm(forms.Form):
    """Why a contribution is not cited."""

    reason = forms.ChoiceField(label=_("Why it is not cited"), choices=UnusedReason.choices)
