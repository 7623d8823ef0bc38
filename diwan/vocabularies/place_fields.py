"""Places in a form, chosen by name: a box to write them in, then a choice among what was meant.

It needs no script: whatever the box does not settle comes back with places to tick.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import finding
from .models import Place
from .rules import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PARTS = re.compile(r"\s*[;\n،؛]\s*|\s*,\s+")
_CODED = re.compile(r"\s*\(([A-Za-z0-9/-]+)\)\s*$")
_MOST_WRITTEN = 2000
_MOST_NAMES = 40
#: offered for one name
_MOST_OFFERED = 6


@dataclass(slots=True)
class Chosen:
    """What came from the browser, and what is shown of it."""

    codes: list[str] = field(default_factory=list)
    written: str = ""
    #: places that a name may mean, offered to be ticked
    offered: list[Place] = field(default_factory=list)


class PlacesWidget(forms.Widget):
    """Ticks for what is chosen and offered, and a box for more."""

    template_name = "vocabularies/ui/places.html"
    use_fieldset = True

    def __init__(self) -> None:
        super().__init__()
        #: filled by the field where a name can mean several places
        self.offered: list[Place] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Chosen:  # noqa: ARG002
        return Chosen(list(data.getlist(name)), data.get(f"{name}_more", ""))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002
        return name not in data and f"{name}_more" not in data

    def id_for_label(self, id_: str) -> str:  # noqa: ARG002 - each box has a label of its own
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = value if isinstance(value, Chosen) else Chosen(list(value or ()))
        places = {place.code: place for place in _places(chosen.codes)}
        context["widget"] |= {
            "chosen": [(code, told(places[code])) for code in chosen.codes if code in places],
            "offered": [
                (place.code, told(place)) for place in self.offered if place.code not in places
            ],
            "written": chosen.written,
        }
        return context


class PlacesField(forms.Field):
    """Clean value: codes of places, in the order chosen; with ``is_single`` one at most."""

    widget = PlacesWidget

    def __init__(self, *, is_single: bool = False, **kwargs: Any) -> None:
        self.is_single = is_single
        super().__init__(**kwargs)

    def clean(self, value: Chosen) -> list[str]:
        """
        Raises:
            ValidationError: a name means several places or none, or there is one place too many.
        """
        known = {place.code for place in _places(value.codes)}
        codes = [code for code in value.codes if code in known]
        wrong: list[Any] = []
        offered: dict[str, Place] = {}
        for name in _names(value.written):
            found = finding.find(_CODED.sub("", name)) or finding.find(name)
            meant = exact(name, [*_coded(name), *found])
            if len(meant) == 1:
                codes.append(meant[0].code)
            elif not {place.code for place in found} & known:  # else one of them was ticked
                wrong.append(_unsettled(name, found))
                offered |= {place.code: place for place in found[:_MOST_OFFERED]}
        if wrong:
            widget: Any = self.widget
            widget.offered = list(offered.values())
            raise forms.ValidationError(wrong)
        codes = list(dict.fromkeys(codes))
        if self.is_single and len(codes) > 1:
            raise forms.ValidationError(_("Choose one place only: take the tick off the others."))
        if self.required and not codes:
            raise forms.ValidationError(_("Choose at least one place."))
        return codes


def exact(name: str, found: Iterable[Place]) -> list[Place]:
    """Those of ``found`` that are called or coded just so, of the widest kind only.

    A name with a code behind it, “Sousse (TN-51)”, is the place of that code.
    """
    coded = _CODED.search(name)
    wanted = plain_name(coded[1] if coded else name)
    same = [
        place
        for place in found
        if wanted in {plain_name(text) for text in (place.code, *place.names.values())}
    ]
    widest = same[0].kind if same else ""
    return list({place.code: place for place in same if place.kind == widest}.values())


def _coded(name: str) -> list[Place]:
    found = _CODED.search(name)
    return _places([found[1]]) if found else []


def told(place: Place) -> str:
    """Its name, and what it lies in where that tells it apart."""
    inside = [str(above) for above in reversed(place.line) if above.kind != "region"]
    return ", ".join([str(place), *inside])


def _names(written: str) -> list[str]:
    parts = (part.strip() for part in _PARTS.split(written[:_MOST_WRITTEN]))
    return [part for part in parts if part][:_MOST_NAMES]


def _unsettled(name: str, found: list[Place]) -> Any:
    said: Mapping[str, str] = {"name": name[:60]}
    if not found:
        return _("No place is called “%(name)s”. Write its name otherwise.") % said
    return _("“%(name)s” can mean several places. Tick yours below, then save again.") % said


def _places(codes: list[str]) -> list[Place]:
    rows = Place.objects.with_parents().by_code(codes)
    return list(rows)
