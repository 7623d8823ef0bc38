"""What the search table keeps about people, and why."""

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
