"""What stewards type about topics and positions, and what readers narrow a comparison to (C12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.vocabularies.models import Theme

from .fields import ItemField, PlaceField, day, line, words

if TYPE_CHECKING:
    from ...models import PolicyTopic

MOST_ANSWERS = 6


class TopicForm(forms.Form):
    """A question with up to six possible answers."""

    title = words(_("Topic"), required=True, max_length=200)
    question = words(_("Question that every country is asked"), rows=2, required=True)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    common = forms.IntegerField(
        label=_("Number of the answer that was agreed on in common"),
        required=False,
        min_value=1,
        max_value=MOST_ANSWERS,
        help_text=_("Where the countries agreed on one in a council or a treaty."),
    )
    common_source = line(_("Where that was agreed"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [("", "—"), *((theme.key, str(theme)) for theme in Theme.objects.all())]
        self.fields["theme"].choices = rows  # type: ignore[attr-defined]
        for number in range(1, MOST_ANSWERS + 1):
            label = _("Answer %(number)s") % {"number": number}
            self.fields[f"answer_{number}"] = words(label, required=number <= 2)

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        theme = Theme.objects.filter(key=data["theme"]).first()
        names = ("title", "question", "common_source")
        return {name: data[name] for name in names} | {
            "theme": theme,
            "common": data["common"] or 0,
        }

    def options(self) -> list[dict[str, str]]:
        given = (self.cleaned_data[f"answer_{n}"] for n in range(1, MOST_ANSWERS + 1))
        return [label for label in given if label]

    @staticmethod
    def values_of(topic: PolicyTopic) -> dict[str, Any]:
        options = list(topic.options.all())
        common = next((row.position for row in options if row.key == topic.common), None)
        names = ("title", "question", "common_source")
        return {
            **{name: getattr(topic, name) for name in names},
            **{f"answer_{row.position}": row.label for row in options},
            "theme": topic.theme.key if topic.theme else "",
            "common": common,
        }


class PositionForm(forms.Form):
    """What a country holds since a day."""

    place = PlaceField(label=_("Country"))
    option = forms.TypedChoiceField(label=_("Answer"), coerce=int)
    since = day(_("Since"))
    note = words(_("In its own words, or what is particular"), rows=2)
    norm = ItemField("norm", "policy", label=_("Norm or policy of the library that says so"))
    source = line(_("Or another source"))

    def __init__(self, *args: Any, topic: PolicyTopic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = {row.pk: row for row in topic.options.all()}
        rows = [(pk, str(row)) for pk, row in self.options.items()]
        self.fields["option"].choices = rows  # type: ignore[attr-defined]

    def clean_place(self) -> Any:
        place = self.cleaned_data["place"]
        if place is not None and place.kind != "country":
            raise forms.ValidationError(_("Choose a country: positions are those of states."))
        return place

    def said(self) -> dict[str, Any]:
        return self.cleaned_data | {"option": self.options[self.cleaned_data["option"]]}
