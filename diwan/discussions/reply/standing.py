"""Whether a sentence can stand alone in a reply, far from the words around it."""

from __future__ import annotations

import re

from diwan.texts.masking import plain_view

WORDS_AT_LEAST = 8
#: Arabic writes articles, prepositions and pronouns into its words
ARABIC_WORDS_AT_LEAST = 6
WORDS_AT_MOST = 60
_TITLES_AT_MOST = 0.5

_MARK = re.compile(r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,4}|[أ-ي])[.)]\)?|[-*•‣▪◦·–—→✓])\s+")
_MASKED = re.compile(
    r"\[(?:e-mail|phone|address|account|courriel|téléphone|adresse|compte"
    r"|بريد إلكتروني|هاتف|عنوان|حساب)\]"
)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_CLOSED = re.compile(r"[.!…۔][\"'”’»›)\]\s]*$")
_ASKED = re.compile(r"[?؟][\"'”’»›)\]\s]*$")

#: words that only add the sentence to the one before; what follows them stands as well
_ADDING = re.compile(
    r"(?:moreover|furthermore|in addition|additionally|also|besides|finally|lastly|first(?:ly)?"
    r"|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|first of all|in conclusion|to conclude|in short"
    r"|in my (?:view|opinion|experience)|de plus|en outre|par ailleurs|aussi|enfin|ensuite"
    r"|d'abord|tout d'abord|premièrement|deuxièmement|troisièmement|en conclusion|pour conclure"
    r"|à mon avis|selon moi|finalement|notamment"
    r"|(?:و)?(?:أولاً?|ثانياً?|ثالثاً?|رابعاً?|أخيراً?|ختاماً?|في الختام|في رأيي|برأيي"
    r"|إضافة إلى ذلك|بالإضافة إلى ذلك|علاوة على ذلك|فضلا عن ذلك))\s*[,،:]\s*",
    re.IGNORECASE,
)
#: beginnings that point back at words which do not come along
_LEANING = re.compile(
    r"(?:this|these|that|those|such|they|he|she|his|her|hers|their|theirs|its|here|there,"
    r"|it(?! (?:is|was|would be|will be|may be|can be|could be|seems|takes|must be|should be)"
    r" (?:also )?(?:\w+ly )?(?:important|necessary|essential|crucial|vital|clear|useful|key|possible|difficult|easy"
    r"|better|best|hard|advisable|imperative|fundamental|critical|known|recommended|true|worth"
    r"|estimated|\w+ (?:that|to|for)))"
    r"|however|but|and|or|so|yet|then|thus|hence|therefore|consequently|otherwise|instead"
    r"|nevertheless|nonetheless|still|likewise|similarly|indeed|meanwhile|conversely|accordingly"
    r"|both|another|others|the (?:latter|former|same|other|others|rest|above|following|result)"
    r"|one (?:of (?:them|these)|is|was|such)|some (?:of (?:them|these)|do|did|are|were)|none|neither"
    r"|most (?:of (?:them|these)|do|did|are|were)|for (?:example|instance|this|that|these|those)"
    r"|in (?:this|that|these|those|such|fact|other words|the same|contrast|both|so doing)"
    r"|as (?:such|mentioned|noted|stated|said|a result|a consequence|i|above|we have)"
    r"|on the (?:other|contrary|same|one)|at the same|to (?:this|that|these|answer|do so|that)"
    r"|by (?:this|that|doing|contrast)|with (?:this|that|these|such|it)|from (?:this|that|these)"
    r"|of (?:these|this|those|them)|after (?:this|that)|since then|because of (?:this|that)"
    r"|under (?:this|these|such)|through (?:this|these|such)|(?:yes|no)[,.]|that is why|which|who"
    r"|cela|ceci|ça|ce|cet|cette|ces|celui|celle|ceux|celles|c'est|c'était|elle|elles|ils|leurs?"
    r"|il(?! (?:faut|faudrait|convient|conviendrait|existe|y a|s'agi|est (?:\w+ )?(?:\w+ )?(?:de|que|d'|qu')"
    r"|serait|importe|apparaît|semble))|son|sa|ses|on y|y|en|mais|et|or|donc|ainsi|alors|puis|car"
    r"|toutefois|cependant|pourtant|néanmoins|d'où|voilà|voici|tels?|telles?|sinon|bref|certes"
    r"|par (?:exemple|conséquent|contre|cela|là)|à (?:cela|cet|cette|ce|ces|titre)"
    r"|pour (?:cela|ce|cet|cette|ces)|dans (?:ce|cet|cette|ces)|de (?:ce|cet|cette|ces|même)"
    r"|d'(?:autre|autres|une part)|avec (?:ce|cet|cette|ces|cela)|grâce à (?:cela|ce|cet|cette|ces)"
    r"|comme (?:je|nous|indiqué|mentionné|évoqué|dit)|après (?:cela|ce)|depuis lors|l'(?:un|une|autre)"
    r"|les (?:uns|autres|deux|mêmes)|la même|le même|(?:oui|non)[,.]|ce qui|c'est pourquoi|lequel"
    r"|ف?(?:هذا|هذه|ذلك|تلك|هؤلاء|هذان|هنا|هناك،)|هو|هي|هم|هما|لكن|لكنه|لكنها|لذلك|لهذا|لذا|ثم"
    r"|كما|أيضا|فإن|إنه|إنها|بينما|مثلا|غير أن|إلا أن|عندها|عندئذ|حيث|بالتالي|أي|لأن|لأنه|لأنها"
    r"|و(?:هذا|هذه|ذلك|تلك|هؤلاء|هو|هي|هم|لكن|لكنه|لذلك|لهذا|لذا|كذلك|بذلك|بهذا|منها|منهم|فيها|فيه|بعدها"
    r"|عليه|بالتالي|مع ذلك|رغم ذلك|من ثم|من هنا|على سبيل|مثال)"
    r"|على (?:سبيل|هذا|هذه|ذلك)|في (?:هذا|هذه|ذلك|تلك)|من (?:هذا|هذه|ذلك|تلك|هنا|ثم)|ب(?:هذا|هذه|ذلك)"
    r"|ل(?:هذا|هذه|ذلك)|بعد (?:ذلك|هذا)|مع (?:ذلك|هذا)|نعم|لا،)(?!\w)",
    re.IGNORECASE,
)
#: within the first words of a sentence these point back too: “When they come home, …”
_LEANING_SOON = re.compile(
    r"(?<!\w)(?:this|these|those|they|them|he|she|his|him|cela|ceux-ci|celles-ci|celui-ci|celle-ci"
    r"|cet|ces|ils|elles|هذا|هذه|ذلك|تلك|هؤلاء)(?!\w)",
    re.IGNORECASE,
)
_SOON = 5
#: the letter itself, its headings, its courtesies: nothing of it belongs into a reply
_OF_THE_LETTER = re.compile(
    r"\b(?:dear (?:all|members|colleagues|facilitators?|friends|sir)|thank you|thanks (?:to|for)"
    r"|best regards|kind regards|sincerely|i (?:hope|wish|look forward|agree with|would like to"
    r" (?:thank|share|answer|respond|comment)|attach|congratulate)|as (?:mentioned|noted|stated|said|explained) "
    r"(?:above|before|earlier|below)|see (?:above|below)|e-?discussion|this question|the question"
    r"|your question|questions? (?:\d|one|two|three)|topic (?:\d|one|two)|my (?:answer|contribution)"
    r"|this contribution|our contribution to|let me|allow me|the following (?:points|are|is)|below"
    r"|above-mentioned|aforementioned"
    r"|chers? (?:tous|collègues|membres|amis)|merci|cordialement|salutations|je (?:vous|souhaite"
    r"|tiens à|me permets|remercie)|ci-dessus|ci-dessous|ci-après|susmentionné\w*|cette question|la question"
    r"|votre question|question \d|sujet \d|ma réponse|ma contribution|notre contribution|permettez"
    r"|la présente|les points suivants)\b"
    r"|(?:أعلاه|أدناه|هذا السؤال|السؤال (?:الأول|الثاني|الثالث|الرابع)|المحور (?:الأول|الثاني)"
    r"|شكرا|أشكر|نشكر|تحية|تحياتي|السلام عليكم|مع التقدير|مساهمتي|إجابتي|جوابي|اسمحوا|سؤالكم)",
    re.IGNORECASE,
)
#: “The project aims to …”: a reader asks which
_WHICH = re.compile(
    r"(?:the|our|le|la|les|l'|notre) ?(?:project|initiative|programme|program|plan|agreement|scheme"
    r"|association|first|second|third|next|last|main|idea|aim|goal|objective|difficulty|answer"
    r"|projet|plan|accord|dispositif|première?|deuxième|idée|but|objectif|difficulté|réponse)s?"
    r"(?= (?!of |for |to |in |d'|de |des |du |pour ))|(?:المشروع|البرنامج|المبادرة|الاتفاق|الاتفاقية|الفكرة|الهدف)(?!\w)",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"(?<!\w)(?:also|too|aussi|également|afterwards|above all|ci-|أيضا|أيضاً|كذلك)(?!\w)",
    re.IGNORECASE,
)
_PAIRS = (("(", ")"), ("“", "”"), ("«", "»"), ("[", "]"))
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def words(sentence: str) -> list[str]:
    """The words of a sentence as a reader counts them."""
    return _WORD.findall(sentence)


def beginning(sentence: str) -> int:
    """Where the sentence's own words begin: behind a list mark and a word that only adds."""
    view = plain_view(sentence)
    mark = _MARK.match(view)
    begin = mark.end() if mark else 0
    adding = _ADDING.match(view, begin)
    return adding.end() if adding else begin


def shown(sentence: str) -> str:
    """The words as a reply shows them: one blank between words, a capital at the start."""
    plain = " ".join(sentence.split())
    return plain[:1].upper() + plain[1:]


def stands(sentence: str, language: str) -> bool:
    """Whether the sentence says something whole by itself.

    It is closed, 8 to 60 words long (Arabic from 6), asks nothing, points back at nothing,
    and is no courtesy, heading, link or masked contact detail.
    """
    view = " ".join(plain_view(sentence).split())
    return _is_whole(view, language) and not _is_leaning(view) and not _OF_THE_LETTER.search(view)


def stumbles(sentence: str) -> int:
    """How many times a reader would ask which, or as well as what."""
    view = " ".join(plain_view(sentence).split())
    soon = " ".join(view.split()[: 2 * _SOON])
    return sum((bool(_WHICH.match(view)), bool(_AFTERWARDS.search(soon)), view[:1].islower()))


def _is_whole(view: str, language: str) -> bool:
    counted = len(words(_LINK.sub(" ", _MASKED.sub(" ", view))))
    least = ARABIC_WORDS_AT_LEAST if language == "ar" else WORDS_AT_LEAST
    return (
        least <= counted <= WORDS_AT_MOST
        and bool(_CLOSED.search(view))
        and not _ASKED.search(view)
        and not _MASKED.search(view)
        and not _is_heading(view)
        and all(view.count(left) == view.count(right) for left, right in _PAIRS)
        and view.count('"') % 2 == 0
    )


def _is_heading(view: str) -> bool:
    """Whether most letters are capitals, as headings are written."""
    letters = [letter for letter in view if letter.isalpha()]
    return sum(map(str.isupper, letters)) > _TITLES_AT_MOST * len(letters)


def _is_leaning(view: str) -> bool:
    begin = len(view) - len(view.lstrip("\"'“«( "))
    if _LEANING.match(view, begin):
        return True
    soon = " ".join(view[begin:].split()[:_SOON])
    return bool(_LEANING_SOON.search(soon))
