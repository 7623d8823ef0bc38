"""Titles of topics and texts of questions, in the languages of the house."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.core.wording_fields import WordingFormField

__all__ = ["QuestionForm", "TopicForm", "WordingFormField"]


class TopicForm(forms.Form):
    """The title of a topic."""

    words = WordingFormField(label=_("Title of the topic"), rows=2, max_length=500)


class QuestionForm(forms.Form):
    """The text of a question."""

    words = WordingFormField(label=_("Question"), rows=4, max_length=2000)
