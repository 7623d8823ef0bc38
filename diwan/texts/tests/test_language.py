from __future__ import annotations

from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.texts import language
from diwan.texts.language import KNOWN, detect
from diwan.texts.telling import objects

SENTENCES = [
    ("en", "Our association helps returning nurses to have their diplomas recognised at home."),
    ("en", "Local authorities should be consulted before the agreement is signed."),
    ("en", "How can small savings of families become jobs for young people?"),
    ("fr", "Notre association accompagne les infirmières de retour dans leur région d'origine."),
    ("fr", "Les collectivités locales doivent être consultées avant la signature de l'accord."),
    ("fr", "Comment faire de l'épargne des familles des emplois pour les jeunes ?"),
    ("es", "Las autoridades locales deben ser consultadas antes de firmar el acuerdo."),
    ("it", "Le autorità locali devono essere consultate prima della firma dell'accordo."),
    ("de", "Die Gemeinden sollen gefragt werden, bevor das Abkommen unterschrieben wird."),
    ("pt", "As autoridades locais devem ser consultadas antes da assinatura do acordo."),
    ("nl", "De gemeenten moeten worden geraadpleegd voordat het akkoord wordt getekend."),
    ("ro", "Autoritățile locale trebuie consultate înainte de semnarea acordului."),
    ("ar", "يجب استشارة الجماعات المحلية قبل توقيع الاتفاق."),
    ("ar", "كيف تصبح مدخرات العائلات فرص عمل للشباب؟"),
    ("fa", "چگونه پس‌انداز خانواده‌ها می‌تواند به شغل برای جوانان تبدیل شود؟"),
    ("ur", "معاہدے پر دستخط سے پہلے مقامی اداروں سے مشورہ کیا جانا چاہیے۔"),
    ("ru", "Местные власти должны быть опрошены до того, как соглашение подписано."),
    ("uk", "Місцева влада має бути опитана до того, як угоду буде підписано, її думка важлива."),
    ("el", "Οι τοπικές αρχές πρέπει να ερωτηθούν πριν από την υπογραφή."),
    ("am", "ስምምነቱ ከመፈረሙ በፊት የአካባቢ ባለስልጣናት ሊጠየቁ ይገባል"),
]


@pytest.mark.parametrize(("code", "sentence"), SENTENCES)
def test_a_sentence_is_told(code: str, sentence: str) -> None:
    guess = detect(sentence, default="xx")
    assert guess.code == code
    assert 0 < guess.confidence <= 1
    assert code in KNOWN


@pytest.mark.parametrize("text", ["", "  \n", "12 %", "Bonjour à tous", "OK, thanks", "Merci !"])
def test_too_little_text_gets_the_default(text: str) -> None:
    assert detect(text, default="fr").code == "fr"
    assert detect(text).code == ""


def test_a_few_arabic_letters_are_enough() -> None:
    assert detect("شكرا جزيلا", default="fr").code == "ar"


def test_the_greater_part_of_a_mixed_text_wins() -> None:
    french = "Les collectivités locales doivent être consultées avant la signature.\n"
    english = "As the call says, local authorities are important partners in development.\n"
    assert detect(french * 4 + english).code == "fr"
    assert detect(french + english * 4).code == "en"
    arabic = "يجب استشارة الجماعات المحلية قبل توقيع الاتفاق مع جميع الشركاء.\n"
    assert detect(arabic * 3 + french).code == "ar"


def test_addresses_and_links_do_not_count_as_words() -> None:
    assert (
        detect("https://example.org/the-very-english-title-of-this-page", default="ar").code == "ar"
    )


def test_many_threads_may_ask_at_once() -> None:
    answers: list[str] = []

    def ask() -> None:
        answers.append(detect(SENTENCES[0][1]).code)

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["en"] * 8


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["", "en", "ar"]))
def test_any_text_gets_a_known_code_or_the_default(text: str, default: str) -> None:
    guess = detect(text, default=default)
    assert guess.code in {default, "und", *KNOWN}
    assert 0 <= guess.confidence <= 1


def test_a_short_last_line_joins_the_piece_before_it():
    text = "Beekeeping and masonry are the skills that people bring back home.\n" * 6 + "Yours,\nA."
    assert detect(text).code == "en"


def count_asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []
    told = language._told

    def listening(text: str) -> tuple[str, float]:
        asked.append(text)
        return told(text)

    monkeypatch.setattr(language, "_told", listening)
    return asked


def test_of_a_long_text_that_agrees_a_few_pieces_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = count_asked(monkeypatch)
    assert detect(f"{SENTENCES[3][1]} {SENTENCES[4][1]}\n" * 40).code == "fr"
    assert len(asked) <= 5


def test_a_piece_whose_small_words_object_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = count_asked(monkeypatch)
    english = f"{SENTENCES[0][1]} {SENTENCES[1][1]}"
    lines = [f"{SENTENCES[3][1]} {SENTENCES[4][1]}"] * 40
    lines[1] = english
    assert detect("\n".join(lines)).code == "fr"
    assert any(english in piece for piece in asked)


def test_a_long_line_in_two_languages_is_asked_whole() -> None:
    french, english = f"{SENTENCES[3][1]} {SENTENCES[4][1]}", SENTENCES[0][1]
    assert detect(" ".join([*[english] * 3, *[french] * 20])).code == "fr"


LATIN = [(code, sentence) for code, sentence in SENTENCES if code in language._LATIN]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LATIN), st.integers(1, 9)), min_size=1, max_size=5))
def test_a_few_pieces_tell_what_all_would_tell(runs: list[tuple[tuple[str, str], int]]) -> None:
    text = "\n".join(sentence for (_code, sentence), times in runs for _ in range(times))
    pieces = language._pieces(text)
    asked = [(language._told(piece)[0], sum(map(str.isalpha, piece))) for piece in pieces]
    letters: dict[str, int] = {}
    for code, count in asked:
        letters[code] = letters.get(code, 0) + count
    assert detect(text).code == max(letters, key=lambda code: letters[code])


def test_no_small_word_speaks_for_two_languages() -> None:
    assert not objects("les communes et leurs habitants", "fr")
    assert objects("the towns and their people", "fr")
    assert not objects("a la de que", "it")
