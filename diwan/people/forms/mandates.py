"""What people type about mandates: asked for, given, handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Mandate, Organisation
from ..words.organisations import MandateRole
from .organisations import DAY

if TYPE_CHECKING:
    from datetime import date


class MandateForm(forms.Form):
    """What somebody does for an organisation, and from when to when."""

    role = forms.ChoiceField(label=_("What you do there"), choices=MandateRole.choices)
    remit = forms.CharField(
        label=_("About what, as a focal point"),
        max_length=120,
        required=False,
        help_text=_("For example: returns, recognition of diplomas."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    starts_on = forms.DateField(label=_("From"), widget=DAY)
    ends_on = forms.DateField(label=_("To"), required=False, widget=DAY)


class GiveForm(forms.Form):
    """A manager gives a colleague another mandate."""

    colleague = forms.ModelChoiceField(Mandate.objects.none(), label=_("Colleague"))
    role = forms.ChoiceField(label=_("Role"), choices=MandateRole.choices)
    remit = forms.CharField(
        label=_("About what, as a focal point"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, organisation: Organisation, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"] = colleagues(organisation, day)
        self.order_fields(["colleague", "role", "remit"])


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(Mandate.objects.none(), label=_("Who takes over"))
    note = forms.CharField(
        label=_("What they must know"),
        max_length=3000,
        required=False,
        help_text=_("Read by the two of you, the managers and the stewards."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, *args: Any, mandate: Mandate, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = colleagues(mandate.organisation, day, without=mandate.person_id)
        field.label = _("Who takes over")
        deputy = mandate.deputies.current(day).first()
        self.fields["to"] = field
        self.initial.setdefault("to", deputy.pk if deputy else None)
        self.order_fields(["to", "note"])


class _Colleagues(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Mandate) -> str:
        return f"{obj.person} · {obj.get_role_display()}"


def colleagues(organisation: Organisation, day: date, without: int | None = None) -> _Colleagues:
    """A choice among those who have a mandate there now."""
    rows = Mandate.objects.current(day).filter(organisation=organisation).exclude(person=without)
    return _Colleagues(rows.select_related("person"), label=_("Colleague"))
