"""What single kinds are asked beyond the common form of an item."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ...words.kinds import (
    Evidence,
    Finding,
    HeardIn,
    Method,
    NormType,
    PracticeType,
    Principle,
    Records,
    Scope,
)
from .fields import ItemField, day, line, number, one_of, several_of, when, words


class PracticeForm(forms.Form):
    """The practice record of the UN Network on Migration (J1), and what it cost."""

    type = one_of(_("Type of practice"), PracticeType.choices)
    scope = one_of(_("Reach"), Scope.choices, required=False)
    starts = when(_("Starts"))
    ends = when(_("Ends"), help_text=_("Leave it empty while nobody knows the end."))
    principles = several_of(_("Guiding principles it follows"), Principle.choices)
    results = words(_("Results"), rows=4, help_text=_("What came out, with numbers where known."))
    lessons = words(
        _("Lessons"), rows=4, help_text=_("What you would do again, and what otherwise.")
    )
    evidence = one_of(
        _("How well it is known that it works"), Evidence.choices, initial=Evidence.SAID
    )
    evidence_source = line(
        _("Where the evidence can be read"), help_text=_("A report, an evaluation, an address.")
    )
    cost = forms.DecimalField(
        label=_("What it cost in all"),
        required=False,
        min_value=0,
        max_digits=15,
        decimal_places=3,
        widget=forms.NumberInput(attrs={"dir": "ltr", "step": "any"}),
    )
    currency = forms.CharField(
        label=_("Currency"),
        required=False,
        max_length=3,
        help_text=_("Three letters, for example EUR or TND."),
        widget=forms.TextInput(attrs={"dir": "ltr", "size": 5}),
    )

    def clean_currency(self) -> str:
        code: str = self.cleaned_data["currency"].strip().upper()
        return code


class NormForm(forms.Form):
    """When a norm or policy was adopted, and from when to when it is in force (J5)."""

    type = one_of(_("Type of norm"), NormType.choices)
    number = line(_("Number"), max_length=60, help_text=_("As it is quoted, for example 972/2010."))
    dated = when(_("Adopted"))
    from_on = when(_("In force from"))
    to_on = when(
        _("In force until"),
        help_text=_("The last day, where it says so itself or was repealed. Else leave it empty."),
    )
    dropped = when(_("Given up, where it never came into force"))


class RumourForm(forms.Form):
    """Where a rumour goes round, and what it is answered (I7)."""

    heard_on = day(_("Heard first"))
    heard_in = one_of(_("Where it goes round"), HeardIn.choices)
    finding = one_of(_("What the check found"), Finding.choices, required=False)
    answer = words(
        _("Answer"),
        rows=4,
        help_text=_("Short, calm, with the fact first. Do not repeat the rumour."),
    )
    campaign = ItemField("campaign", label=_("Campaign that carries the answer"))
    evaluation = words(
        _("Whether the answer worked"),
        rows=3,
        help_text=_("What changed in what people say, and how you know."),
    )


class CampaignForm(forms.Form):
    """Whom a campaign speaks to, and when (I4)."""

    audience = words(_("For whom"), rows=2)
    starts_on = day(_("Starts"), required=False)
    ends_on = day(_("Ends"), required=False)
    is_shared = forms.BooleanField(
        label=_("Offer its texts and pictures as a share pack"),
        required=False,
        help_text=_("While it runs, anybody can copy them and pass them on. Nobody is followed."),
    )
    evaluation = words(_("What came of it"), rows=4)


class StudyForm(forms.Form):
    """How a study or data set was made, and what it found (J3)."""

    methods = several_of(_("Methods"), Method.choices)
    instrument = words(
        _("Instrument"), rows=2, help_text=_("The questionnaire or guide, and where it is.")
    )
    population = words(_("About whom"), rows=2)
    sample = number(_("How many were asked"))
    field_from = when(_("In the field from"))
    field_to = when(_("In the field until"))
    finding = words(_("What was found"), rows=4)
    limits = words(_("What it does not tell"), rows=3)
    records = one_of(_("Data that can be had"), Records.choices, initial=Records.NONE)
    risk = forms.DecimalField(
        label=_("Measured risk of disclosure, in per cent"),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text=_("Needed for open records: the risk that a person can be found in them."),
        widget=forms.NumberInput(attrs={"dir": "ltr", "step": "any"}),
    )
