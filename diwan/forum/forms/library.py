"""What becomes of a thread in the library."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.library.words import ItemKind

_KINDS = (ItemKind.PRACTICE, ItemKind.MATERIAL, ItemKind.PUBLICATION)


class DraftForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What it becomes"),
        choices=[(kind.value, kind.label) for kind in _KINDS],
        help_text=_(
            "A draft of yours with the title, the summary and, from a forum that everybody reads,"
            " what was said. Two reviewers read it before anybody else does."
        ),
    )
