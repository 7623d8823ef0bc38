"""Why each personal field of an account is kept (P-1)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_CONTRACT = _("Needed for the account you asked for")
_CONSENT = _("Your consent: leave it empty or empty it again at any time")
_SECURITY = _("Legitimate interest: keeping accounts safe")
_TILL_ERASED = _("Until you change it or erase your account.")
_YOU_AND_ADMINISTRATORS = _("You and the administrators of the site.")
_MEMBERS = _(
    "Members, beside what you say under your name; in the members' directory those you chose."
)
_NOBODY = _("Nobody: only the software compares it.")
_ALWAYS_COUNTED = _("You; everybody else sees it only in counts too large to point at you.")
_COUNTED = _(
    "You, and in the members' directory those you chose; everybody else sees it only in counts"
    " too large to point at you."
)
_LEFTOVER = _("30 days after it expires.")
_RIGHTS = Purpose(
    _("To carry the rights of an editor of pages; nobody else has any."),
    _SECURITY,
    _("Until they are editor no more, or the account is erased."),
    _YOU_AND_ADMINISTRATORS,
)

declare(
    "people.Person",
    email=Purpose(
        _("To let you sign in and to send you letters."),
        _CONTRACT,
        _TILL_ERASED,
        _YOU_AND_ADMINISTRATORS,
    ),
    password=Purpose(
        _("To let you sign in with a password, if you set one; kept as a hash."),
        _CONTRACT,
        _TILL_ERASED,
        _NOBODY,
    ),
    name=Purpose(
        _("To name you beside what you say, if you wish to be named."),
        _CONSENT,
        _TILL_ERASED,
        _MEMBERS,
    ),
    language=Purpose(
        _("To write to you in your language."), _CONTRACT, _TILL_ERASED, _YOU_AND_ADMINISTRATORS
    ),
    time_zone=Purpose(
        _("To show times and deadlines as they are where you are."),
        _CONTRACT,
        _TILL_ERASED,
        _("You alone."),
    ),
    organisation=Purpose(
        _("To say for whom you speak, if you wish."), _CONSENT, _TILL_ERASED, _MEMBERS
    ),
    kind=Purpose(
        _("To see whether all kinds of actors are heard."), _CONSENT, _TILL_ERASED, _COUNTED
    ),
    countries_of_origin=Purpose(
        _("To see whether both ends of a migration are heard, and to show you what concerns you."),
        _CONSENT,
        _TILL_ERASED,
        _COUNTED,
    ),
    country_of_residence=Purpose(
        _("To see whether both ends of a migration are heard, and to show you what concerns you."),
        _CONSENT,
        _TILL_ERASED,
        _COUNTED,
    ),
    themes=Purpose(
        _("To show you the discussions on your themes."),
        _CONSENT,
        _TILL_ERASED,
        _("You, and in the members' directory those you chose."),
    ),
    gender=Purpose(
        _("To see whether women and men are heard alike."), _CONSENT, _TILL_ERASED, _ALWAYS_COUNTED
    ),
    attribution=Purpose(
        _("To name you as you wish beside what you say."), _CONTRACT, _TILL_ERASED, _("You alone.")
    ),
    groups=_RIGHTS,
    user_permissions=_RIGHTS,
)
declare(
    "people.SignInLink",
    person=Purpose(
        _("To know whom a sign-in link signs in."),
        _CONTRACT,
        _LEFTOVER,
        _NOBODY,
    ),
)
declare(
    "people.Invitation",
    email=Purpose(
        _("To send an invitation and to know that it was accepted."),
        _("Legitimate interest: asking somebody once to take part"),
        _LEFTOVER,
        _("The administrators of the site."),
    ),
    invited_by=Purpose(
        _("To know which administrator sent an invitation."),
        _SECURITY,
        _LEFTOVER,
        _("The administrators of the site."),
    ),
    language=Purpose(
        _("To write the invitation in a language its reader knows."),
        _("Legitimate interest: asking somebody once to take part"),
        _LEFTOVER,
        _("The administrators of the site."),
    ),
)
declare(
    "people.RetentionRun",
    ran_by=Purpose(
        _("To know which administrator removed data that was due."),
        _SECURITY,
        _("Until the administrator erases their account."),
        _("The administrators of the site."),
    ),
)
declare(
    "account.EmailAddress",
    email=Purpose(
        _("To know which addresses you have shown to be yours, so that your letters are yours."),
        _CONTRACT,
        _TILL_ERASED,
        _YOU_AND_ADMINISTRATORS,
    ),
    user=Purpose(
        _("To know whose address it is."), _CONTRACT, _TILL_ERASED, _YOU_AND_ADMINISTRATORS
    ),
)
declare(
    "account.EmailConfirmation",
    email_address=Purpose(_("To confirm an address with a letter."), _CONTRACT, _LEFTOVER, _NOBODY),
)
declare(
    "mfa.Authenticator",
    data=Purpose(
        _("To check your second factor: a secret of your app, a public key or recovery codes."),
        _SECURITY,
        _("Until you remove the second factor or erase your account."),
        _NOBODY,
    ),
    user=Purpose(
        _("To know whose second factor it is."),
        _SECURITY,
        _("Until you remove the second factor or erase your account."),
        _NOBODY,
    ),
)
declare(
    "sessions.Session",
    session_data=Purpose(
        _("To keep you signed in and to remember what a form was about."),
        _CONTRACT,
        _("Until you sign out, or at most until the session expires."),
        _NOBODY,
    ),
    session_key=Purpose(
        _("To know your browser again while you are signed in."),
        _CONTRACT,
        _("Until you sign out, or at most until the session expires."),
        _NOBODY,
    ),
)
not_personal("people.SignInLink", ["token_hash"])
not_personal("people.Invitation", ["token_hash"])
not_personal("people.RetentionRun", ["removed"])
not_personal("account.EmailConfirmation", ["key"])
not_personal("mfa.Authenticator", ["type"])
