"""Pages of the portal."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db
