"""What people type about guides to offices, and about their own requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.core.wording_fields import WordingFormField
from diwan.people.queries import countries

from ..queries.who import called
from ..said import GuideSaid, RequestSaid
from ..words import RequestState
from .parts import DAY
from .services import body, choose, text

if TYPE_CHECKING:
    from diwan.people.models import Organisation

    from ..models import Guide, Request


class GuideForm(forms.Form):
    title = WordingFormField(label=_("What one gets"), max_length=200)
    country = forms.ChoiceField(label=_("Country of the office"))
    organisation = forms.CharField(
        label=_("Office"),
        required=False,
        max_length=300,
        help_text=_(
            "Its name as it stands in the register of organisations, or the address there."
        ),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    summary = text(_("In short"), 3)
    steps = WordingFormField(label=_("Steps, a line for each"), rows=6)
    cost = text(_("What it costs"), 1)
    duration = text(_("How long it takes"), 1)
    official_url = forms.URLField(
        label=_("Official system"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Where the request itself is made. This site sends nothing there."),
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=500)
    valid_until = forms.DateField(
        label=_("Holds until"),
        widget=DAY,
        help_text=_("The day by which somebody looks at it again."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "country", countries())

    def clean_organisation(self) -> Organisation | None:
        typed = self.cleaned_data["organisation"]
        return body(typed) if typed else None

    def said(self) -> GuideSaid:
        return GuideSaid(**self.cleaned_data)

    @staticmethod
    def values_of(guide: Guide) -> dict[str, Any]:
        names = ("title", "summary", "steps", "cost", "duration", "official_url", "source")
        return {name: getattr(guide, name) for name in (*names, "valid_until")} | {
            "country": guide.country.code,
            "organisation": called(guide.organisation) if guide.organisation else "",
        }


class PaperForm(forms.Form):
    name = WordingFormField(label=_("Paper"), max_length=200)
    details = text(_("What to look out for"))


class RequestForm(forms.Form):
    """Where one's own request stands, and which papers are at hand."""

    ticked = forms.TypedMultipleChoiceField(
        label=_("Papers at hand"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    state = forms.ChoiceField(label=_("Where it stands"), choices=RequestState.choices)
    reference = forms.CharField(
        label=_("Number of the file"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    sent_on = forms.DateField(label=_("Handed in on"), required=False, widget=DAY)
    answer_by = forms.DateField(label=_("Answer expected by"), required=False, widget=DAY)
    note = forms.CharField(
        label=_("Note to yourself"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        papers = list(request.guide.documents.all())
        names = ("state", "reference", "sent_on", "answer_by", "note", "ticked")
        kwargs["initial"] = {name: getattr(request, name) for name in names}
        super().__init__(*args, **kwargs)
        choose(self, "ticked", [(paper.pk, str(paper)) for paper in papers])
        if not papers:
            del self.fields["ticked"]

    def said(self) -> RequestSaid:
        return RequestSaid(**self.cleaned_data)
