"""What readers ask of a norm: a day, and two texts to be laid side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

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
        rows = [(row.pk, row.since) for row in texts]
        for name in ("old", "new"):
            self.fields[name].choices = rows  # type: ignore[attr-defined]
        last = list(self.texts)[-2:]
        self.initial = dict(zip(("old", "new"), last, strict=False))

    def pair(self) -> tuple[NormText | None, NormText | None]:
        """Nonsense asks for nothing."""
        self.is_valid()
        asked = [self.cleaned_data.get(name) or self.initial.get(name) for name in ("old", "new")]
        old, new = (self.texts.get(key) if key else None for key in asked)
        return (old, new) if old != new else (None, None)
