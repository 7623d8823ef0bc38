"""A day, month or year, as exactly as it is known."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..rules import times


def validate_when(written: str) -> None:
    """Refuse what is no year, month or day."""
    if not times.is_written(written):
        raise ValidationError(
            _("Write a year, a month or a day: 2019, 2019-06 or 2019-06-30."), code="when"
        )


class WhenField(models.CharField[str, str]):
    """``2019``, ``2019-06`` or ``2019-06-30`` (ISO 8601); empty where it is not known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_when]
