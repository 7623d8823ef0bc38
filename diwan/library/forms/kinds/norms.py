"""What readers ask of a norm: a day, and two texts to be laid side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ...naming import times_shown
from .fields import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...models import NormText


class AsOfForm(forms.Form):
    on = day(_("Was it in force on"), required=False)


class BesideForm(forms.Form):
    """Two texts; without a choice the last two."""

    old = forms.TypedChoiceField(label=_("Earlier text"), coerce=int, required=False)
    new = forms.TypedChoiceField(label=_("Later text"), coerce=int, required=False)

    def __init__(self, *args: Any, texts: Sequence[NormText], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = {row.pk: row for row in texts}
        rows = [(row.pk, times_shown(row.since)) for row in texts]
        for name in ("old", "new"):
            self.fields[name].choices = rows  # type: ignore[attr-defined]
        last = list(self.texts)[-2:]
        self.initial = dict(zip(("old", "new"), last, strict=False))

    def pair(self) -> tuple[NormText | None, NormText | None]:
        """The last two where nothing was asked for; None for two that are one."""
        said = self.cleaned_data if self.is_valid() else {}
        asked = [said.get(name) or self.initial.get(name) for name in ("old", "new")]
        old, new = (self.texts.get(key) if key else None for key in asked)
        return (old, new) if old != new else (None, None)
