"""What the verbs of the log are called. A verb is a short English code; rooms above choose it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

READ = "read log"
CHECK = "check log"

VERBS: dict[str, StrPromise] = {
    READ: _("read the log"),
    CHECK: _("checked the log"),
    # mail
    "letter.retried": _("tried a letter again"),
    "letter.requeued": _("sent a letter again"),
    "take letter": _("took in a letter"),
    # vocabularies
    "add_municipality": _("added a municipality"),
    "set_footnote": _("changed the note on a designation"),
    # people
    "update profile": _("changed a profile"),
    "add organisation": _("added an organisation"),
    "invite": _("invited somebody"),
    "accept invitation": _("accepted an invitation"),
    "make sign-in link": _("made a sign-in link"),
    "use sign-in link": _("used a sign-in link"),
    "give role administrator": _("made somebody an administrator"),
    "give role steward": _("made somebody a steward"),
    "take role administrator": _("took away the role of administrator"),
    "take role steward": _("took away the role of steward"),
    "suspend": _("suspended an account"),
    "reinstate": _("opened an account again"),
    "erase": _("erased an account"),
    "run retention": _("removed what was due"),
    # discussions
    "create": _("created a discussion"),
    "update": _("changed an announcement"),
    "move to open": _("opened a discussion"),
    "move to extended": _("extended a discussion"),
    "move to closed": _("closed a discussion"),
    "move to consolidated": _("marked a discussion as consolidated"),
    "move to endorsed": _("marked a discussion as endorsed"),
    "move to delivered": _("marked a discussion as delivered"),
    "move to followed_up": _("marked a discussion as followed up"),
    "add topic": _("added a topic"),
    "add question": _("added a question"),
    "reword": _("reworded a topic or question"),
    "remove": _("removed a topic or question"),
    "add paper": _("added a background paper"),
    "share": _("made an invitation to share"),
    "invite facilitator": _("invited a co-facilitator"),
    "join team": _("joined a team"),
    "appoint": _("appointed a facilitator"),
    "make lead": _("handed over the lead"),
    "leave team": _("took somebody off a team"),
    # contributions
    "submit": _("handed in a contribution"),
    "enter on behalf": _("entered a contribution for somebody"),
    "claim": _("tied a contribution to an account"),
    "attribute": _("changed how a contribution is signed"),
    "correct": _("corrected a contribution"),
    "withdraw": _("withdrew a contribution"),
    "assign": _("assigned a contribution"),
    "note conflict": _("noted a conflict of interest"),
    "release": _("released a contribution"),
    "return": _("returned a contribution"),
    "set aside": _("set a contribution aside"),
    "put back": _("put a contribution back into the queue"),
    "restore cut text": _("put cut text back"),
    "merge correction": _("released a correction"),
    "keep shown words": _("declined a correction"),
    "describe": _("described a contribution"),
    "correct language": _("corrected the language of a contribution"),
    "purge originals": _("removed originals after delivery"),
    "align": _("found the passages of a discussion"),
    "correct passage": _("corrected a passage"),
    "mark passage": _("marked a passage"),
    "open round": _("opened a comment round"),
    "take positions": _("said what they think of a reply"),
    "withdraw objection": _("took back the words of an objection"),
    "answer objection": _("answered an objection"),
    "close round": _("closed a comment round"),
    "erase positions": _("removed what an erased account had said of a reply"),
    "consolidate": _("drafted a consolidated reply"),
    "give up reply": _("gave up a draft of a consolidated reply"),
    "deliver reply": _("delivered a consolidated reply"),
    "redact reply": _("took words back from a consolidated reply"),
    "begin reply": _("began a version of a consolidated reply"),
    "publish reply": _("published a consolidated reply"),
    "propose question": _("proposed a question"),
    "question promoted": _("took up a proposed question"),
    "question declined": _("declined a proposed question"),
    "question open": _("put a proposed question to the members"),
    "propose topic": _("proposed a topic"),
    "topic open": _("put a proposed topic to the members"),
    "topic promoted": _("took up a proposed topic"),
    "topic declined": _("declined a proposed topic"),
    "draft message": _("had a message of the team drafted"),
    "change message": _("changed the draft of a message"),
    "publish message": _("published a message of the team"),
    "correct message": _("corrected a message of the team"),
    "drop message": _("threw a draft of a message away"),
    "plan approach": _("put people on a list of those to be heard"),
    "change approach": _("corrected a list of those to be heard"),
    "approach": _("asked somebody to contribute"),
    "note refusal": _("noted that somebody does not want to contribute"),
    "drop approach": _("took somebody off a list of those to be heard"),
    "stop letters": _("ended the letters about a discussion"),
    "check links": _("looked up the links of a discussion"),
    "link candidate": _("put a link back to be looked at"),
    "link kept": _("kept a link for the library"),
    "link dropped": _("dropped a link"),
    "report": _("reported a contribution"),
    "report kept": _("looked at a report and kept the contribution"),
    "report acted": _("acted upon a report"),
}


def verb_name(verb: str) -> str:
    """What a verb is called in the reader's language; an unknown one is shown as it is."""
    return str(VERBS.get(verb, verb))
