"""Pages of the portal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils.translation import override

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
