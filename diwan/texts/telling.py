"""Small words that tell a language from its neighbours in Latin letters."""

from __future__ import annotations

from collections import Counter

#: a word of two of them tells nothing; it stands with both, so that neither has it
_WORDS = {
    "en": """the and of with that this which from are were been not they their would should
        will we our you your have has who whose how what when where there these
        those into about only between because but also such come care per plus
        door no a an in on me die more than other it its is by can may must do
        does did""",
    "fr": """le les aux du une dans pour avec qui nous vous sont cette ces leur leurs mais ou
        où être à été est sur pas ne ce il elle ils elles même aussi comme très
        après entre afin notre nos votre vos dont ainsi donc et je tout tous
        toute toutes plus par sans chez c'est de la que un en on a me se te non
        y lui si son""",
    "es": """el los las una por para con más pero sus fue están está como muy también sobre
        desde hasta porque entre nuestra nuestro nuestros ya lo al y sin hay ser
        este esta estos de la que un en a me se te no nos son si""",
    "it": """il gli della delle dei nel nella nelle che per con sono alla anche più questo
        questa di è ha hanno dal dalla degli una sul sulla suo loro nostro
        nostra ma come non e a la un in o se ne lui si""",
    "de": """der die das und ist nicht mit von für auf den dem ein eine einer auch sich zu im
        wir sie wird werden sind haben bei nach aus oder aber wie zur zum des
        unser unsere du in an man so""",
    "pt": """os as do da dos das uma não em para com por mais mas foi são ao aos pela pelo
        também nós nossa nosso seus sua muito já sem ser está e é ou no na nos
        nas de que a me se te son si""",
    "nl": """het een van niet met voor zijn dat op aan ook bij wordt worden deze maar wij we
        onze naar uit door als nog te en de er heeft hebben werd over in of is
        was die so on me nu""",
    "ro": """și în pentru cu din este sunt care mai nu lui la pe că ale al fi au fost prin
        acest această sau noi noastre o un de se ei a in te me si sa son""",
}


def _only_one() -> dict[str, str]:
    owners = {code: set(words.split()) for code, words in _WORDS.items()}
    counted = Counter(word for words in owners.values() for word in words)
    return {word: code for code, words in owners.items() for word in words if counted[word] == 1}


_TELLING = _only_one()


def objects(text: str, code: str) -> bool:
    """Whether as many small words of ``text`` speak for another language as for ``code``."""
    spoken = [_TELLING[word] for word in text.lower().split() if word in _TELLING]
    others = len(spoken) - spoken.count(code)
    return others > 0 and others * 2 >= len(spoken)
