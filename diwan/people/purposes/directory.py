"""Why what members show, and what they agreed to, is kept (P-1)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_CONSENT = _("Your consent: leave it empty or empty it again at any time")
_IN_DIRECTORY = _("Your consent to stand in the members' directory")
_PROOF = _("Legal obligation: to be able to show that you agreed")
_TILL_ERASED = _("Until you change it or erase your account.")
_TILL_ERASURE = _("Until you erase your account.")
_CHOSEN = _("Those you chose, field by field; nobody without your consent.")
_YOU = _("You alone.")
_YOU_AND_ADMINISTRATORS = _("You and the administrators of the site.")

declare(
    "people.Profile",
    person=Purpose(
        _("To know whose profile it is."), _CONSENT, _TILL_ERASURE, _("Nobody: only the software.")
    ),
    about=Purpose(_("To say what others may come to you for."), _CONSENT, _TILL_ERASED, _CHOSEN),
    expertise=Purpose(
        _("To be found by your field of expertise."), _CONSENT, _TILL_ERASED, _CHOSEN
    ),
    institution=Purpose(_("To say where you work or teach."), _CONSENT, _TILL_ERASED, _CHOSEN),
    languages=Purpose(_("To be found by a language you speak."), _CONSENT, _TILL_ERASED, _CHOSEN),
    handle=Purpose(
        _("To give your page an address that says nothing about you."),
        _CONSENT,
        _TILL_ERASURE,
        _CHOSEN,
    ),
)
declare(
    "people.DirectoryEntry",
    person=Purpose(
        _("To know whose entry it is."),
        _IN_DIRECTORY,
        _("Until you take the consent back, hide every field, or erase your account."),
        _("Nobody: only the software."),
    ),
    sort_name=Purpose(
        _("To put you in the order of names, for those who see your name."),
        _IN_DIRECTORY,
        _("Until you take the consent back, hide every field, or erase your account."),
        _CHOSEN,
    ),
    handle=Purpose(
        _("To lead from the entry to your page."),
        _IN_DIRECTORY,
        _("Until you take the consent back, hide every field, or erase your account."),
        _CHOSEN,
    ),
    seen=Purpose(
        _("To show in a list what those who look may see of you, and nothing else."),
        _IN_DIRECTORY,
        _("Until you take the consent back, hide every field, or erase your account."),
        _CHOSEN,
    ),
)
declare(
    "people.Consent",
    person=Purpose(_("To know who agreed."), _PROOF, _TILL_ERASURE, _YOU_AND_ADMINISTRATORS),
    witness=Purpose(
        _("To know who was there when somebody agreed aloud or with a thumbprint."),
        _PROOF,
        _("Until the person who agreed erases their account."),
        _("The person who agreed, and the administrators of the site."),
    ),
    recorded_by=Purpose(
        _("To know who wrote a consent down."),
        _PROOF,
        _("Until the person who agreed erases their account."),
        _("The person who agreed, and the administrators of the site."),
    ),
    withdrawn_by=Purpose(
        _("To know who wrote down that a consent was taken back."),
        _PROOF,
        _("Until the person who agreed erases their account."),
        _("The administrators of the site."),
    ),
    purpose=Purpose(
        _("To know what was agreed to."), _PROOF, _TILL_ERASURE, _YOU_AND_ADMINISTRATORS
    ),
    language=Purpose(
        _("To know in which language the text was read."),
        _PROOF,
        _TILL_ERASURE,
        _YOU_AND_ADMINISTRATORS,
    ),
    method=Purpose(
        _("To know how somebody agreed."), _PROOF, _TILL_ERASURE, _YOU_AND_ADMINISTRATORS
    ),
)
not_personal("people.ConsentText", ["purpose", "digest", "titles", "texts"])
not_personal("people.FieldAudience", ["field", "audience"])
