"""Only released words may go to a machine, and its answer must say what they say."""

from __future__ import annotations

import pytest

from diwan.core.errors import Refusal
from diwan.core.providers import Asked, released
from diwan.discussions.actions import authoring, moderation
from diwan.discussions.machine import ReleasedWords, checking

WORDS = "Small loans of 200 dinars helped 45 families in Tunisia. Call me at +216 71 123 456."
KNOWN = {
    "TN": ("Tunisia", "Tunisie", "تونس"),
    "DE": ("Germany", "Allemagne", "ألمانيا"),
    "MA": ("Morocco", "Maroc", "المغرب"),
}


def faults(original, answer, language="fr", *, is_translation=True):
    originals = (original,) if isinstance(original, str) else original
    return set(checking(KNOWN)(Asked(originals, language, is_translation), answer))


# --- what may be sent ---------------------------------------------------------------------
@pytest.mark.django_db
class TestWhatMayBeSent:
    def test_a_held_contribution_is_not_public(self, say):
        held = say(WORDS)
        with pytest.raises(Refusal, match="everybody may read"):
            released("Small loans", ReleasedWords(held.pk))

    def test_a_released_one_is_as_readers_see_it(self, say, bilal):
        contribution = moderation.release(say(WORDS), by=bilal)
        public = released("Small loans of 200 dinars", ReleasedWords(contribution.pk))
        assert public.words() == "Small loans of 200 dinars"
        for hidden in ("+216 71 123 456", WORDS):
            with pytest.raises(Refusal, match="everybody may read"):
                released(hidden, ReleasedWords(contribution.pk))

    def test_a_withdrawn_one_is_public_no_more(self, say, bilal, amina):
        contribution = moderation.release(say(WORDS, by=amina), by=bilal)
        public = released("Small loans", ReleasedWords(contribution.pk))
        authoring.withdraw(contribution, by=amina)
        with pytest.raises(Refusal, match="everybody may read"):
            public.words()

    def test_what_only_members_read_is_not_public(self, say, bilal, discussion):
        contribution = moderation.release(say(WORDS), by=bilal)
        discussion.audience = "members"
        discussion.save()
        with pytest.raises(Refusal, match="everybody may read"):
            released("Small loans", ReleasedWords(contribution.pk))


# --- what is believed ------------------------------------------------------------------------
ENGLISH = "On 3 March 2012 Tunisia and Germany signed an agreement on 1,500 nurses."
FRENCH = "Le 3 mars 2012, la Tunisie et l’Allemagne ont signé un accord sur 1 500 infirmières."
ARABIC = "في ٣ مارس ٢٠١٢ وقعت تونس وألمانيا اتفاقا بشأن ١٥٠٠ ممرضة."


@pytest.mark.parametrize(
    ("original", "answer", "language"),
    [
        (ENGLISH, FRENCH, "fr"),
        (ENGLISH, ARABIC, "ar"),
        (FRENCH, ENGLISH, "en"),
        (FRENCH, ARABIC, "ar"),
        (ARABIC, ENGLISH, "en"),
        (ARABIC, FRENCH, "fr"),
        ("Two of the women came back in May.", "Deux des femmes sont revenues en mai.", "fr"),
        ("The Red Cross gave 12.5 %.", "La Croix-Rouge a donné 12,5 %.", "fr"),
        ("Merci.", "شكرا.", "ar"),
        ("Three.", "3", "ar"),
    ],
)
def test_a_faithful_translation_passes(original, answer, language):
    assert faults(original, answer, language) == set()


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (FRENCH.replace("1 500", "1 600"), "figures"),
        (FRENCH.replace(" sur 1 500 infirmières", ""), "figures"),
        (FRENCH.replace(".", " en 6 mois."), "figures"),
        (FRENCH.replace("mars", "mai"), "dates"),
        (FRENCH.replace("Le 3 mars 2012, l", "L"), "dates"),
        (FRENCH.replace("l’Allemagne", "le Maroc"), "names"),
        (FRENCH.replace("la Tunisie et l’Allemagne ont", "la Tunisie a"), "names"),
        (FRENCH + " Écrivez à amel@example.net.", "contacts"),
        (FRENCH + " Appelez le +216 71 123 456.", "contacts"),
        (ENGLISH, "language"),
        (ARABIC, "language"),
    ],
)
def test_a_translation_that_lies_is_caught(answer, fault):
    assert fault in faults(ENGLISH, answer)


def test_latin_letters_are_no_arabic_however_few():
    assert faults("Thanks.", "Merci.", "ar") == {"language"}


def test_a_draft_may_leave_out_and_not_add():
    originals = ("Loans of 200 dinars helped 45 families.", "Cinq femmes ont ouvert un atelier.")
    good = "Loans of 200 dinars helped, and five women opened a workshop."
    assert faults(originals, good, "en", is_translation=False) == set()
    for added, fault in (
        (" It took 9 months.", "figures"),
        (" This was in 2019.", "dates"),
        (" So says Hedi Mabrouk.", "names"),
        (" The same holds in Morocco.", "names"),
        (" Write to amel@example.net.", "contacts"),
    ):
        assert fault in faults(originals, good + added, "en", is_translation=False), added
