"""Choosing several of many: a list to scroll in, as comfortable on a telephone as on a desk."""

from __future__ import annotations

from typing import Any

from django import forms


class BoxedChoices(forms.CheckboxSelectMultiple):
    """Ticks in a box of its own height; what was chosen before stands first."""

    template_name = "core/ui/boxed.html"

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: not group[1][0]["selected"])
