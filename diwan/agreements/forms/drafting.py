"""What people type to begin an agreement, and about it as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.people.models import Organisation
from diwan.vocabularies.models import Theme

from ..words import AgreementKind, SafeguardAnswer, SafeguardKey, Side
from .fields import Day, OrganisationField, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..models import Agreement


class BeginForm(forms.Form):
    """An agreement drafted in the name of an organisation."""

    kind = forms.ChoiceField(label=_("Kind of agreement"), choices=AgreementKind.choices)
    title = Words(label=_("Title"), max_length=200)
    body = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("In whose name you draft it"), empty_label=None
    )
    side = forms.ChoiceField(label=_("On which side it stands"), choices=Side.choices)
    partner = OrganisationField(
        label=_("With whom"),
        required=False,
        help_text=_(
            "The partner on the other shore, by its name in the register. It can be added later."
        ),
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["body"].label_from_instance = _shown_name  # type: ignore[attr-defined]


class RecordForm(forms.Form):
    """An agreement that was concluded elsewhere."""

    kind = forms.ChoiceField(label=_("Kind of agreement"), choices=AgreementKind.choices)
    title = Words(label=_("Title"), max_length=200)


class WordsForm(forms.Form):
    """Title, summary and themes."""

    title = Words(label=_("Title"), max_length=200)
    summary = Words(label=_("Summary"), required=False, rows=4, max_length=3000)
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.all(),
        label=_("Themes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @staticmethod
    def values_of(agreement: Agreement) -> dict[str, Any]:
        return {
            "title": agreement.title,
            "summary": agreement.summary,
            "themes": list(agreement.themes.all()),
        }


class ExitForm(forms.Form):
    plan = Words(label=_("What goes on afterwards, and how"), rows=4, max_length=4000)
    funding_ends_on = Day(label=_("Funding ends on"), required=False)
    taken_over_by = OrganisationField(label=_("Taken over by"), required=False)

    @staticmethod
    def values_of(agreement: Agreement) -> dict[str, Any]:
        plan = getattr(agreement, "exit_plan", None)
        if plan is None:
            return {}
        return {name: getattr(plan, name) for name in ExitForm.base_fields}


class SafeguardsForm(forms.Form):
    """The whole checklist at once: three fields a safeguard, ``<key>_answer`` and so on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in SafeguardKey.choices:
            self.fields[f"{key}_answer"] = forms.ChoiceField(
                label=label, choices=SafeguardAnswer.choices, initial=SafeguardAnswer.OPEN
            )
            self.fields[f"{key}_article"] = forms.CharField(
                label=_("Article"), required=False, max_length=30
            )
            self.fields[f"{key}_note"] = Words(label=_("Note"), required=False, max_length=500)

    def groups(self) -> Iterator[tuple[Any, Any, Any]]:
        """The three fields of each safeguard."""
        for key in SafeguardKey.values:
            yield self[f"{key}_answer"], self[f"{key}_article"], self[f"{key}_note"]

    def answers(self) -> dict[str, dict[str, Any]]:
        names = ("answer", "article", "note")
        return {
            key: {name: self.cleaned_data[f"{key}_{name}"] for name in names}
            for key in SafeguardKey.values
        }

    @staticmethod
    def values_of(agreement: Agreement) -> dict[str, Any]:
        return {
            f"{row.key}_{name}": getattr(row, name)
            for row in agreement.safeguards.all()
            for name in ("answer", "article", "note")
        }


def _shown_name(organisation: Organisation) -> str:
    return organisation.name_shown
