"""What the search table and following keep about people, and why."""

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_words = Purpose(
    purpose=_("So that released words can be found in every language and script."),
    basis=_("Legitimate interest: what was published can be found again."),
    retention=_("As long as the text itself can be read; forgotten at once when it is withdrawn."),
    audience=_("Those who may read the text itself."),
)
declare("portal.SearchDocument", title=_words, text=_words)
not_personal("portal.SearchDocument", ["source", "object_id", "language", "url", "date"])

_follow = Purpose(
    purpose=_("To tell somebody what is new about the places, corridors and themes they follow."),
    basis=_("Consent: given by following, and taken back by following no more."),
    retention=_("Until the person follows it no more, or the account is erased."),
    audience=_("The person alone; nobody sees who follows what, and followers are not counted."),
)
declare("portal.Follow", person=_follow, rhythm=_follow)
