"""What the facilitation team types about the call, its papers, its team and where it is shared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.db.models.functions import Lower
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from diwan.core.files import Checked, check_file
from diwan.people.models import Organisation
from diwan.people.rules import time_zones
from diwan.vocabularies.models import Place, Theme
from diwan.vocabularies.words import PlaceKind

from ..calls import Call
from ..words import Audience, MailingMode, Stage
from .wordings import QuestionForm, TopicForm, WordingFormField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise

    from ..models import Discussion

__all__ = [
    "CallForm",
    "ExtendForm",
    "InviteForm",
    "PaperForm",
    "QuestionForm",
    "ShareForm",
    "TopicForm",
]

_ADDRESS = re.compile(r"^[a-z0-9._+-]+(@[a-z0-9-]+(\.[a-z0-9-]+)*)?$")
#: fields that are settled once members have been told of them
_CTRL = _("Hold Ctrl, on a Mac Cmd, to choose several.")
_SETTLED = ("opens_on", "closes_on", "time_zone", "address")


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CallForm(forms.Form):
    """The announcement. For a new discussion ``call()`` gives it as a ``Call``."""

    title = WordingFormField(label=_("Title"), rows=2, max_length=300)
    languages = forms.MultipleChoiceField(
        label=_("Languages of the discussion"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Contributions may come in any language; the call is written in these."),
    )
    slug = forms.SlugField(
        label=_("Short name"),
        max_length=60,
        required=False,
        help_text=_(
            "Stands in the address of the page. Left empty, it is made from the title; it stays"
            " the same for good."
        ),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    opens_on = forms.DateField(label=_("First day"), widget=_day())
    closes_on = forms.DateField(
        label=_("Last day"),
        widget=_day(),
        help_text=_("Contributions are taken until midnight at its end."),
    )
    time_zone = forms.ChoiceField(label=_("Time zone of these days"))
    address = forms.CharField(
        label=_("Mail address"),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    context = WordingFormField(label=_("Context"), rows=4, required=False)
    objective = WordingFormField(label=_("Objective"), rows=3, required=False)
    who = WordingFormField(label=_("Who should contribute"), rows=3, required=False)
    use = WordingFormField(label=_("What the result is for, and when"), rows=3, required=False)
    event_name = WordingFormField(
        label=_("Linked event"), required=False, max_length=300, help_text=_("Its name.")
    )
    event_on = forms.DateField(label=_("Day of the event"), required=False, widget=_day())
    event_url = forms.URLField(
        label=_("Page of the event"),
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )
    conveners = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Conveners"),
        required=False,
        help_text=_CTRL,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    places = forms.MultipleChoiceField(
        label=_("Places"),
        required=False,
        help_text=_CTRL,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    audience = forms.ChoiceField(
        label=_("Who may read it"), choices=Audience.choices, widget=forms.RadioSelect
    )
    mailing = forms.ChoiceField(
        label=_("Letters to those who follow it"),
        choices=MailingMode.choices,
        widget=forms.RadioSelect,
        help_text=_("Each follower can leave at any time."),
    )

    def __init__(
        self,
        *args: Any,
        discussion: Discussion | None = None,
        time_zone: str = "UTC",
        **kwargs: Any,
    ) -> None:
        if discussion is None:
            kwargs.setdefault("initial", self.first_values(time_zone))
        super().__init__(*args, **kwargs)
        self.discussion = discussion
        self._offer()
        if discussion is not None:
            del self.fields["slug"]
            if discussion.stage != Stage.DRAFT:
                for name in _SETTLED:
                    del self.fields[name]
        if "address" in self.fields:
            self.fields["address"].help_text = gettext(
                "Contributions by mail go to this name@%(domain)s. Left empty, the short name."
            ) % {"domain": settings.DIWAN_MAIL_DOMAIN}

    def _offer(self) -> None:
        zones = [(zone, zone.replace("_", " ")) for zone in time_zones()]
        kinds = [PlaceKind.COUNTRY, PlaceKind.REGION]
        places = Place.objects.filter(kind__in=kinds)
        self._choose("time_zone", zones)
        self._choose("places", sorted(((p.code, str(p)) for p in places), key=lambda row: row[1]))
        self._choose("themes", [(theme.key, str(theme)) for theme in Theme.objects.all()])
        conveners: Any = self.fields["conveners"]
        conveners.queryset = Organisation.objects.standing().order_by(Lower("name"))

    def _choose(self, name: str, choices: Iterable[tuple[str, str | _StrPromise]]) -> None:
        field: Any = self.fields[name]
        field.choices = list(choices)

    @staticmethod
    def first_values(time_zone: str) -> dict[str, Any]:
        """What a new call starts from: its days are those of whoever makes it."""
        return {
            "languages": [code for code, _name in settings.LANGUAGES],
            "time_zone": time_zone,
            "audience": Audience.PUBLIC,
            "mailing": MailingMode.DIGEST,
        }

    @staticmethod
    def values_of(discussion: Discussion) -> dict[str, Any]:
        """What the form shows of a discussion before it is changed."""
        names = (
            *("title", "languages", "opens_on", "closes_on", "time_zone", "address", "context"),
            *("objective", "who", "use", "event_name", "event_on", "event_url", "audience"),
            "mailing",
        )
        return {
            **{name: getattr(discussion, name) for name in names},
            "conveners": list(discussion.conveners.values_list("pk", flat=True)),
            "places": list(discussion.places.values_list("code", flat=True)),
            "themes": list(discussion.themes.values_list("key", flat=True)),
        }

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip().lower()
        address = address.removesuffix(f"@{settings.DIWAN_MAIL_DOMAIN}".lower())
        if address and not _ADDRESS.match(address):
            raise forms.ValidationError(
                _("Use letters, digits, dots and hyphens, such as mobility-2026.")
            )
        return address

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.discussion is None and not data.get("slug") and data.get("title"):
            self._suggest_slug(data)
        opens, closes = data.get("opens_on"), data.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("The last day is before the first day."))
        title, languages = data.get("title"), data.get("languages")
        if title and languages and not set(title) & set(languages):
            self.add_error("title", _("Write the title in at least one of the chosen languages."))
        return data

    def _suggest_slug(self, data: dict[str, Any]) -> None:
        titles = [data["title"].get(code, "") for code in ("en", "fr", "ar")]
        slug = next(filter(None, map(slugify, titles)), "")[:60].strip("-_").replace("_", "-")
        if slug:
            data["slug"] = slug
        elif "slug" not in self.errors:
            self.add_error(
                "slug", _("Give a short name in Latin letters; none could be made of the title.")
            )

    def call(self) -> Call:
        """The new discussion, still without topics."""
        data = self.cleaned_data
        return Call(
            slug=data["slug"].lower(),
            title=data["title"],
            opens=data["opens_on"],
            closes=data["closes_on"],
            languages=tuple(data["languages"]),
            topics=(),
            time_zone=data["time_zone"],
            address=data["address"] or data["slug"].lower(),
            context=data["context"],
            objective=data["objective"],
            who=data["who"],
            use=data["use"],
            event=data["event_name"],
            event_on=data["event_on"],
            places=tuple(data["places"]),
            themes=tuple(data["themes"]),
            audience=data["audience"],
        )

    def rest(self) -> dict[str, Any]:
        """What a ``Call`` does not carry."""
        return {name: self.cleaned_data[name] for name in ("event_url", "conveners", "mailing")}

    def changes(self) -> dict[str, Any]:
        """The clean values as ``actions.calling.update`` takes them."""
        data = dict(self.cleaned_data)
        data["places"] = Place.objects.filter(code__in=data["places"])
        data["themes"] = Theme.objects.filter(key__in=data["themes"])
        if "address" in data:
            data["address"] = data["address"] or (self.discussion and self.discussion.slug) or ""
        return data


class PaperForm(forms.Form):
    """A language version of the background paper."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    title = forms.CharField(
        label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "PDF, text document or picture. A newer file in the same"
            " language becomes its next version; the earlier ones stay."
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        self.checked: Checked = check_file(file.name, file.read())
        file.seek(0)
        if self.checked.refused:
            raise forms.ValidationError(self.checked.refused)
        return file


class ExtendForm(forms.Form):
    until = forms.DateField(label=_("New last day"), widget=_day())


class InviteForm(forms.Form):
    """A co-facilitator, asked by letter."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"dir": "ltr"})
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages they take care of"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all."),
    )


class ShareForm(forms.Form):
    channel = forms.CharField(
        label=_("Where will it be shared?"),
        max_length=100,
        help_text=_("A newsletter, a network, a group: you will see how many came from there."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
