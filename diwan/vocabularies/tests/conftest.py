from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from diwan.vocabularies.models import Goal, Place, Theme

if TYPE_CHECKING:
    from django.db.models import Model


@pytest.fixture(autouse=True)
def _empty_vocabularies(request: pytest.FixtureRequest) -> None:
    """The lists may be filled when the database is made; here each test fills its own."""
    if "django_db" in request.keywords:
        request.getfixturevalue("db")
        translation.activate("en")  # a page in Arabic leaves its language to the next test
        models: list[type[Model]] = [Place, Theme, Goal]
        for model in models:
            model._default_manager.all()._raw_delete("default")
