"""What people type about organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from diwan.core.choice_fields import BoxedChoices
from diwan.core.wording import direction
from diwan.vocabularies.place_fields import PlacesField

from .. import queries
from ..models import Organisation, OrganisationPage
from ..queries import organisations as register
from ..rules import sorting_key
from ..rules.organisations import Description, folded_names
from ..vocabulary import language_names
from ..words import ActorKind
from ..words.organisations import (
    Level,
    PageKind,
    SuccessionKind,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_CODES = [code for code, _name in settings.LANGUAGES]
_OFFERED = 5
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _WithWordings(forms.Form):
    """Texts in the languages of the house: fields named ``<part>_<code>``."""

    def wording(self, part: str) -> dict[str, str]:
        given = {code: self.cleaned_data.get(f"{part}_{code}", "").strip() for code in _CODES}
        return {code: text for code, text in given.items() if text}

    @property
    def folded(self) -> list[str]:
        """The names of texts in other languages than the reader's."""
        active = (get_language() or "en").split("-")[0]
        codes = {code for code in _CODES if code != active}
        return [name for name in self.fields if name.rpartition("_")[2] in codes]

    @property
    def is_unfolded(self) -> bool:
        """Something is wrong there, or all that was written stands there."""
        texts = [name for name in self.fields if name.rpartition("_")[2] in _CODES]
        filled = {name for name in texts if self[name].value()}
        wrong = any(name in self.errors for name in self.folded)
        return wrong or (bool(filled) and filled <= set(self.folded))

    def _mark_languages(self) -> None:
        for name, field in self.fields.items():
            code = name.rpartition("_")[2]
            if code in _CODES:
                field.widget.attrs.update(lang=code, dir=direction(code))


def _text(label: StrOrPromise, rows: int, longest: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class DescriptionForm(_WithWordings):
    """Everything an organisation says of itself."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As its own people write it, in any language."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    names_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    names_fr = forms.CharField(label=_("Name in French"), max_length=200, required=False)
    names_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    acronym = forms.CharField(label=_("Acronym"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("What kind of actor it is"), choices=ActorKind.choices)
    level = forms.ChoiceField(label=_("How far its work reaches"), required=False)
    country = forms.ChoiceField(label=_("Its country"), required=False)
    seat = PlacesField(label=_("Where its seat is"), required=False, is_single=True)
    places = PlacesField(label=_("Where it works"), required=False)
    origins = forms.MultipleChoiceField(
        label=_("Lands it is tied to"),
        required=False,
        help_text=_("For associations of expatriates: where their members come from."),
        widget=BoxedChoices,
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes it works on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages one can write to it in"),
        required=False,
        widget=BoxedChoices,
    )
    description_en = _text(_("Aims and activity, in English"), 4, 3000)
    description_fr = _text(_("Aims and activity, in French"), 4, 3000)
    description_ar = _text(_("Aims and activity, in Arabic"), 4, 3000)
    competence_en = _text(_("What it is competent for, in English"), 3, 2000)
    competence_fr = _text(_("What it is competent for, in French"), 3, 2000)
    competence_ar = _text(_("What it is competent for, in Arabic"), 3, 2000)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    contact = forms.CharField(
        label=_("Office"),
        max_length=500,
        required=False,
        help_text=_(
            "Street, town, switchboard, opening hours: of the office, never of a person. "
            "Everybody can read it."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = queries.countries()
        self._choose("country", [("", _("None: it works across borders")), *countries])
        self._choose("level", [("", _("Not said")), *Level.choices])
        self._choose("origins", countries)
        self._choose("themes", queries.themes())
        self._choose("languages", languages())
        self._mark_languages()

    def clean_seat(self) -> str:
        codes: list[str] = self.cleaned_data["seat"]
        return codes[0] if codes else ""

    def said(self) -> Description:
        data = self.cleaned_data
        plain = ("name", "kind", "acronym", "level", "country", "seat", "places", "origins")
        return Description(
            **{name: data[name] for name in (*plain, "themes", "languages", "website", "contact")},
            names=self.wording("names"),
            description=self.wording("description"),
            competence=self.wording("competence"),
        )

    @staticmethod
    def values_of(organisation: Organisation) -> dict[str, Any]:
        """What the form shows of ``organisation`` before it is changed."""
        told: dict[str, Any] = {
            name: getattr(organisation, name)
            for name in ("name", "kind", "acronym", "level", "languages", "website", "contact")
        }
        for part in ("names", "description", "competence"):
            for code, text in getattr(organisation, part).items():
                told[f"{part}_{code}"] = text
        country, seat = organisation.country, organisation.seat
        return told | {
            "country": country.code if country else "",
            "seat": [seat.code] if seat else [],
            "places": [place.code for place in organisation.places.all()],
            "origins": [place.code for place in organisation.origins.all()],
            "themes": [theme.key for theme in organisation.themes.all()],
        }

    def _choose(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


#: what the fields of a description are called, also those that are several fields of a form
FIELDS = {
    **{name: field.label for name, field in DescriptionForm.base_fields.items()},
    "names": _("Name"),
    "description": _("Aims and activity"),
    "competence": _("Competence"),
}


class NewOrganisationForm(DescriptionForm):
    """An organisation that is not in the register; asks again where one looks like it."""

    is_another = forms.BooleanField(
        label=_("It is none of those: add it."), required=False, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        alike = register.like(data.get("name", "")) if not self.errors else []
        if alike and not data.get("is_another"):
            self.fields["is_another"].widget = forms.CheckboxInput()
            names = " · ".join(row.name for row in alike)
            self.add_error(
                "is_another",
                _("This may be in the register already: %(names)s. Look there first.")
                % {"names": names},
            )
        return data


class RenameForm(_WithWordings):
    name = forms.CharField(
        label=_("New name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    names_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    names_fr = forms.CharField(label=_("Name in French"), max_length=200, required=False)
    names_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    on = forms.DateField(label=_("Since when"), required=False, widget=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._mark_languages()


class OtherForm(forms.Form):
    """Another organisation, by the address of its page or one of its names."""

    other = forms.CharField(
        label=_("The other organisation"),
        max_length=300,
        help_text=_(
            "One of its names in the register, in any language, or the address of its page."
        ),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def clean_other(self) -> Organisation:
        return named(self.cleaned_data["other"])


class MergeForm(OtherForm):
    why = forms.CharField(
        label=_("Why they are the same"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class SuccessionForm(OtherForm):
    kind = forms.ChoiceField(label=_("What happened"), choices=SuccessionKind.choices)
    on = forms.DateField(
        label=_("On"),
        required=False,
        help_text=_("Leave it empty when the day is not known."),
        widget=DAY,
    )
    source = forms.URLField(
        label=_("Where that is published"), required=False, assume_scheme="https"
    )


class PageForm(_WithWordings):
    kind = forms.ChoiceField(label=_("What it is"), choices=PageKind.choices)
    title_en = forms.CharField(label=_("Title in English"), max_length=150, required=False)
    title_fr = forms.CharField(label=_("Title in French"), max_length=150, required=False)
    title_ar = forms.CharField(label=_("Title in Arabic"), max_length=150, required=False)
    body_en = _text(_("Text in English"), 8, 20_000)
    body_fr = _text(_("Text in French"), 8, 20_000)
    body_ar = _text(_("Text in Arabic"), 8, 20_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._mark_languages()

    @staticmethod
    def values_of(page: OrganisationPage) -> dict[str, str]:
        told = {f"title_{code}": text for code, text in page.title.items()}
        told |= {f"body_{code}": text for code, text in page.body.items()}
        return told | {"kind": page.kind}


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV in any usual encoding, or XLSX; at most 5 MB and 5,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )


class FilterForm(forms.Form):
    """What the list is narrowed to; nonsense narrows nothing."""

    q = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    kind = forms.ChoiceField(label=_("Kind of actor"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every: tuple[str, Any] = ("", _("All"))
        choices: dict[str, Any] = {
            "kind": ActorKind.choices,
            "level": Level.choices,
            "country": register.countries(),
            "theme": queries.themes(),
        }
        for name, rows in choices.items():
            self.fields[name].choices = [every, *rows]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What was asked for and can be."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def named(text: str) -> Organisation:
    """The standing organisation of that address, or one of whose names it is in any language.

    Raises:
        ValidationError: there is none, or more than one; it names those that come near.
    """
    slug = text.strip().rstrip("/").rpartition("/")[2]
    rows = Organisation.objects.standing()
    near = [] if (found := list(rows.filter(slug=slug))) else list(rows.named(text).order_by("pk"))
    wanted = folded_names([text])
    found = found or [row for row in near if wanted and wanted in row.folded.split("\n")]
    if len(found) == 1:
        return found[0]
    if found:
        raise forms.ValidationError(
            _("More than one has that name. Copy the address of its page here.")
        )
    if wanted and near:
        raise forms.ValidationError(
            _("Nothing is called exactly that. Which one do you mean: %(names)s?")
            % {"names": " · ".join(row.name_shown for row in near[:_OFFERED])}
        )
    raise forms.ValidationError(
        _("No organisation of this name is in the register. Copy the address of its page.")
    )


def languages() -> list[tuple[str, str]]:
    """Code and name of the languages that the directory offers, by name."""
    named = language_names((get_language() or "en").split("-")[0])
    return sorted(named.items(), key=lambda row: sorting_key(row[1]))
