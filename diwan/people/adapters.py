"""How allauth speaks and decides in this house."""

from __future__ import annotations

import base64
import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import qrcode  # type: ignore[import-untyped]
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]

from diwan.mailroom import actions as mailroom

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from .models import Person

#: what allauth wants to say → the letter that says it
LETTERS = {
    "account/email/login_code": "people/code",
    "account/email/email_confirmation": "people/code",
    "account/email/email_confirmation_signup": "people/code",
    "account/email/password_reset_key": "people/password_reset",
    "account/email/account_already_exists": "people/account_exists",
    "account/email/unknown_account": "people/unknown_account",
}
#: what goes from allauth's context into the letter; requests and addresses do not
KEPT = ("code", "password_reset_url", "signup_url")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Letters through the mailroom, in the reader's language; demo accounts on demo sites only."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the letter for ``template_prefix``; all others tell of a change to the account."""
        kind = LETTERS.get(template_prefix, "people/account_changed")
        said = {key: context[key] for key in KEPT if key in context}
        mailroom.send(
            kind,
            to=email,
            language=_language_of(email),
            context=said | {"change": template_prefix.rpartition("/")[2]},
            is_asked_for=True,
        )

    def save_user(
        self, request: HttpRequest, user: Person, form: Any, commit: bool = True
    ) -> Person:
        """A new person reads the language of the page on which they signed up."""
        user.language = (get_language() or "en").split("-")[0]
        saved: Person = super().save_user(request, user, form, commit=commit)
        return saved

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Home, in the language of the page that was left."""
        return reverse("portal:home")

    def pre_login(
        self, request: HttpRequest, user: Person, **kwargs: Any
    ) -> HttpResponseBase | None:
        if user.is_demo and not settings.DIWAN_DEMO:
            return redirect("account_inactive")
        answer: HttpResponseBase | None = super().pre_login(request, user, **kwargs)
        return answer


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The picture for the authenticator app on white, so that it can be scanned in the dark."""

    def encrypt(self, text: str) -> str:
        """Secrets of second factors lie encrypted; the key stands apart from the data (P-14)."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        buffer = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(buffer)
        return buffer.getvalue().decode()


def _cipher() -> Fernet:
    """A cipher whose key is derived from the site's secret."""
    digest = hashlib.sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def _language_of(email: str) -> str:
    """The language of the person with that address, else of the page."""
    address = EmailAddress.objects.filter(email__iexact=email).select_related("user").first()
    if address is not None:
        return str(address.user.language)
    return (get_language() or "en").split("-")[0]
