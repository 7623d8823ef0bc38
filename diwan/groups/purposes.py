"""Why councils and questions name persons (P-1): who asks, answers, sits and keeps the record."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_OFFICE = _("Legitimate interest: who acts for a body answers for it")
_AS_LONG = _("As long as the record is kept; without the name once the account is erased.")
_INSIDE = _("Those who keep the record, stewards and administrators.")
_ACTED = Purpose(_("To know who did it for a body or for the house."), _OFFICE, _AS_LONG, _INSIDE)
_ASKED = _("Contract: you ask, and are answered")
_TILL_ERASED = _("Until you take the question back or erase your account.")
_UNPUBLISHED = _("Until it is published; what was refused or taken back, for 90 days.")
_HOUSE = _("You and the stewards who read it for the house.")
_ALL = _("Everybody, once it is published; without contact details.")
_SEAT = _("Consent: you choose who reads your name, and take it back at any time")

declare(
    "groups.Question",
    asked_by=Purpose(
        _("To tell you of the answer, and to show you as you chose."),
        _ASKED,
        _TILL_ERASED,
        _("You; readers as you chose: by name, by what you take part as, or not at all."),
    ),
    naming=Purpose(_("To show you as you chose."), _ASKED, _TILL_ERASED, _("You.")),
    title=Purpose(_("So that others find the question."), _ASKED, _TILL_ERASED, _ALL),
    masked=Purpose(_("So that the authority and others read it."), _ASKED, _TILL_ERASED, _ALL),
    text=Purpose(_("So that you can correct it."), _ASKED, _UNPUBLISHED, _HOUSE),
    why=Purpose(_("To tell you what to change or where to turn."), _ASKED, _UNPUBLISHED, _HOUSE),
    decided_by=_ACTED,
)
declare(
    "groups.Answer",
    answered_by=_ACTED,
    text=Purpose(_("So that everybody reads the answer."), _OFFICE, _AS_LONG, _ALL),
)
declare(
    "groups.Support",
    person=Purpose(
        _("To count each member once who asks too."), _ASKED, _TILL_ERASED, _("Nobody: a number.")
    ),
)
declare("groups.ResponseTime", set_by=_ACTED)
declare("groups.Redirection", redirected_by=_ACTED)
declare("groups.Council", created_by=_ACTED)
declare("groups.Opinion", created_by=_ACTED, answered_by=_ACTED)
declare(
    "groups.Holding",
    person=Purpose(
        _("To know who sits in a council."),
        _SEAT,
        _AS_LONG,
        _("Those whom you choose; until then those who keep the record, and stewards."),
    ),
    audience=Purpose(_("To show your name as you chose."), _SEAT, _AS_LONG, _("You.")),
)
not_personal("groups.Council", ["slug", "name", "mandate", "founding_act", "source"])
not_personal("groups.College", ["kind", "name", "naming"])
not_personal("groups.Holding", ["role"])
not_personal("groups.Meeting", ["title", "where", "minutes"])
not_personal("groups.AgendaItem", ["title", "outcome"])
not_personal("groups.Opinion", ["title", "text", "state", "response", "answer"])
not_personal("groups.Question", ["language", "state"])
not_personal("groups.Answer", ["language"])
not_personal("groups.Redirection", ["why", "language"])
