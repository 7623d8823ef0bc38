"""What lets somebody in: links that sign in, invitations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..queries import InvitationQuerySet, SignInLinkQuerySet
from .persons import Person


class SignInLink(models.Model):
    """A link that signs one person in, once; only the hash of its token is kept."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="sign_in_links", verbose_name=_("person")
    )
    #: SHA-256, hexadecimal
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"), db_index=True)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    objects = SignInLinkQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("sign-in link")
        verbose_name_plural = _("sign-in links")

    def __str__(self) -> str:
        return f"sign-in link {self.pk}"


class Invitation(models.Model):
    """An administrator asks somebody to join; accepting makes an account with that address."""

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=5, default="en")
    #: SHA-256, hexadecimal
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        related_name="invitations",
        verbose_name=_("invited by"),
    )
    created_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("expires"), db_index=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"invitation {self.pk}"
