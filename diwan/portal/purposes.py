"""What the search table and following keep about people, and why."""

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_words = Purpose(
    purpose=_(
        "So that words can be found in every language and script by those who may read them."
    ),
    basis=_("Legitimate interest: who may read a text can find it again."),
    retention=_("As long as the text itself can be read; forgotten at once when it is withdrawn."),
    audience=_("Those who may read the text itself."),
)
#: the folded words that the table keeps of the object stand in no field of the model
declare("portal.SearchDocument", object_id=_words)
not_personal(
    "portal.SearchDocument",
    ["source", "language", "places", "themes", "year", "found_at", "indexed_at"],
)

_follow = Purpose(
    purpose=_("To tell somebody what is new about the places, corridors and themes they follow."),
    basis=_("Consent: given by following, and taken back by following no more."),
    retention=_("Until the person follows it no more, or the account is erased."),
    audience=_("The person alone; nobody sees who follows what, and followers are not counted."),
)
declare("portal.Follow", person=_follow, rhythm=_follow)

_kept = Purpose(
    purpose=_("To tell somebody what a search that they keep finds later."),
    basis=_("Consent: given by keeping the search, and taken back by keeping it no more."),
    retention=_("Until the person keeps it no more, or the account is erased."),
    audience=_("The person alone; nobody sees what somebody looks for."),
)
declare("portal.SavedSearch", person=_kept, words=_kept, source=_kept, language=_kept, rhythm=_kept)
