"""What people type about what they show, what they look for, and what they agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from diwan.core.choice_fields import BoxedChoices
from diwan.texts.masking import mask

from ..actions.directory import Shown
from ..finding import FACETS, Wanted
from ..models import Person
from ..sensitive import telling
from ..vocabulary import vocabulary
from ..words import Audience, ConsentMethod, ProfileField

if TYPE_CHECKING:
    from ..models import Profile

#: free text of the profile, looked at before it is saved
FREE_TEXT = ("about", "expertise", "institution")
#: fields whose readers are chosen side by side, folded so that the page stays short
GROUPS = (
    (_("Who you are"), (ProfileField.NAME, ProfileField.ORGANISATION, ProfileField.KIND)),
    (
        _("Where you come from and live"),
        (
            ProfileField.COUNTRIES_OF_ORIGIN,
            ProfileField.COUNTRY_OF_RESIDENCE,
            ProfileField.LANGUAGES,
        ),
    ),
    (
        _("What you do"),
        (
            ProfileField.ABOUT,
            ProfileField.EXPERTISE,
            ProfileField.INSTITUTION,
            ProfileField.THEMES,
        ),
    ),
)


def _language() -> str:
    return (get_language() or "en").split("-")[0]


class DirectoryForm(forms.Form):
    """What stands in the profile alone, and who sees each field."""

    about = forms.CharField(
        label=_("About you"),
        required=False,
        max_length=1000,
        help_text=_(
            "What you do and what others may come to you for. Leave out religion, health, legal"
            " status and where exactly you live: once read, it cannot be unread."
        ),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    expertise = forms.CharField(
        label=_("Field of expertise"),
        required=False,
        max_length=300,
        help_text=_("For example: hospital nursing, solar pumps, labour law."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    institution = forms.CharField(
        label=_("Institution where you work or teach"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"),
        required=False,
        widget=BoxedChoices,
    )
    is_sure = forms.BooleanField(
        label=_("I have read my words again and want others to read them."),
        required=False,
        widget=forms.HiddenInput,
    )
    partners_include_authorities = forms.BooleanField(
        label=_("Network partners may also be authorities"),
        required=False,
        help_text=_(
            "Ministries, local authorities and employment services. Without this tick they see"
            " what members see, even where they are partners."
        ),
    )
    never_to = forms.MultipleChoiceField(
        label=_("Never to authorities of"),
        required=False,
        help_text=_("They see only what everybody sees, whatever else you chose."),
        widget=BoxedChoices,
    )
    is_in_expert_register = forms.BooleanField(
        label=_("List me in the register of highly skilled expatriates"), required=False
    )
    is_public_figure = forms.BooleanField(label=_("I am a public figure"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known, language = vocabulary(), _language()
        self._choose("languages", known.choices("languages", language))
        self._choose("never_to", known.choices("country_of_residence", language))
        for field in ProfileField:
            self.fields[f"audience_{field.value}"] = forms.ChoiceField(
                label=field.label, choices=Audience.choices, initial=Audience.PRIVATE
            )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        chosen: Any = self.fields[name]
        chosen.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        found = [name for name in FREE_TEXT if mask(data.get(name, "")).found]
        for name in found:
            self.add_error(
                name,
                _(
                    "Leave out addresses and telephone numbers: members write to you through"
                    " this site, and you decide whether to answer."
                ),
            )
        if not data.get("is_sure") and not found:
            self._warn(data)
        return data

    def _warn(self, data: dict[str, Any]) -> None:
        """Ask once more where words tell of what others should rather not know (P-5)."""
        told = {name: telling(data.get(name, "")) for name in FREE_TEXT}
        for name, topics in told.items():
            if topics:
                self.add_error(
                    name,
                    _("This seems to tell of: %(topics)s. Take it out, or tick below to keep it.")
                    % {"topics": ", ".join(str(topic) for topic in topics)},
                )
        if any(told.values()):
            self.fields["is_sure"].widget = forms.CheckboxInput()

    def audience(self, field: ProfileField) -> Any:
        """The bound field in which the readers of ``field`` are chosen."""
        return self[f"audience_{field.value}"]

    def chosen_labels(self, name: str) -> list[str]:
        """What is ticked in a list, in words."""
        ticked = {str(value) for value in self[name].value() or ()}
        choices: Any = self.fields[name]
        return [str(label) for value, label in choices.choices if value in ticked]

    def shown(self) -> Shown:
        data = self.cleaned_data
        own = ("about", "expertise", "institution", "languages", "never_to")
        chosen = ("partners_include_authorities", "is_in_expert_register", "is_public_figure")
        audiences = {field.value: data[f"audience_{field.value}"] for field in ProfileField}
        return Shown(audiences=audiences, **{name: data[name] for name in (*own, *chosen)})

    @staticmethod
    def values_of(profile: Profile) -> dict[str, Any]:
        own = ("about", "expertise", "institution", "languages")
        chosen = ("partners_include_authorities", "is_in_expert_register", "is_public_figure")
        values = {name: getattr(profile, name) for name in (*own, *chosen)}
        values["never_to"] = sorted(profile.countries_never_to)
        return values | {f"audience_{name}": value for name, value in profile.audience_of.items()}


class FindForm(forms.Form):
    """What is looked for among the members; a value that no vocabulary knows is left out."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    organisation = forms.IntegerField(required=False, min_value=1)
    figures = forms.BooleanField(label=_("Public figures only"), required=False)
    page = forms.IntegerField(required=False, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FACETS:
            self.fields[name] = forms.CharField(required=False, max_length=40)

    def wanted(self, *, is_expert: bool) -> Wanted:
        """What could be understood; the rest is as if it were not asked for."""
        self.is_valid()
        data, known = self.cleaned_data, vocabulary()
        facets = {
            name: data.get(name, "")
            for name in FACETS
            if data.get(name, "") in known.names[name]["en"]
        }
        return Wanted(
            text=data.get("q", ""),
            facets=facets,
            organisation=data.get("organisation"),
            is_expert=is_expert,
            is_public_figure=bool(data.get("figures")),
        )


class RecordForm(forms.Form):
    """An administrator writes down what somebody agreed to."""

    purpose = forms.ChoiceField(label=_("What the person agreed to"))
    method = forms.ChoiceField(
        label=_("How"),
        choices=[
            (method.value, method.label)
            for method in (ConsentMethod.WRITTEN, ConsentMethod.ORAL, ConsentMethod.THUMB)
        ],
    )
    language = forms.ChoiceField(
        label=_("Language in which the text was read"), choices=settings.LANGUAGES
    )
    witness = forms.EmailField(
        label=_("Witness"),
        required=False,
        help_text=_(
            "The e-mail address of the member who was there. Needed where it was spoken or a"
            " thumbprint."
        ),
    )

    def __init__(self, *args: Any, purposes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["purpose"]
        chosen.choices = purposes

    def clean_witness(self) -> Person | None:
        address = self.cleaned_data["witness"]
        if not address:
            return None
        found = Person.objects.active().by_email(address).first()
        if found is None:
            raise forms.ValidationError(_("No member has this address. Write the whole address."))
        return found
