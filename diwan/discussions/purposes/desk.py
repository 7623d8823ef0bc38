"""Why each personal field of the desk, of endorsement and of messages is kept (P-1)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

from .discussions import ACCOUNT, CONSENT, READERS, TASK, TEAM, TEAM_ONLY, WORDS

# --- the desk ----------------------------------------------------------------------------
_BY_TEAM = _("To know who of the team did it.")
_NO_LONGER = _("Until it is saved or thrown away, and no longer than the draft.")
declare(
    "discussions.Presence",
    person=Purpose(
        _("To show the team who works on what, so that nobody overwrites a colleague."),
        TASK,
        _("For some minutes after the desk was last open."),
        TEAM_ONLY,
    ),
)
declare(
    "discussions.UnsavedText",
    person=Purpose(_("To give back what somebody typed."), TASK, _NO_LONGER, _("The person.")),
    text=Purpose(_("To lose nothing that was typed."), TASK, _NO_LONGER, _("The person.")),
)
not_personal("discussions.UnsavedText", ["place"])
not_personal("discussions.Suggestion", ["sha256", "language"])

# --- endorsement -------------------------------------------------------------------------
declare(
    "discussions.EndorsementRound",
    opened_by=Purpose(_BY_TEAM, TASK, ACCOUNT, TEAM_ONLY),
)
not_personal("discussions.EndorsementRound", ["audience", "outcome", "result"])
declare(
    "discussions.Position",
    person=Purpose(
        _("To let each member take one position, and change it."),
        CONSENT,
        ACCOUNT,
        _("Nobody; a reason is shown as its member signs it."),
    ),
    choice=Purpose(
        _("To see whether the members stand behind a statement."),
        CONSENT,
        WORDS,
        _("In counts of three and more; an objection with its reason."),
    ),
    reason=Purpose(_("To answer an objection in public."), CONSENT, WORDS, READERS),
    answer=Purpose(_("To answer an objection in public."), TASK, WORDS, READERS),
    answered_by=Purpose(_BY_TEAM, TASK, ACCOUNT, TEAM_ONLY),
    attribution=Purpose(_("To sign an objection as its member wishes."), CONSENT, WORDS, READERS),
)
not_personal("discussions.Position", ["language"])

# --- translations, messages, priorities --------------------------------------------------
declare(
    "discussions.Translation",
    text=Purpose(
        _("To let everybody read what was said, in their own language."),
        CONSENT,
        WORDS,
        READERS,
    ),
    made_by=Purpose(_("To know who translated."), TASK, ACCOUNT, TEAM_ONLY),
)
not_personal("discussions.Translation", ["language", "origin", "source_sha256", "trouble"])
declare("discussions.Post", made_by=Purpose(_BY_TEAM, TASK, ACCOUNT, TEAM_ONLY))
not_personal("discussions.Post", ["kind", "state", "title", "text"])
_HEARD = _("To ask somebody whose experience is missing in the discussion.")
_ASKED = _("Until the discussion is delivered.")
declare(
    "discussions.Approach",
    name=Purpose(_HEARD, TASK, _ASKED, TEAM_ONLY),
    email=Purpose(_HEARD, TASK, _ASKED, TEAM_ONLY),
    organisation=Purpose(_HEARD, TASK, _ASKED, TEAM_ONLY),
    note=Purpose(_HEARD, TASK, _ASKED, TEAM_ONLY),
    asked_by=Purpose(_("To know who asked whom."), TASK, _ASKED, TEAM_ONLY),
)
not_personal("discussions.Approach", ["language", "state", "way"])
declare(
    "discussions.LettersRefused",
    sha256=Purpose(
        _("To leave out whoever wants no more letters about a discussion."),
        TASK,
        _("As long as the discussion is kept."),
        _("Nobody."),
    ),
)
declare(
    "discussions.TopicIdea",
    title=Purpose(_("To put a topic of a member to everybody."), CONSENT, WORDS, READERS),
    text=Purpose(_("To put a topic of a member to everybody."), CONSENT, WORDS, READERS),
    proposed_by=Purpose(
        _("To tell the member what became of the topic."), CONSENT, ACCOUNT, TEAM_ONLY
    ),
    decision_note=Purpose(_("To tell the member why a topic was not taken."), TASK, WORDS, TEAM),
)
not_personal("discussions.TopicIdea", ["language", "state"])
declare(
    "discussions.Priority",
    person=Purpose(
        _("To count each member once."), CONSENT, ACCOUNT, _("Nobody: only counts are shown.")
    ),
)
_LINKS = _("To keep the sources that contributors name.")
declare(
    "discussions.LinkCandidate",
    url=Purpose(_LINKS, CONSENT, WORDS, TEAM_ONLY),
    title=Purpose(_LINKS, CONSENT, WORDS, TEAM_ONLY),
    decided_by=Purpose(_BY_TEAM, TASK, ACCOUNT, TEAM_ONLY),
)
not_personal("discussions.LinkCandidate", ["link_state", "trouble", "state"])
