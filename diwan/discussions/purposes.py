"""Why each personal field of a discussion is kept (P-1)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_CONSENT = _("Consent: given by contributing, and taken back by withdrawing.")
_TASK = _("Legitimate interest: a moderated discussion that can be traced.")
_ORIGINALS = _("Until the retention schedule purges the originals of a delivered discussion.")
_WORDS = _("As long as the discussion can be read; removed at once when it is withdrawn.")
_ACCOUNT = _("As long as the account exists.")
_READERS = _("Those who may read the discussion, once it is released.")
_CHOSEN = _("Those who may read the discussion, if the contributor chose so.")
_TEAM = _("The facilitation team of the discussion, and its author.")
_TEAM_ONLY = _("The facilitation team of the discussion.")

# --- the call ----------------------------------------------------------------------------
not_personal(
    "discussions.Discussion",
    [
        "slug",
        "stage",
        "audience",
        "title",
        "context",
        "objective",
        "who",
        "use",
        "languages",
        "time_zone",
        "address",
        "event_name",
        "event_url",
        "mailing",
    ],
)
not_personal("discussions.Topic", ["key", "title"])
not_personal("discussions.Question", ["key", "text"])
not_personal("discussions.BackgroundPaper", ["language", "title", "file", "content_type"])
not_personal("discussions.Invitation", ["channel", "token"])
declare(
    "discussions.Facilitator",
    person=Purpose(
        _("To know who may read and release what comes in."),
        _TASK,
        _("As long as the person is on the team."),
        _("The team; readers see the name only as the person chooses to be named."),
    ),
    languages=Purpose(
        _("To give each letter to somebody who reads its language."),
        _TASK,
        _("As long as the person is on the team."),
        _TEAM_ONLY,
    ),
)
declare(
    "discussions.FacilitatorInvitation",
    email=Purpose(
        _("To send the invitation, and to see that the right person accepts it."),
        _TASK,
        _ACCOUNT,
        _TEAM_ONLY,
    ),
    invited_by=Purpose(_("To know who invited."), _TASK, _ACCOUNT, _TEAM_ONLY),
)
not_personal("discussions.FacilitatorInvitation", ["languages", "token"])

# --- contributions -----------------------------------------------------------------------
declare(
    "discussions.Contribution",
    author=Purpose(
        _("So that authors can correct and withdraw what they said, and hear what became of it."),
        _CONSENT,
        _ACCOUNT,
        _TEAM,
    ),
    author_name=Purpose(
        _("To sign the contribution, and to hide the name where it is not wanted."),
        _CONSENT,
        _("As long as the discussion can be read, or until the author erases the account."),
        _CHOSEN,
    ),
    author_email=Purpose(
        _("To answer a letter, and to let its author claim it."),
        _CONSENT,
        _ORIGINALS,
        _TEAM_ONLY,
    ),
    organisation_name=Purpose(
        _("To sign the contribution with the organisation."), _CONSENT, _WORDS, _CHOSEN
    ),
    kind=Purpose(
        _("To see whether all kinds of actors are heard."),
        _CONSENT,
        _WORDS,
        _("In counts of three and more; beside the words as the contributor chose."),
    ),
    country=Purpose(
        _("To see whether all countries are heard."),
        _CONSENT,
        _WORDS,
        _("In counts of three and more; beside the words as the contributor chose."),
    ),
    attribution=Purpose(_("To name the contributor as they wish."), _CONSENT, _WORDS, _TEAM),
    subject=Purpose(_("To know what a letter is about."), _CONSENT, _WORDS, _TEAM_ONLY),
    behalf_consent=Purpose(
        _("To prove that somebody whose words were entered by the team agreed to it."),
        _CONSENT,
        _WORDS,
        _TEAM_ONLY,
    ),
    entered_by=Purpose(
        _("To know who entered words on behalf of somebody."), _TASK, _ACCOUNT, _TEAM_ONLY
    ),
    assigned_to=Purpose(_("To share the work."), _TASK, _ACCOUNT, _TEAM_ONLY),
    conflict_note=Purpose(
        _("To let a colleague decide where a facilitator is not impartial."),
        _TASK,
        _WORDS,
        _TEAM_ONLY,
    ),
    decision_note=Purpose(
        _("To tell the author why something was returned, edited or set aside."),
        _TASK,
        _WORDS,
        _TEAM,
    ),
    decided_by=Purpose(_("To know who decided."), _TASK, _ACCOUNT, _TEAM_ONLY),
    token=Purpose(
        _("To let authors manage their words without an account."),
        _CONSENT,
        _WORDS,
        _("The author, in the letters we send."),
    ),
)
not_personal(
    "discussions.Contribution",
    ["channel", "state", "language", "behalf_source", "set_aside_reason"],
)
declare(
    "discussions.Version",
    text=Purpose(
        _("The words as their author wrote them, to be masked and released."),
        _CONSENT,
        _ORIGINALS,
        _TEAM,
    ),
    masked=Purpose(
        _("The words as readers see them, without contact details."), _CONSENT, _WORDS, _READERS
    ),
    pieces=Purpose(_("The same words, ready to be shown by question."), _CONSENT, _WORDS, _READERS),
    note=Purpose(_("To say what was changed, and why."), _TASK, _WORDS, _TEAM),
    made_by=Purpose(_("To know who changed the words."), _TASK, _ACCOUNT, _TEAM_ONLY),
)
not_personal("discussions.Version", ["kind", "parts"])
declare(
    "discussions.Cutting",
    text=Purpose(
        _("To put back what was cut from a letter by mistake."), _TASK, _ORIGINALS, _TEAM_ONLY
    ),
)
not_personal("discussions.Cutting", ["reason"])
declare(
    "discussions.Attachment",
    file=Purpose(_("To show what was sent with a contribution."), _CONSENT, _WORDS, _READERS),
    name=Purpose(
        _("To save the file under the name its author gave it."), _CONSENT, _WORDS, _READERS
    ),
)
not_personal("discussions.Attachment", ["content_type", "refused"])

# --- around contributions ----------------------------------------------------------------
declare(
    "discussions.QuestionProposal",
    text=Purpose(_("To put a question of a member to everybody."), _CONSENT, _WORDS, _TEAM),
    proposed_by=Purpose(
        _("To tell the member what became of the question."), _CONSENT, _ACCOUNT, _TEAM_ONLY
    ),
    decision_note=Purpose(
        _("To tell the member why a question was not taken."), _TASK, _WORDS, _TEAM
    ),
)
not_personal("discussions.QuestionProposal", ["language", "state"])
declare(
    "discussions.Report",
    reason=Purpose(_("To look at a contribution again."), _TASK, _WORDS, _TEAM_ONLY),
    reported_by=Purpose(
        _("To ask back, and to see misuse of reports."), _TASK, _ACCOUNT, _TEAM_ONLY
    ),
)
not_personal("discussions.Report", ["state"])
declare(
    "discussions.Follow",
    person=Purpose(
        _("To send the letters of a discussion to those who want them."),
        _CONSENT,
        _("Until the person ends it."),
        _("Nobody: only the software uses it."),
    ),
)

# --- passages and the consolidated reply -------------------------------------------------
declare(
    "discussions.Passage",
    corrected_by=Purpose(
        _("To know who decided what a passage answers."), _TASK, _ACCOUNT, _TEAM_ONLY
    ),
)
not_personal("discussions.Passage", ["kind", "targets", "language"])
declare(
    "discussions.Reply",
    made_by=Purpose(_("To know who had the reply drafted."), _TASK, _ACCOUNT, _TEAM_ONLY),
)
not_personal("discussions.Reply", ["state", "step", "trouble"])
declare(
    "discussions.Statement",
    text=Purpose(
        _("To bring together what was said, in the contributors’ own words."),
        _CONSENT,
        _WORDS,
        _TEAM_ONLY,
    ),
    addressee=Purpose(
        _("To tell whom a recommendation is for, as its contributor says."),
        _CONSENT,
        _WORDS,
        _TEAM_ONLY,
    ),
)
not_personal("discussions.Statement", ["kind", "language", "about"])
not_personal("discussions.Citation", ["sha256", "language", "stance"])
declare(
    "discussions.Resource",
    name=Purpose(
        _("To list the documents, organisations and initiatives that contributors name."),
        _CONSENT,
        _WORDS,
        _TEAM_ONLY,
    ),
    url=Purpose(_("To lead to what contributors name."), _CONSENT, _WORDS, _TEAM_ONLY),
)
not_personal("discussions.Resource", ["kind"])
not_personal("discussions.Mention", ["sha256", "language"])
not_personal("discussions.Unused", ["reason"])
