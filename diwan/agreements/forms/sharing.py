"""What people type about the sharing of data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.people.models import Organisation
from diwan.people.words.organisations import Enforcement

from ..actions.sharing import Terms
from ..models import Agreement
from ..rules.sharing import LONGEST_RETENTION_DAYS
from ..words.sharing import DataCategory, Guarantee, LegalBasis, SharingPurpose
from .fields import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from ..models import DataSharing, SharingBody

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OrganisationsField(forms.CharField):
    """Organisations of the register, one a line, by name or by the address of their page.

    Clean value: the organisations, each once, in the order of the lines.
    """

    widget = forms.Textarea(attrs={"rows": 2, "dir": "auto"})

    def clean(self, value: Any) -> list[Organisation]:
        lines = [line.strip() for line in str(super().clean(value)).splitlines()]
        return list(dict.fromkeys(_named(line) for line in lines if line))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(row.slug for row in value) if isinstance(value, list) else value


def _named(line: str) -> Organisation:
    rows = Organisation.objects.standing()
    slug = line.rstrip("/").rpartition("/")[2]
    found = list(rows.filter(slug=slug)) or list(rows.filter(name__iexact=line)[:2])
    if len(found) == 1:
        return found[0]
    told = {"name": line}
    raise forms.ValidationError(
        _("More than one organisation is called “%(name)s”. Copy the address of its page.") % told
        if found
        else _("“%(name)s” is not in the register. Copy the address of its page.") % told
    )


class SharingForm(forms.Form):
    """The terms of a data-sharing agreement."""

    title = Words(label=_("Title"), max_length=200)
    agreement = forms.ModelChoiceField(
        queryset=Agreement.objects.none(),
        label=_("Under the agreement"),
        required=False,
        help_text=_("The data sharing is closed while that agreement is not in force."),
    )
    senders = OrganisationsField(
        label=_("Who sends"),
        required=False,
        help_text=_("One organisation a line: its name, or the address of its page here."),
    )
    site_sends = forms.BooleanField(label=_("This site itself sends"), required=False)
    recipients = OrganisationsField(
        label=_("Who receives"),
        help_text=_("One a line. A body may stand in both lists."),
    )
    purposes = forms.MultipleChoiceField(
        label=_("What for"),
        choices=SharingPurpose.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For each purpose every person is asked for their consent as well."),
    )
    categories = forms.MultipleChoiceField(
        label=_("Kinds of data"),
        choices=DataCategory.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As few as the purpose needs."),
    )
    basis = forms.ChoiceField(label=_("Legal basis"), choices=LegalBasis.choices)
    basis_text = Words(label=_("Legal basis in words"), rows=2, max_length=1000, required=True)
    begins_on = forms.DateField(label=_("From"), widget=_DAY)
    ends_on = forms.DateField(
        label=_("Until"), widget=_DAY, help_text=_("Within five years of the first day.")
    )
    retention_days = forms.IntegerField(
        label=_("Days until the recipient erases the data"),
        min_value=1,
        max_value=LONGEST_RETENTION_DAYS,
    )
    may_pass_on = forms.BooleanField(
        label=_("The recipient may pass the data on, with the person’s consent"), required=False
    )
    guarantee = forms.ChoiceField(
        label=_("What protects the data across the border"),
        choices=Guarantee.choices,
        required=False,
    )
    safeguards = Words(label=_("Other safeguards"), rows=3, max_length=3000, required=False)
    rights_contact = forms.CharField(
        label=_("Where persons turn to"),
        max_length=300,
        help_text=_("An office with its address or number; no person by name."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, agreements: QuerySet[Agreement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = agreements  # type: ignore[attr-defined]

    def terms(self) -> Terms:
        return Terms(**self.cleaned_data)

    @staticmethod
    def values_of(sharing: DataSharing, bodies: Iterable[SharingBody]) -> dict[str, Any]:
        names = (
            *("title", "purposes", "categories", "basis", "basis_text", "begins_on", "ends_on"),
            *("retention_days", "may_pass_on", "guarantee", "safeguards", "rights_contact"),
        )
        rows = list(bodies)
        return {name: getattr(sharing, name) for name in names} | {
            "agreement": sharing.agreement_id,
            "senders": [b.organisation for b in rows if b.sends and b.organisation],
            "recipients": [b.organisation for b in rows if b.receives and b.organisation],
            "site_sends": any(body.organisation_id is None for body in rows),
        }


class StopForm(forms.Form):
    why = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("Everybody can read it. Name no person."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class ObjectForm(forms.Form):
    words = forms.CharField(
        label=_("What you want to say to them"),
        max_length=1000,
        required=False,
        help_text=_("Not needed. It goes to the body as you write it, without your name."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class EnforcementForm(forms.Form):
    """What a steward found about a body."""

    answer = forms.ChoiceField(
        label=_("Has it a part in readmission, border control or policing?"),
        choices=[choice for choice in Enforcement.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("What you looked at"),
        max_length=500,
        help_text=_("Its law, its organigram, its own words. Kept in the log; name no person."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
