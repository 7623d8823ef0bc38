from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import InvalidToken

from .factories import make_person

pytestmark = pytest.mark.django_db


def test_the_secret_of_a_second_factor_is_not_readable_in_the_database(settings):
    person = make_person()
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    kept = Authenticator.objects.get(user=person).data["secret"]
    assert "JBSWY3DPEHPK3PXP" not in kept
    row = Authenticator.objects.get(user=person)
    assert not row.wrap().validate_code("000000")  # it can still be read to check a code
    settings.SECRET_KEY = "the key of another site"
    with pytest.raises(InvalidToken):
        row.wrap().validate_code("000000")
