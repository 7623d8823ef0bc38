"""What people type about an item: four things at first, the rest whenever they like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from diwan.core import wording
from diwan.core.choice_fields import BoxedChoices
from diwan.core.wording_fields import WordingFormField
from diwan.people.vocabulary import language_names
from diwan.vocabularies.models import Goal, Theme
from diwan.vocabularies.place_fields import PlacesField

from .. import rules
from ..queries.bodies import bodies_of
from ..said import ItemSaid
from ..words import BodyRole, ItemKind, Licence, Side, SubmittedAs

if TYPE_CHECKING:
    from ..models import Item

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_ROLES = {
    "authors": BodyRole.AUTHOR,
    "publishers": BodyRole.PUBLISHER,
    "implementers": BodyRole.IMPLEMENTER,
    "donors": BodyRole.DONOR,
    "partners": BodyRole.PARTNER,
}
_LTR = {"dir": "ltr"}
_DOI_PREFIXES = ("https://doi.org/", "http://doi.org/", "http://dx.doi.org/", "doi:")


class ShortForm(forms.Form):
    """Enough to submit: title, one link or file, place, theme; in one language."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=ItemKind.choices)
    title = forms.CharField(
        label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    link = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={**_LTR, "placeholder": "https://"}),
        help_text=_("Where it can be read. A link or a file, one of the two."),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, text document, table or picture; no archives."),
    )
    places = PlacesField(
        label=_("Where?"), help_text=_("Countries, regions or towns that it is about.")
    )
    themes = forms.MultipleChoiceField(label=_("Themes"), widget=BoxedChoices)
    summary = forms.CharField(
        label=_("In two or three sentences"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("No names, numbers or addresses of persons."),
    )
    language = forms.ChoiceField(label=_("You write in"), choices=settings.LANGUAGES)
    submitted_as = forms.ChoiceField(
        label=_("How the page names you"),
        choices=SubmittedAs.choices,
        initial=SubmittedAs.NAME.value,
        widget=forms.RadioSelect,
    )
    takes_messages = forms.BooleanField(
        label=_("Members may write to me about it, through this site"), required=False
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        choose(self, "themes", themes())
        self.fields["language"].initial = (get_language() or "en").split("-")[0]
        if not bodies_of(person).exists():
            rows = [row for row in SubmittedAs.choices if row[0] != SubmittedAs.ORGANISATION]
            choose(self, "submitted_as", rows)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("link") and not data.get("file") and not self.errors:
            self.add_error("link", _("Give a link, or choose a file."))
        return data

    def said(self) -> ItemSaid:
        data = self.cleaned_data
        language = data["language"]
        body = bodies_of(self.person).order_by("pk").first()
        is_for_body = data["submitted_as"] == SubmittedAs.ORGANISATION and body is not None
        return ItemSaid(
            kind=data["kind"],
            title={language: data["title"].strip()},
            summary={language: data["summary"].strip()} if data["summary"].strip() else {},
            languages=[language],
            link=data["link"],
            places=data["places"],
            themes=data["themes"],
            submitted_as=data["submitted_as"],
            submitted_for=body.pk if is_for_body and body else None,
            takes_messages=data["takes_messages"],
        )


def _names(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=2000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


def _address(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=300,
        help_text=help_text,
        widget=forms.TextInput(attrs=_LTR),
    )


class ItemForm(forms.Form):
    """Everything that all kinds say; what one kind says stands in a form of its own below."""

    title = WordingFormField(label=_("Title"), max_length=200)
    summary = WordingFormField(label=_("Summary"), rows=4, required=False, max_length=2000)
    body = WordingFormField(
        label=_("Text"),
        rows=8,
        required=False,
        max_length=50_000,
        help_text=_("Where the work itself stands here, or what is worth knowing of it."),
    )
    link = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs=_LTR),
    )
    places = PlacesField(label=_("Places"), required=False)
    origins = PlacesField(label=_("Places on the side of origin"), required=False)
    destinations = PlacesField(label=_("Places on the side of destination"), required=False)
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=BoxedChoices)
    goals = forms.MultipleChoiceField(
        label=_("Goals it serves"),
        required=False,
        widget=BoxedChoices,
        help_text=_("Of the 2030 Agenda and of the Global Compact for Migration."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the work"), required=False, widget=BoxedChoices
    )
    authors = _names(_("Authors"), _("As on the title page, one on each line."))
    publishers = _names(_("Published by"), _("One on each line."))
    implementers = _names(_("Carried out by"), _("Organisations, one on each line."))
    donors = _names(_("Paid for by"), _("Organisations, one on each line."))
    partners = _names(_("With"), _("Organisations, one on each line."))
    published_in_year = forms.IntegerField(
        label=_("Year"), required=False, min_value=1800, max_value=2200
    )
    doi = _address(_("DOI"), _("For example 10.1000/182."))
    licence = forms.ChoiceField(label=_("Licence"), required=False)
    source = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=500,
        help_text=_("Where this is known from: a document, an address."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    review_due_on = forms.DateField(
        label=_("To be looked at again on"),
        required=False,
        widget=_DAY,
        help_text=_("From that day on the page says that it may be out of date."),
    )
    family = _address(
        _("The same work in another language"), _("The address of its page in the library.")
    )
    adapted_from = _address(
        _("Adapted from"), _("The address of the page of what it was made from.")
    )
    submitted_as = forms.ChoiceField(
        label=_("How the page names you"), choices=SubmittedAs.choices, widget=forms.RadioSelect
    )
    submitted_for = forms.TypedChoiceField(
        label=_("For the organisation"), required=False, coerce=int, empty_value=None
    )
    takes_messages = forms.BooleanField(
        label=_("Members may write to me about it, through this site"), required=False
    )
    note = forms.CharField(
        label=_("What you changed"),
        required=False,
        max_length=500,
        help_text=_("One sentence; readers see it with the edition."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, item: Item, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": values_of(item)})
        self.item = item
        choose(self, "themes", themes())
        choose(self, "goals", _goals())
        choose(self, "languages", sorted(_languages().items(), key=lambda row: row[1]))
        choose(self, "licence", [("", _("Not said")), *Licence.choices])
        choose(self, "submitted_for", [("", _("None")), *_bodies(item, person)])
        if not item.is_open_to_all:
            del self.fields["note"]

    def clean_doi(self) -> str:
        text: str = self.cleaned_data["doi"].strip()
        for prefix in _DOI_PREFIXES:
            text = text.removeprefix(prefix)
        if text and not rules.is_doi(text):
            raise forms.ValidationError(_("A DOI begins with 10., for example 10.1000/182."))
        return text

    def clean_family(self) -> str:
        return _slug(self.cleaned_data["family"])

    def clean_adapted_from(self) -> str:
        return _slug(self.cleaned_data["adapted_from"])

    def said(self, detail: Any = None) -> ItemSaid:
        data = {key: value for key, value in self.cleaned_data.items() if key != "note"}
        named = [
            (str(role), name.strip())
            for field, role in _ROLES.items()
            for name in data.pop(field).splitlines()
            if name.strip()
        ]
        data["goals"] = [int(key) for key in data["goals"]]
        return ItemSaid(kind=self.item.kind, bodies=named, detail=detail, **data)


def values_of(item: Item) -> dict[str, Any]:
    """What the form shows of an item that stands already."""
    names = (
        *("title", "summary", "body", "link", "languages", "published_in_year", "doi", "licence"),
        *("source", "review_due_on", "submitted_as", "takes_messages"),
    )
    places = list(item.places.select_related("place"))
    bodies = list(item.bodies.select_related("organisation"))
    return {
        **{name: getattr(item, name) for name in names},
        "places": _on(places, ""),
        "origins": _on(places, Side.ORIGIN),
        "destinations": _on(places, Side.DESTINATION),
        "themes": [theme.key for theme in item.themes.all()],
        "goals": [str(goal.pk) for goal in item.goals.all()],
        "submitted_for": item.submitted_for_id,
        "family": item.family.slug if item.family else "",
        "adapted_from": item.adapted_from.slug if item.adapted_from else "",
        **{
            field: "\n".join(_written(row) for row in bodies if row.role == role)
            for field, role in _ROLES.items()
        },
    }


def choose(form: forms.Form, name: str, choices: Any) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def themes() -> list[tuple[str, str]]:
    return [(theme.key, str(theme)) for theme in Theme.objects.all()]


def _goals() -> list[tuple[str, str]]:
    return [(str(goal.pk), f"{goal} {wording.choose(goal.names)}") for goal in Goal.objects.all()]


def _languages() -> dict[str, str]:
    return language_names((get_language() or "en").split("-")[0])


def _bodies(item: Item, person: Any) -> list[tuple[int, str]]:
    rows = {row.pk: row.name_shown for row in bodies_of(person)}
    if item.submitted_for is not None:
        rows[item.submitted_for.pk] = item.submitted_for.name_shown
    return sorted(rows.items(), key=lambda row: row[1])


def _written(row: Any) -> str:
    return str(row.organisation.name if row.organisation else row.name)


def _on(places: Any, side: str) -> list[str]:
    return [row.place.code for row in places if row.side == side]


def _slug(text: str) -> str:
    return text.strip().rstrip("/").rpartition("/")[2]
