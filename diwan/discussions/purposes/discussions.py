"""Why each personal field of a discussion is kept (P-1)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

CONSENT = _("Consent: given by contributing, and taken back by withdrawing.")
TASK = _("Legitimate interest: a moderated discussion that can be traced.")
_ORIGINALS = _("Until the retention schedule purges the originals of a delivered discussion.")
WORDS = _("As long as the discussion can be read; removed at once when it is withdrawn.")
ACCOUNT = _("As long as the account exists.")
READERS = _("Those who may read the discussion, once it is released.")
_CHOSEN = _("Those who may read the discussion, if the contributor chose so.")
TEAM = _("The facilitation team of the discussion, and its author.")
TEAM_ONLY = _("The facilitation team of the discussion.")
_PUBLISHED = _("The facilitation team; once the reply is published, those who may read it.")

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
        TASK,
        _("As long as the person is on the team."),
        _("The team; readers see the name only as the person chooses to be named."),
    ),
    languages=Purpose(
        _("To give each letter to somebody who reads its language."),
        TASK,
        _("As long as the person is on the team."),
        TEAM_ONLY,
    ),
)
declare(
    "discussions.FacilitatorInvitation",
    email=Purpose(
        _("To send the invitation, and to see that the right person accepts it."),
        TASK,
        ACCOUNT,
        TEAM_ONLY,
    ),
    invited_by=Purpose(_("To know who invited."), TASK, ACCOUNT, TEAM_ONLY),
)
not_personal("discussions.FacilitatorInvitation", ["languages", "token"])

# --- contributions -----------------------------------------------------------------------
declare(
    "discussions.Contribution",
    author=Purpose(
        _("So that authors can correct and withdraw what they said, and hear what became of it."),
        CONSENT,
        ACCOUNT,
        TEAM,
    ),
    author_name=Purpose(
        _("To sign the contribution, and to hide the name where it is not wanted."),
        CONSENT,
        _("As long as the discussion can be read, or until the author erases the account."),
        _CHOSEN,
    ),
    author_email=Purpose(
        _("To answer a letter, and to let its author claim it."),
        CONSENT,
        _ORIGINALS,
        TEAM_ONLY,
    ),
    organisation_name=Purpose(
        _("To sign the contribution with the organisation."), CONSENT, WORDS, _CHOSEN
    ),
    kind=Purpose(
        _("To see whether all kinds of actors are heard."),
        CONSENT,
        WORDS,
        _("In counts of three and more; beside the words as the contributor chose."),
    ),
    country=Purpose(
        _("To see whether all countries are heard."),
        CONSENT,
        WORDS,
        _("In counts of three and more; beside the words as the contributor chose."),
    ),
    attribution=Purpose(_("To name the contributor as they wish."), CONSENT, WORDS, TEAM),
    subject=Purpose(_("To know what a letter is about."), CONSENT, WORDS, TEAM_ONLY),
    behalf_consent=Purpose(
        _("To prove that somebody whose words were entered by the team agreed to it."),
        CONSENT,
        WORDS,
        TEAM_ONLY,
    ),
    entered_by=Purpose(
        _("To know who entered words on behalf of somebody."), TASK, ACCOUNT, TEAM_ONLY
    ),
    assigned_to=Purpose(_("To share the work."), TASK, ACCOUNT, TEAM_ONLY),
    conflict_note=Purpose(
        _("To let a colleague decide where a facilitator is not impartial."),
        TASK,
        WORDS,
        TEAM_ONLY,
    ),
    decision_note=Purpose(
        _("To tell the author why something was returned, edited or set aside."),
        TASK,
        WORDS,
        TEAM,
    ),
    decided_by=Purpose(_("To know who decided."), TASK, ACCOUNT, TEAM_ONLY),
    token=Purpose(
        _("To let authors manage their words without an account."),
        CONSENT,
        WORDS,
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
        CONSENT,
        _ORIGINALS,
        TEAM,
    ),
    masked=Purpose(
        _("The words as readers see them, without contact details."), CONSENT, WORDS, READERS
    ),
    pieces=Purpose(_("The same words, ready to be shown by question."), CONSENT, WORDS, READERS),
    note=Purpose(_("To say what was changed, and why."), TASK, WORDS, TEAM),
    made_by=Purpose(_("To know who changed the words."), TASK, ACCOUNT, TEAM_ONLY),
)
not_personal("discussions.Version", ["kind", "parts"])
declare(
    "discussions.Cutting",
    text=Purpose(
        _("To put back what was cut from a letter by mistake."), TASK, _ORIGINALS, TEAM_ONLY
    ),
)
not_personal("discussions.Cutting", ["reason"])
declare(
    "discussions.Attachment",
    file=Purpose(_("To show what was sent with a contribution."), CONSENT, WORDS, READERS),
    name=Purpose(_("To save the file under the name its author gave it."), CONSENT, WORDS, READERS),
)
not_personal("discussions.Attachment", ["content_type", "refused"])

# --- around contributions ----------------------------------------------------------------
declare(
    "discussions.QuestionProposal",
    text=Purpose(_("To put a question of a member to everybody."), CONSENT, WORDS, TEAM),
    proposed_by=Purpose(
        _("To tell the member what became of the question."), CONSENT, ACCOUNT, TEAM_ONLY
    ),
    decision_note=Purpose(_("To tell the member why a question was not taken."), TASK, WORDS, TEAM),
)
not_personal("discussions.QuestionProposal", ["language", "state"])
declare(
    "discussions.Report",
    reason=Purpose(_("To look at a contribution again."), TASK, WORDS, TEAM_ONLY),
    reported_by=Purpose(_("To ask back, and to see misuse of reports."), TASK, ACCOUNT, TEAM_ONLY),
)
not_personal("discussions.Report", ["state"])
declare(
    "discussions.Follow",
    person=Purpose(
        _("To send the letters of a discussion to those who want them."),
        CONSENT,
        _("Until the person ends it."),
        _("Nobody: only the software uses it."),
    ),
)
not_personal("discussions.Follow", ["rhythm", "digest_problem"])

# --- passages and the consolidated reply -------------------------------------------------
declare(
    "discussions.Passage",
    corrected_by=Purpose(
        _("To know who decided what a passage answers."), TASK, ACCOUNT, TEAM_ONLY
    ),
    named=Purpose(
        _("To find the organisations and initiatives that contributors name."),
        CONSENT,
        WORDS,
        TEAM_ONLY,
    ),
)
not_personal("discussions.Passage", ["kind", "targets", "language", "marks", "themes", "places"])
declare(
    "discussions.Reply",
    made_by=Purpose(_("To know who had the reply drafted."), TASK, ACCOUNT, TEAM_ONLY),
    published_by=Purpose(_("To know who published the reply."), TASK, ACCOUNT, TEAM_ONLY),
)
not_personal("discussions.Reply", ["state", "step", "trouble", "note", "content_sha256"])
declare(
    "discussions.Statement",
    text=Purpose(
        _("To bring together what was said, in the contributors’ own words."),
        CONSENT,
        WORDS,
        _PUBLISHED,
    ),
    changed_by=Purpose(_("To know who worded it."), TASK, ACCOUNT, TEAM_ONLY),
    addressee=Purpose(
        _("To tell whom a recommendation is for, as its contributor says."),
        CONSENT,
        WORDS,
        _PUBLISHED,
    ),
)
not_personal("discussions.Statement", ["kind", "language", "about", "key", "themes", "places"])
not_personal("discussions.Citation", ["sha256", "language", "stance"])
declare(
    "discussions.Resource",
    name=Purpose(
        _("To list the documents, organisations and initiatives that contributors name."),
        CONSENT,
        WORDS,
        _PUBLISHED,
    ),
    url=Purpose(_("To lead to what contributors name."), CONSENT, WORDS, _PUBLISHED),
)
not_personal("discussions.Resource", ["kind"])
not_personal("discussions.Mention", ["sha256", "language"])
not_personal("discussions.Unused", ["reason"])
