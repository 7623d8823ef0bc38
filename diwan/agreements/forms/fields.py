"""Fields of forms about agreements: words, organisations, places, days, money."""

from __future__ import annotations

from abc import ABC, abstractmethod
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.numbers import get_currency_name, get_currency_precision
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from diwan.core.wording_fields import WordingFormField, WordingWidget
from diwan.people.models import Organisation
from diwan.vocabularies import finding
from diwan.vocabularies.models import Place
from diwan.vocabularies.rules import plain_name

from ..rules import LAST_DAY
from ..words import TOO_FAR

if TYPE_CHECKING:
    from collections.abc import Iterable

_OFFERED = 4
_FIRST = ("EUR", "MAD", "TND", "DZD", "XOF", "CVE", "EGP", "MDL", "GEL", "AMD", "JOD", "CHF", "USD")


class FoldedWordings(WordingWidget):
    """The box of the reader's language first; the others under a fold, open where one is filled."""

    template_name = "agreements/widgets/wording.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        active = (get_language() or "en").split("-")[0]
        boxes = sorted(widget["subwidgets"], key=lambda box: box["language"] != active)
        widget["first"], widget["others"] = boxes[0], boxes[1:]
        widget["is_open"] = not boxes[0]["value"] and any(box["value"] for box in boxes[1:])
        return context


class Words(WordingFormField):
    """A text in the languages of the house."""

    def __init__(self, *, rows: int = 1, **kwargs: Any) -> None:
        super().__init__(rows=rows, **kwargs)
        self.widget = FoldedWordings(rows=rows)


class Day(forms.DateField):
    """A day of people's plans: none lies after ``LAST_DAY``."""

    def __init__(self, **kwargs: Any) -> None:
        shown = forms.DateInput(
            attrs={"type": "date", "max": f"{LAST_DAY:%Y-%m-%d}"}, format="%Y-%m-%d"
        )
        super().__init__(widget=shown, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value > LAST_DAY:
            raise forms.ValidationError(TOO_FAR, code="too_far")


class _Named(forms.CharField, ABC):
    """Something of the register, typed by a name; shown as the name with its code in brackets."""

    def __init__(self, **kwargs: Any) -> None:
        shown = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
        super().__init__(max_length=300, widget=shown, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{self.name_of(value)} ({self.code_of(value)})" if self.is_row(value) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self.found(text.strip()) if text.strip() else None

    def found(self, text: str) -> Any:
        """The one thing of that code or name.

        Raises:
            ValidationError: there is none, or more than one; it names those that are alike.
        """
        alike = list(self.of_code(text.rpartition("(")[2].strip(" )"))) or self.of_name(text)
        if len(alike) == 1:
            return alike[0]
        if not alike:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        raise forms.ValidationError(
            _("Which one do you mean? Copy one of these: %(names)s."),
            code="several",
            params={"names": " · ".join(str(self.prepare_value(row)) for row in alike[:_OFFERED])},
        )

    @abstractmethod
    def is_row(self, value: Any) -> bool: ...

    @abstractmethod
    def name_of(self, row: Any) -> str: ...

    @abstractmethod
    def code_of(self, row: Any) -> str: ...

    @abstractmethod
    def of_code(self, code: str) -> Iterable[Any]: ...

    @abstractmethod
    def of_name(self, text: str) -> list[Any]: ...


class OrganisationField(_Named):
    """An organisation of the register, by one of its names or the address of its page."""

    default_error_messages = {
        "unknown": _(
            "No organisation of this name is in the register. Look it up under “Organisations”,"
            " or add it there first."
        )
    }

    def is_row(self, value: Any) -> bool:
        return isinstance(value, Organisation)

    def name_of(self, row: Any) -> str:
        return str(row.name_shown)

    def code_of(self, row: Any) -> str:
        return str(row.slug)

    def of_code(self, code: str) -> Iterable[Any]:
        return Organisation.objects.standing().filter(slug=code.rstrip("/").rpartition("/")[2])

    def of_name(self, text: str) -> list[Any]:
        rows = Organisation.objects.standing()
        exact = list(rows.filter(name__iexact=text)[: _OFFERED + 1])
        return exact or list(rows.named(text).order_by("pk")[: _OFFERED + 1])


class PlaceField(_Named):
    """A place by any of its names, or its code."""

    default_error_messages = {
        "unknown": _("No place of this name is known. Try another spelling, or its country.")
    }

    def is_row(self, value: Any) -> bool:
        return isinstance(value, Place)

    def name_of(self, row: Any) -> str:
        return str(row)

    def code_of(self, row: Any) -> str:
        return str(row.code)

    def of_code(self, code: str) -> Iterable[Any]:
        return Place.objects.filter(code=code)

    def of_name(self, text: str) -> list[Any]:
        found = finding.find(text, _OFFERED + 1)
        wanted = plain_name(text)
        called_so = [row for row in found if wanted in map(plain_name, row.names.values())]
        return called_so or found


class MoneyWidget(forms.MultiWidget):
    """An amount and its currency, side by side."""

    template_name = "agreements/widgets/money.html"

    def __init__(self) -> None:
        amount = forms.NumberInput(attrs={"min": "0", "step": "any", "inputmode": "decimal"})
        super().__init__({"amount": amount, "currency": forms.Select()})

    def decompress(self, value: tuple[int, str] | None) -> list[Any]:
        return [major(*value), value[1]] if value else [None, ""]


class MoneyField(forms.MultiValueField):
    """Clean value: minor units and ISO 4217 code, or None where nothing is given."""

    def __init__(self, **kwargs: Any) -> None:
        amount = forms.DecimalField(required=False, min_value=0, max_digits=15)
        currency = forms.ChoiceField(required=False, choices=currencies)
        super().__init__(
            (amount, currency), widget=MoneyWidget(), require_all_fields=False, **kwargs
        )
        self.widget.widgets[1].choices = currency.choices

    def compress(self, data_list: Any) -> tuple[int, str] | None:
        amount, currency = data_list or (None, "")
        if amount is None:
            return None
        if not currency:
            raise forms.ValidationError(_("Choose the currency of the amount."))
        minor = amount.scaleb(get_currency_precision(currency))
        if minor != minor.to_integral_value():
            raise forms.ValidationError(_("This currency has no such small coins."))
        return int(minor), currency


def major(amount: int, currency: str) -> Decimal:
    """An amount of minor units in the currency's own unit."""
    return Decimal(amount).scaleb(-get_currency_precision(currency))


def currencies() -> list[tuple[str, str]]:
    """Codes with their names, after nothing; those of the two shores first, then by code."""
    locale = Locale(get_language() or "en")
    known = [code for code in sorted(locale.currencies) if code not in _FIRST and code.isalpha()]
    named = [
        (code, f"{code} – {get_currency_name(code, locale=locale)}") for code in (*_FIRST, *known)
    ]
    return [("", "—"), *named]
