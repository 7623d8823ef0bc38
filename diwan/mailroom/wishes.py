"""What a writer wants who says no more than a word: “unsubscribe”, « aide », «إلغاء الاشتراك».

A contribution may hold any of these words; only a letter that says nothing else is taken for
a wish, and the wish is never granted before it was confirmed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from .words import Wish

_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|tr|rép|رد|إعادة توجيه)\s*[:：])+", re.IGNORECASE)
_CLAUSE = re.compile(r"[,.;:!?،؛؟–—]|\s-\s")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
#: letters longer than this say more than a word
_LONGEST = 200
_MOST_SIGNING_WORDS = 4
_MOST_GREETING_WORDS = 3
#: a yes stands among so many lines at the beginning
_YES_AMONG = 2

_PHRASES: dict[tuple[Wish, str], str] = {
    (Wish.STOP, "en"): (
        "unsubscribe|please unsubscribe|unsubscribe me|please unsubscribe me"
        "|unsubscribe me please|unsubscribe please|stop|stop letters|stop these letters|stop mail"
        "|stop mails|stop emails|stop all|stop please|please stop|no more letters|no more mail"
        "|no more emails|remove me|please remove me|remove me from this list"
        "|remove me from the list|please remove me from this list"
        "|take me off this list|opt out|signoff|leave"
    ),
    (Wish.STOP, "fr"): (
        "désinscription|désinscrire|me désinscrire|se désinscrire|désinscrivez-moi"
        "|désabonnement|désabonner|me désabonner|se désabonner|désabonnez-moi"
        "|merci de me désinscrire|merci de me désabonner|veuillez me désinscrire"
        "|veuillez me désabonner|je souhaite me désinscrire|je souhaite me désabonner"
        "|je veux me désabonner|je veux me désinscrire|arrêt|arrêter|arrêtez|stop svp|stop merci"
        "|plus de courrier|plus de lettres|plus de mails|plus de courriels"
        "|retirez-moi de la liste|retirez-moi de cette liste"
    ),
    (Wish.STOP, "ar"): (
        "إلغاء الاشتراك|إلغاء اشتراكي|ألغوا اشتراكي|أريد إلغاء الاشتراك|الرجاء إلغاء الاشتراك"
        "|أرجو إلغاء الاشتراك|يرجى إلغاء الاشتراك|الغاء الاشتراك من القائمة|أوقفوا الرسائل"
        "|إيقاف الرسائل|لا مزيد من الرسائل|توقف|توقفوا|إيقاف|قف|احذفوني من القائمة"
    ),
    (Wish.ERASE, "en"): (
        "erase|erase me|erase my data|please erase my data|delete my data|please delete my data"
        "|delete all my data|delete my personal data|erase my personal data|delete my account"
        "|erase my account|forget me|delete me"
    ),
    (Wish.ERASE, "fr"): (
        "effacer mes données|effacez mes données|supprimer mes données|supprimez mes données"
        "|supprimez toutes mes données|effacez toutes mes données|suppression de mes données"
        "|merci de supprimer mes données|merci d'effacer mes données"
        "|veuillez supprimer mes données|veuillez effacer mes données"
        "|supprimez mon compte|supprimer mon compte|effacez mon compte|oubliez-moi"
        "|droit à l'effacement"
    ),
    (Wish.ERASE, "ar"): (
        "احذفوا بياناتي|احذف بياناتي|حذف بياناتي|امسحوا بياناتي|امسح بياناتي|مسح بياناتي"
        "|محو بياناتي|الرجاء حذف بياناتي|يرجى حذف بياناتي|أرجو حذف بياناتي|احذفوا معطياتي"
        "|حذف معطياتي|حذف حسابي|احذفوا حسابي"
    ),
    (Wish.HELP, "en"): "help|help me|please help|info|instructions|commands|how does this work",
    (Wish.HELP, "fr"): "aide|à l'aide|de l'aide|aidez-moi|mode d'emploi|comment ça marche",
    (Wish.HELP, "ar"): "مساعدة|المساعدة|ساعدوني|أحتاج مساعدة|أحتاج إلى مساعدة|تعليمات",
}
#: words that may stand alone in a contribution that goes on
_WEAK = frozenset({"stop", "leave", "arret", "arreter", "arretez", "توقف", "توقفوا", "قف", "ايقاف"})
_YES = (
    "yes|yes please|ok|okay|i confirm|confirm|confirmed|agreed|i agree|yes i confirm|do it|sure"
    "|oui|d'accord|je confirme|confirmé|confirmer|oui je confirme|oui merci|c'est d'accord"
    "|نعم|أجل|أؤكد|نعم أؤكد|موافق|موافقة|أوافق|تأكيد|حسنا|نعم شكرا|أؤكد ذلك"
)

#: these say no by themselves, whatever stands behind them
_NO = (
    "it was not me|it wasn't me|that was not me|that wasn't me|this was not me|this wasn't me"
    "|not me|i did not ask for this|i didn't ask for this|i did not ask for that"
    "|i didn't ask for that|i never asked for this|i never asked for that|i asked for nothing"
    "|i did not write this|i didn't write this|i did not write that|i didn't write that"
    "|do not delete|don't delete|do not delete anything|don't delete anything|delete nothing"
    "|do nothing|please do nothing|no thanks|no thank you"
    "|ce n'était pas moi|c'était pas moi|ce n'est pas moi|c'est pas moi|pas moi"
    "|je n'ai rien demandé|je n'ai pas demandé cela|je n'ai pas demandé ça"
    "|je n'ai pas demandé ceci|je n'ai pas écrit cela|je n'ai pas écrit ça|je n'ai rien écrit"
    "|ne supprimez rien|n'effacez rien|ne rien supprimer|ne rien effacer|ne faites rien|non merci"
    "|لم أكن أنا|لم يكن أنا|لست أنا|ليس أنا|لم أطلب ذلك|لم أطلب هذا|لم أطلب شيئا|لم أطلب أي شيء"
    "|لم أكتب ذلك|لم أكتب هذا|لا تحذفوا شيئا|لا تحذف شيئا|لا تحذفوا بياناتي|لا تفعلوا شيئا|لا شكرا"
)
#: may stand behind a bare no, and it stays one
_THANKS = "thanks|thank you|please|merci|merci bien|merci beaucoup|شكرا|شكرا لكم|من فضلكم"


class Said(NamedTuple):
    wish: Wish
    #: the language of the word itself, one of the house's
    language: str


def said(text: str, subject: str = "") -> Said | None:
    """The wish of a letter whose own words are ``text``; of the subject when there are none."""
    if text.strip():
        return _wish_of(text)
    return _wish_of(bare(subject))


def bare(subject: str) -> str:
    """A subject without what mail programs put before it: “Re:”, « TR : », «رد:»."""
    return _REPLY.sub("", subject).strip()


def is_yes(text: str) -> bool:
    """Whether an answer confirms on a line of its own, first or after a greeting.

    “Yes, but …” does not, nor what an absent person's mail program writes on its own.
    """
    lines = [line for line in text.strip().splitlines() if line.strip()]
    for line in lines[:_YES_AMONG]:
        if _folded(line) in _CONFIRMING:
            return True
        if _denies(line) or len(line.split()) > _MOST_GREETING_WORDS:
            return False
    return False


def is_no(text: str) -> bool:
    """Whether an answer says no, first or after a greeting: “no”, « ce n’était pas moi », «لا».

    A no with more behind it than thanks (“no problem”) is none.
    """
    lines = [line for line in text.strip().splitlines() if line.strip()]
    for line in lines[:_YES_AMONG]:
        if _denies(line):
            return True
        if _folded(line) in _CONFIRMING or len(line.split()) > _MOST_GREETING_WORDS:
            return False
    return False


def _denies(line: str) -> bool:
    clauses = [folded for clause in _CLAUSE.split(line) if (folded := _folded(clause))]
    if not clauses:
        return False
    first, *others = clauses
    return first in _NOS or (first in _DENYING and _NOS.union(_DENYING, _POLITE).issuperset(others))


def _wish_of(text: str) -> Said | None:
    if len(text) > _LONGEST:
        return None
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return None
    first = _folded(lines[0])
    if _folded(" ".join(lines)) in _WISHES:
        return _WISHES[_folded(" ".join(lines))]
    is_signed = len(" ".join(lines[1:]).split()) <= _MOST_SIGNING_WORDS
    return _WISHES.get(first) if is_signed and first not in _WEAK else None


def _folded(text: str) -> str:
    """Without case, accents, vowel signs, hamzas, marks at the ends and doubled blanks."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    kept = "".join(each for each in decomposed if unicodedata.category(each) not in {"Mn", "Cf"})
    plain = re.sub(r"[\s,،\u0640]+", " ", kept.replace("ـ", ""))
    return _EDGES.sub("", plain)


_WISHES = {
    _folded(phrase): Said(wish, language)
    for (wish, language), phrases in _PHRASES.items()
    for phrase in phrases.split("|")
}
_DENYING = frozenset(_folded(word) for word in ("no", "non", "nope", "لا", "كلا"))
_NOS = frozenset(_folded(phrase) for phrase in _NO.split("|"))
_POLITE = frozenset(_folded(phrase) for phrase in _THANKS.split("|"))
_CONFIRMING = frozenset(_folded(phrase) for phrase in _YES.split("|"))
