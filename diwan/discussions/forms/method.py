"""What the team types around the desk, and members before a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..words import ApproachWay
from .wordings import WordingFormField

if TYPE_CHECKING:
    from ..models import Approach, Discussion, Post, TopicIdea


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def _line() -> forms.TextInput:
    return forms.TextInput(attrs={"dir": "auto"})


class PostForm(forms.Form):
    """A message in the languages of the house; ``seen`` is the revision it was typed over."""

    title = WordingFormField(label=_("Title"), rows=2, max_length=300)
    text = WordingFormField(
        label=_("Text"),
        rows=18,
        max_length=20_000,
        help_text=_(
            "An empty line begins a paragraph, a dash at its beginning makes a line part of a list."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, post: Post) -> PostForm:
        """What stands there now."""
        return cls(initial={"title": post.title, "text": post.text, "seen": post.revision})


class ApproachForm(forms.Form):
    """Somebody the team wants to hear."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False, widget=_line())
    organisation = forms.CharField(
        label=_("Organisation"), max_length=200, required=False, widget=_line()
    )
    email = forms.EmailField(
        label=_("E-mail address"), required=False, widget=forms.EmailInput(attrs={"dir": "ltr"})
    )
    language = forms.ChoiceField(
        label=_("Language to write in"),
        required=False,
        choices=[("", _("Not known")), *settings.LANGUAGES],
    )
    note = forms.CharField(
        label=_("Note for the team"), max_length=2000, required=False, widget=_text(2)
    )

    @classmethod
    def of(cls, approach: Approach) -> ApproachForm:
        """What the list says of somebody now."""
        return cls(initial={name: getattr(approach, name) for name in cls.base_fields})


class SeveralForm(forms.Form):
    """A list pasted from a table."""

    lines = forms.CharField(
        label=_("One line for each: name, e-mail, organisation, language, note"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        help_text=_(
            "Separated by commas, semicolons or tabs, as a table gives them. The first line may"
            " name the columns. You see what was understood before anything is kept."
        ),
    )


class WayForm(forms.Form):
    way = forms.ChoiceField(
        choices=[choice for choice in ApproachWay.choices if choice[0] != ApproachWay.LETTER]
    )


class IdeaForm(forms.Form):
    """What a member wants to be discussed next."""

    title = forms.CharField(
        label=_("What should be discussed?"),
        max_length=200,
        widget=_line(),
        error_messages={"required": _("Write what should be discussed.")},
    )
    text = forms.CharField(
        label=_("Why does it matter, and to whom?"),
        max_length=2000,
        widget=_text(5),
        help_text=_("In any language. It shows when somebody of the platform has read it."),
        error_messages={"required": _("Write why it matters.")},
    )


class TakeUpForm(forms.Form):
    """A proposed topic becomes one of a discussion in preparation."""

    discussion: forms.ModelChoiceField[Discussion]
    words = WordingFormField(label=_("Title of the topic"), rows=2, max_length=500)

    def __init__(self, *args: Any, idea: TopicIdea, discussions: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"words": {idea.language: idea.title}})
        super().__init__(*args, **kwargs)
        self.fields["discussion"] = forms.ModelChoiceField(
            discussions, label=_("Discussion in preparation"), empty_label=None
        )
        self.order_fields(["discussion", "words"])


class TurnDownForm(forms.Form):
    note = forms.CharField(
        label=_("To the member: why it is not taken"), max_length=2000, widget=_text(3)
    )
