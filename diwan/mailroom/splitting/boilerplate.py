"""What programs and lists add to a letter: “Sent from my phone”, “To unsubscribe, …”.

Every pattern is matched against ``marks.plain(line)``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BRANDS = (
    r"(?:iphone|ipad|ipod|macbook|android|galaxy|samsung|huawei|honor|xiaomi|redmi|oppo|pixel"
    r"|blackberry|nokia|windows|outlook|yahoo|gmail|aol|proton|k-9|thunderbird|zoho|fairemail"
    r"|sony|xperia|motorola|moto g|oneplus|oppo|realme|tecno|infinix|itel|wiko|alcatel|lenovo"
    r"|fairphone|poco|htc|asus|zte"
    r"|typeapp|bluemail|boxer|spark|mailo|tutanota|gmx|web\.de|orange|sfr|la poste|libero"
    r"|appareil apple|app mail|appli mail|application mail"
    r"|mail for|courrier pour|correo para|posta per|mail für"
    r"|ايفون|آيفون|الآيفون|أيفون|آيباد|أندرويد|اندرويد|سامسونج|سامسونغ"
    r"|جالاكسي|جلاكسي|هواوي|شاومي|سوني"
    r"|شياومي|غالاكسي|بروتون|ثندربيرد|جيميل|ويندوز|ريدمي"
    r"|نوكيا|أوبو|ريلمي|تكنو|انفينكس|آي فون|ياهو|أوتلوك|كية-9)"
)
_OWN_MACHINES = (
    r"(?:(?:my|an?|mon|ma|un|une|mi|il mio|dal mio|meinem|einem) (?:[^ ]{1,12} ){0,2}"
    r"(?:mac|mobile|handheld|smartphone|phone|tablet|téléphone|portable|ordiphone|tablette|móvil"
    r"|teléfono|telefono|cellulare|handy|mobiltelefon|telefon|appareil)"
    r"|(?:ال)?(?:هاتف|جوال|موبايل|جهاز|تابلت)(?:ي|ه)?)"
)
_MACHINE = rf"(?:.{{0,30}}{_BRANDS}.{{0,40}}|{_OWN_MACHINES}(?: .{{0,25}})?)"
_EXCUSE = (
    r"(?:[.,!،]? ?(?:(?:please|pls|kindly) |veuillez |merci d|por favor|bitte |يرجى|المرجو|أرجو"
    r"|الرجاء|عذرا|excuse|disculp|perdon|scus|entschuldig|désolé|sorry|forgive|pardon).{0,80})?"
)
_DEVICES = tuple(
    re.compile(pattern + _EXCUSE)
    for pattern in (
        rf"(sent|written|typed) (from|via|with|using) {_MACHINE}",
        r"(get|download) outlook for .{2,60}",
        rf"(get|download|obtenez|obtenir|téléchargez) {_BRANDS} (for|pour) .{{2,40}}",
        r"yahoo mail ?: .{0,60}",
        (
            rf"(?:(?:message|courriel|mail|e-mail) )?(envoyé|écrit|expédié|rédigé|tapé)e?"
            rf" (?:(du|de|depuis|à partir de|à partir d['’]|avec|via|sur|à partir du) ?|d['’])"
            rf"{_MACHINE}"
        ),
        rf"(depuis|from) {_OWN_MACHINES}",
        rf"(depuis|from) (mon|ma|my) {_BRANDS}",
        r"(obtenez|obtenir|télécharger|téléchargez) outlook pour .{2,60}",
        (
            r"(?:هذه الرسالة )?(أرسلت|أرسل|أرسلته|تم الإرسال|تم الارسال|تم إرساله|تم إرسالها"
            r"|تم إرسال|مرسل|مرسلة|ارسلت|ارسل|كتبت|بعثت)"
            rf"( هذه الرسالة| هذا البريد)? (من|عبر|بواسطة|باستخدام) {_MACHINE}"
        ),
        r"(الحصول على|احصل على|تنزيل|تحميل|حمل) outlook .{2,60}",
        rf"(enviado|escrito) (desde|con|por|de) {_MACHINE}",
        r"(obtener|descargar) outlook para .{2,60}",
        rf"(inviat|scritt)[oa] (da|dal|dalla|con|tramite) {_MACHINE}",
        rf"(inviat|scritt)[oa] {_OWN_MACHINES}",
        r"provenance ?: ?.{0,20}windows.{0,10}",
        r"(scarica|ottieni) outlook per .{2,60}",
        rf"von {_MACHINE} gesendet",
        rf"(diese nachricht wurde )?(gesendet|geschrieben) (von|mit|über|aus) {_MACHINE}",
        rf"diese nachricht wurde (von|mit|über) {_MACHINE} (gesendet|geschrieben)",
        r"outlook für .{2,30} (herunterladen|beziehen|laden).{0,60}",
        r"hol(en)? sie sich outlook für .{2,40}",
    )
)
_CHECKS = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"(virus-free|garanti sans virus|sans virus|libre de virus|privo di virus|virenfrei"
            r"|خال من الفيروسات)[. ]*((www\.|avast).{0,40})?"
        ),
        r"l['’]absence de virus dans ce (courrier|courriel|message|mail).{0,110}",
        (
            r"(this (e-?mail|message)|cet? (e-?mail|courriel|message)|este (correo|mensaje)"
            r"|diese (e-?mail|nachricht)|questa e-?mail|تم فحص هذه الرسالة)"
            r" .{0,70}(virus|viren|فيروسات).{0,70}"
        ),
        r"(www\.|https?://)[^ ]{0,40}(avast|avg|norton|mcafee|kaspersky)[^ ]{0,60}",
        r"(please )?(consider|think of) the environment before printing.{0,60}",
        r"(avant d['’]imprimer|pensez à l['’]environnement|n['’]imprime[rz] ce).{0,100}",
    )
)
_LINK = re.compile(r"<(https?:|#)[^<>]*>|\((https?:)[^()]*\)|[\[\]*_]")
_BLANKS = re.compile(r"\s+")
_LONGEST = 180


#: how all of them begin: a quick look before thirty slow ones
_BEGINNINGS = re.compile(
    r"sent|written|typed|get|download|yahoo|envoyé|écrit|expédié|rédigé|tapé|message|courriel|mail"
    r"|e-mail|depuis|from|هذه|obten|télécharge|enviado"
    r"|descargar|inviat|scritt|provenance|scarica|ottieni|von|diese|gesendet|geschrieben|outlook"
    r"|hol|أرسل|تم|مرسل|ارسل|كتبت|بعثت|الحصول|احصل|تنزيل|تحميل|حمل|virus|garanti|sans virus"
    r"|libre|privo|virenfrei|خال|l['’]absence|this|cet?\b|este|questa|www|http|please|consider"
    r"|think|avant|pensez|n['’]imprime"
)


def is_device_line(text: str) -> bool:
    """“Sent from my phone” and its kin, on a line of its own; links in it do not count."""
    bare = _BLANKS.sub(" ", _LINK.sub(" ", text)).replace(" .", ".").strip(" .!")
    if not 5 < len(bare) <= _LONGEST or not _BEGINNINGS.match(bare):
        return False
    return any(pattern.fullmatch(bare) for pattern in (*_DEVICES, *_CHECKS))


_NOTICE = re.compile(
    r"confidenti|disclaimer|intended (solely|only)|privileged|liab(le|ility)|in error"
    r"|destinataire|par erreur|responsabilité|سري|بطريق الخطأ|عن طريق الخطأ|المسؤولية"
    r"|confidencial|por error|riservat|per errore|vertraulich|irrtümlich"
)


def is_notice(text: str) -> bool:
    """Whether ``text`` is what an office adds to every letter, or what a list does."""
    return bool(_NOTICE.search(text)) or bool(_UNSUBSCRIBE.search(text))


# --- lists ---------------------------------------------------------------------------------
_UNSUBSCRIBE = re.compile(
    r"unsubscrib|listinfo|you received this message because|to post to this group"
    r"|you are receiving this|you receive all messages sent to this group|leave this (list|group)"
    r"|(quitter|se retirer de|ne plus recevoir) (la|les|cette|ces|ce|de|des) "
    r"(liste|messages?|courriels?|groupe)|gérer (votre|vos|mon) abonnements?"
    r"|للانسحاب من|لمغادرة (القائمة|المجموعة)|للخروج من (القائمة|المجموعة)|إيقاف الاشتراك"
    r"|لأنك مشترك|لعرض هذه المناقشة"
    r"|désabonn|désinscri|vous recevez ce message|vous avez reçu ce message"
    r"|إلغاء الاشتراك|الغاء الاشتراك|تلقيت هذه الرسالة"
    r"|تتلقى هذه الرسالة|وصلتك هذه الرسالة|تصلك هذه الرسالة|إلغاء اشتراك"
    r"|cancelar (la |tu |su )?suscripci|darse de baja|recibes este"
    r"|annulla(re)? l['’]iscrizione|disiscriv|ricevi questo messaggio"
    r"|abbestell|abmeld|erhalten diese nachricht"
)
#: people speak of lists, too
_LIST = re.compile(
    r"mailing[ -]list|mailingliste|liste de diffusion|القائمة البريدية|قائمة بريدية"
    r"|قائمة المراسلة|قائمة النقاش|المجموعة البريدية|archives de la liste|list archives"
    r"|lista de (correo|distribución)"
)
_MOST_LINE_WORDS = 14
_PLACE_ON_THE_NET = re.compile(r"https?://|www\.|[^\s@]+@[^\s@]+\.[a-z]|\bgoogle\b")


def speaks_of_a_list(text: str) -> bool:
    """Whether a list says what it is, or how one leaves it."""
    is_short = len(text.split()) <= _MOST_LINE_WORDS
    return bool(_UNSUBSCRIBE.search(text)) or (is_short and bool(_LIST.search(text)))


def is_list_footer(lines: Sequence[str]) -> bool:
    """Whether lines below a rule speak of a list and say where it is, as no prose does."""
    text = " ".join(lines)
    speaks = _UNSUBSCRIBE.search(text) or any(speaks_of_a_list(line) for line in lines)
    return bool(speaks) and bool(_PLACE_ON_THE_NET.search(text))
