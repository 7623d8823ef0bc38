"""Forms of allauth that name their fields as the rest of the house does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import AddEmailForm, RequestLoginCodeForm, ResetPasswordForm, SignupForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.forms import Form
    from django.utils.functional import _StrPromise

ADDRESS = _("E-mail address")
_CODE = _("Six digits from the app, or a recovery code")


def name_field(form: Form, field: str, label: str | _StrPromise) -> None:
    """Call ``field`` by ``label``; a placeholder would only say it twice."""
    form.fields[field].label = label
    form.fields[field].widget.attrs.pop("placeholder", None)


class JoinForm(SignupForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "email", ADDRESS)


class SignInCodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "email", ADDRESS)


class NewAddressForm(AddEmailForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "email", _("New e-mail address"))


class NewPasswordForm(ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "email", ADDRESS)


class SetUpAppForm(ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "code", _("Six digits from the app"))
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "dir": "ltr"}


class SecondFactorForm(AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "code", _CODE)


class SecondFactorAgainForm(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "code", _CODE)


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "name", _("Name of the key"))
        if "passwordless" in self.fields:  # only where passkeys may open the door alone
            name_field(self, "passwordless", _("Sign in with this key alone"))
            self.fields["passwordless"].help_text = _(
                "No letter and no password then; the key itself asks for your fingerprint, "
                "face or PIN."
            )


class RenameKeyForm(EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "name", _("Name of the key"))
