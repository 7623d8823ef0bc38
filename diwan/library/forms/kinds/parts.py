"""What people type into the rows of single kinds, one form a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from ...rules.times import FIRST_YEAR, LAST_YEAR
from ...words.kinds import Channel, Relation, Says, TriedBy, Use
from .fields import ItemField, PlaceField, day, line, number, one_of, values, when, words

if TYPE_CHECKING:
    from ...models import Item

_NORMS = ("norm", "policy")


class PartForm(forms.Form):
    """A row of ``item``; the names of its fields are those of the row."""

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        self.offer()

    def offer(self) -> None:
        """Fill the choices that depend on the item."""

    def choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        """What the form shows of a row before it is changed."""
        return values(row, cls.base_fields)


class TextForm(PartForm):
    since = when(_("This text holds since"), required=True)
    text = words(_("Text"), rows=10, required=True, max_length=60_000)
    source = line(_("Source"), help_text=_("The official journal, an address."))


class LinkForm(PartForm):
    relation = one_of(_("What happened to it"), Relation.choices)
    by = ItemField(*_NORMS, label=_("By which norm of the library"))
    name = line(_("Or by a norm that is not in the library"), max_length=300)
    since = when(_("Since"))
    note = words(_("What changed"), rows=2)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "by" not in self.errors and bool(data.get("by")) == bool(data.get("name", "").strip()):
            self.add_error("by", _("Name one norm: of the library, or by its title."))
        return data


class EvidenceForm(PartForm):
    says = one_of(_("Which way it points"), Says.choices)
    text = words(_("What is known"), rows=3, required=True)
    source = line(_("Source"), required=True, help_text=_("Who says so, and where it can be read."))
    year = forms.IntegerField(
        label=_("Year of the figures"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
    )


class TrainingForm(PartForm):
    held_on = day(_("Day"))
    place = PlaceField(label=_("Place"), required=False)
    agents = forms.IntegerField(
        label=_("How many were trained"), min_value=1, help_text=_("A number only: no names.")
    )


class MessageForm(PartForm):
    channel = one_of(_("Channel"), Channel.choices)
    text = words(_("Message"), rows=3, required=True, max_length=2000)
    audience = words(_("For whom, where it is not for all"))
    picture = forms.TypedChoiceField(
        label=_("Picture"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Add it to the files of this item first."),
    )
    picture_says = words(_("What the picture shows"))

    def offer(self) -> None:
        pictures = self.item.files.filter(content_type__startswith="image/")
        self.choose("picture", [("", "—"), *((row.pk, row.name) for row in pictures)])

    def said(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["picture_id"] = data.pop("picture")
        return data

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        return super().values_of(row) | {"picture": row.picture_id}


class TestedForm(PartForm):
    message = forms.TypedChoiceField(label=_("Message"), coerce=int)
    tested_on = day(_("Day"))
    method = one_of(_("How it was tried"), TriedBy.choices)
    asked = number(_("How many were asked"), required=True)
    understood = number(_("How many of them understood it"), required=True)
    believed = number(_("How many of these believed it"), required=True)
    finding = words(_("What was learnt"), rows=2)

    def offer(self) -> None:
        rows = self.item.messages.all()
        self.choose("message", [(row.pk, Truncator(str(row)).chars(80)) for row in rows])

    def said(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["message_id"] = data.pop("message")
        return data

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        return super().values_of(row) | {"message": row.message_id}


class ReachForm(PartForm):
    channel = one_of(_("Channel"), Channel.choices)
    measured_on = day(_("Until which day"))
    reached = number(_("How many people were reached"), required=True)
    source = line(
        _("How that is known"),
        required=True,
        help_text=_("Copies given out, listeners told by the station, a count at the door."),
    )


class UptakeForm(PartForm):
    use = one_of(_("What happened"), Use.choices)
    used_on = when(_("When"), required=True)
    body = line(
        _("By which body"),
        required=True,
        max_length=200,
        help_text=_("Never the name of a person."),
    )
    text = words(_("In a sentence"), rows=2)
    norm = ItemField(*_NORMS, label=_("The policy or norm it went into"))
    source = line(_("Source"), required=True)


class MoveForm(forms.Form):
    """Where it goes next, and why."""

    state = forms.SlugField(max_length=12)
    why = line(_("Why"), help_text=_("Needed where it is set aside, given up or stopped."))
