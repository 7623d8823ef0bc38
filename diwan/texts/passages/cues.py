"""Words and forms of English, French and Arabic that tell what a stretch of a letter is for.

They are the formulas of correspondence and of lists of sources, as style guides give them. Those
of whole words are looked for in text in lower case, which is twice as fast as to ignore case; all
others ignore it.
"""

from __future__ import annotations

import re


def _words(*alternatives: str) -> re.Pattern[str]:
    """Any of the given patterns as whole words, in lower case."""
    joined = "|".join(part for each in alternatives for part in each.split("\n") if part)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")


_WELCOMES = (
    r"dear|hello|hi|hey|greetings|good (?:morning|afternoon|evening|day)|to whom it may concern"
    r"|esteemed|distinguished|respected|your excellenc(?:y|ies)|excellenc(?:y|ies)"
    r"|ladies and gentlemen"
    r"|ch[eè]re?s?|bonjour|bonsoir|salut|coucou|madame|mesdames|monsieur|messieurs|mesdemoiselles"
    r"|excellences?|honorables?|aux? (?:animateurs?|participante?s?|mod[eé]rateurs?"
    r"|facilitateurs?|membres|organisateurs?)"
    r"|السلام عليكم|سلام|تحية|تحياتي|تحيات|مرحبا|مرحبًا|مرحباً|أهلا|أهلاً|اهلا|صباح الخير"
    r"|مساء الخير"
    r"|السادة|السيدات|السيد|السيدة|سعادة|معالي|حضرات|حضرة|الأستاذ|الأستاذة|الاستاذ"
    r"|الزملاء|الزميلات|الأخوة|الإخوة|الأخوات"
    r"|الأصدقاء|أعزائي|عزيزي|عزيزتي|الأعزاء|إلى من يهمه الأمر|أيها|بسم الله"
)
#: a salutation up to its comma, at the beginning of a paragraph
SALUTATION = re.compile(
    rf"(?:{_WELCOMES})(?!\w)[^\n.?؟:;؛]{{0,90}}?(?:[,،!](?:\s*حفظ\w+ الله[,،]|\s*(?:وبعد"
    rf"|أما بعد)[,،:]?)?|$|(?=\n))",
    re.IGNORECASE,
)
WELCOME = re.compile(rf"(?:{_WELCOMES})(?!\w)", re.IGNORECASE)

THANKS = _words(
    r"thanks?|thank(?:ed|ing|ful)|grateful|gratitude|congratulat\w*|appreciate[sd]? (?:the"
    r"|your|this|being)",
    r"best wishes|wish(?:es|ing)? (?:you|all|the|every)|good luck|look(?:ing)? forward"
    r"|looking ahead to",
    r"at (?:your|their|the) disposal|remain available|do not hesitate|feel free to contact"
    r"|happy to (?:share|answer|provide|discuss)",
    r"apologi[sz]\w*|apolog(?:y|ies)|sorry|forgive|pardon|excuse (?:me|my|the|us)"
    r"|hope (?:this|that this|it) (?:helps|is)",
    r"honou?red to|pleasure to (?:take part|contribute|join)|welcome this (?:initiative"
    r"|opportunity)",
    r"merci|remerci\w*|reconnaissant\w*|gratitude|f[eé]licit\w*|v[oœ]e?ux|souhait\w+ (?:plein"
    r"|bonne|un|une|le|la|tout|à)",
    r"bonne (?:continuation|chance|lecture|suite|journ[eé]e)|plein succ[eè]s|(?:à"
    r"|a) (?:votre|leur|ta) disposition",
    r"d[eé]sol[eé]e?s?|excus\w+|pardon\w*|veuillez m|dans l'attente|au plaisir|ravie?s? de"
    r"|heureu(?:x|se)s? de (?:participer|contribuer|prendre)",
    r"شكر\w*|ال?شكر|وشكر\w*|نشكر\w*|أشكر\w*|اشكر\w*|تشكر\w*|امتنان\w*|ممتن\w*|أتقدم بال\w+"
    r"|نتقدم بال\w+|نهنئ\w*|أهنئ\w*|تهنئة|تهاني\w*",
    r"نتمنى|أتمنى|اتمنى|ونتمنى|وأتمنى|التوفيق|والسداد|نثمن|وتقدر|تقدر|نقدر|أقدر|وتقد[ّ]?ر\w*"
    r"|عذر\w*|أعتذر|اعتذر|نعتذر|اعذروني|فاعذروني|آسف\w*|المعذرة|عذراً|عفوا\w*",
    r"رهن إشارتكم|تحت تصرفكم|سعدت|يسعدن\w+|يسرن\w+|يشرفن\w+|بارك الله|جزاكم|وفقكم|دمتم",
)

CLOSING = re.compile(
    r"^[\s>]*(?:(?:yours?|very|most) (?:sincerely|faithfully|truly|respectfully|cordially)"
    r"|sincerely|faithfully|respectfully"
    r"|(?:with )?(?:best|kind|warm|kindest|warmest|my|many|cordial|fraternal)? ?(?:regards"
    r"|wishes|greetings)|with (?:respect|regards|thanks|gratitude|appreciation|solidarity)"
    r"|cheers|all the best|in solidarity|yours|thanks(?: again)?,?$|thank you,?$"
    r"|(?:bien |très |tr[eè]s )?(?:cordialement|respectueusement|sinc[eè]rement|amicalement"
    r"|fraternellement)|bien (?:à vous|à toi|cordialement|sincèrement|amicalement"
    r"|respectueusement)[^.]*"
    r"|(?:mes |nos |avec (?:mes|nos) )?(?:meilleures |sinc[eè]res |cordiales |respectueuses"
    r" )?salutations|veuillez (?:agr[eé]er|recevoir|croire|trouver ici)|je vous prie"
    r"|nous vous prions|recevez|agr[eé]ez|croyez|amitiés|bien vôtre|solidairement"
    r"|sentiments"
    r"|و?تفضلوا|و?تقبلوا|والسلام(?: عليكم)?|و?السلام عليكم ورحمة|مع (?:خالص|فائق|أطيب"
    r"|اطيب|كل|بالغ|وافر|أصدق|التقدير|التحية|الاحترام|تحيات\w*|الشكر|تقديري)|(?:و?لكم"
    r"|ولكم) (?:مني|منا|فائق|خالص)|وتقبلوا|أخوكم|أختكم|اخوكم|اختكم|تحياتي|مع تحيات\w*"
    r"|المخلص\w*)",
    re.IGNORECASE,
)

#: in lower case
CONTACT = re.compile(
    r"\[(?:phone|e-mail|email|téléphone|courriel|هاتف|بريد)[^\]]*\]|(?<!\w)(?:t[eé]l(?:ephone"
    r"|[eé]phone)?|fax|mobile|cell|gsm|skype|e-?mail|courriel|phone|هاتف|فاكس|جوال"
    r"|بريد(?: إلكتروني)?|ص\.ب)\s*[.:]?\s*[\[+(\d]"
    r"|(?:https?://|www\.)\S+|\S+@\S+|p\.?o\.? box|b\.?p\.? \d",
)
LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)

REFERENCE_HEADING = re.compile(
    r"^[\W\d_]*(?:(?:list of|annex:?|liste des|quelques|some|my|our|nos|mes|main|selected"
    r"|cited|قائمة|بعض|أهم)\s+)?(?:references?|bibliograph(?:y|ie)|sources?|works cited"
    r"|further reading|documents?|documentation|links?|notes|annex(?:es)?|literature"
    r"|reading list"
    r"|r[eé]f[eé]rences?(?: bibliographiques)?|liens?|annexes?|pour aller plus loin"
    r"|bibliographie sommaire|webographie"
    r"|ال?مراجع|ال?مصادر(?: والمراجع)?|ال?وثائق|ال?مرفقات|روابط|للاستزادة|قائمة (?:المراجع"
    r"|المصادر)|ال?هوامش|ال?مستندات)\s*(?:(?:and|et|و)\s*\w+|cit[eé]e?s?|utilis[eé]e?s?"
    r"|consult[eé]e?s?|used|quoted|cited|consulted|referred to|mentioned|الواردة|المستعملة"
    r"|المذكورة)?\s*[:.]?\s*$",
    re.IGNORECASE,
)
#: what an entry of a list of sources holds
REFERENCE_SIGN = re.compile(
    r"\(?(?:19|20)\d{2}\)?|(?<!\w)(?:pp?|vol|no|nos|n°|ed|eds|éd|id|ibid|op\. cit"
    r"|et al|and al|in|dans|forthcoming|à paraître|see above|voir|cf)(?:\.|°|:|,|(?= [A-Z«“\"]))"
    r"|(?:https?://|www\.)|«|“|\"|المرجع|مجلة|العدد|تقرير|دراسة|ص\s|ص[\s.]*$|غير منشور|ورقة",
    re.IGNORECASE,
)

#: forms of one entry of a list of sources, each of which may stand in it
SOURCE_FORMS = (
    re.compile(r"^[^.?!\n]{2,90}\((?:19|20)\d{2}[a-z]?\)[.,:،]?\s*\S"),
    re.compile(r"^[\W\d_]*[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+)?, (?:[A-ZÀ-Ý]\.|[A-ZÀ-Ý]\w+,)"),
    re.compile(r"^[\W\d_]*[ء-ي]{3,}، (?:[ء-ي]\.|[ء-ي]+ \()"),
    re.compile(r"\d\s?(?:pp?|p\.|ص)(?!\w)|\d{1,3}\s?[-–]\s?\d{1,3}|[,،]\s?(?:19|20)\d{2}\W*$"),
    re.compile(r"[,.،:)]\s*[‘'«“\"][^’'»”\"]{8,}[’'»”\"]"),
)
#: the same, in lower case
SOURCE_WORDS = (
    re.compile(r"(?<!\w)(?:pp?|ص|vol|no|nos|n°|العدد|المجلد)[.\s]*\s?\d"),
    re.compile(
        r"https?://|www\.|doi\b|available (?:at|from)|accessed|retrieved|disponible (?:sur|à|en)"
        r"|consult[ée]e? le|متاح على|تاريخ الاطلاع|unpublished|in[ée]dite?|ron[ée]ot|غير منشور"
    ),
)

_OPEN, _CLOSE = "\"“„«‹”'‘", "\"”“»›'’"
#: a paragraph or sentence that is quoted whole, its source in brackets or after a dash
QUOTED = re.compile(
    r"^[>\s]*[\"“„«‹][^\n]*(?:\n[^\n]+)*?[\"”“»›]\s*\.?\s*(?:[(\[][^)\]]*[)\]]?|[–—-][^\n]*)?[\s.]*$"
)
QUOTED_LINE = re.compile(r"^\s*>")
QUOTATION = re.compile(r"[“„«\"][^”»\"]{25,}[”»“\"]")
#: somebody else's document that a sentence speaks for
DOCUMENT = _words(
    r"report|review|announcement|call|invitation|concept note|study|survey|document"
    r"|paper|declaration|article|law|convention|audit",
    r"rapport|annonce|appel|invitation|note|[eé]tude|document|d[eé]claration|article"
    r"|loi|convention|rapporteur",
    r"\w{0,2}(?:ال)?تقرير\w*|\w{0,2}(?:ال)?دعوة|\w{0,2}(?:ال)?نداء|\w{0,2}(?:ال)?إعلان"
    r"|نص|\w{0,2}(?:ال)?دراسة|\w{0,2}(?:ال)?وثيقة|\w{0,2}(?:ال)?مذكرة",
)
SPEAKS = _words(
    r"says?|said|writes?|wrote|puts? it|states?|stated|reads?|notes?|noted|reminds?"
    r"|recalls?|quote|quotes|quoted|according to|in the words of|as follows|concludes?"
    r"|concluded|observed",
    r"dit|disait|[eé]crit|[eé]crivait|rappelle|rappelait|indique|note|notait|souligne"
    r"|cite|constate|constatait|conclut|selon|pr[eé]cise|affirme|lit|on y lit",
    r"و?يقول|و?قال|و?كتب|و?ورد|و?جاء|و?ذكر|و?يذكر|و?نص|ينص|و?يشير|و?أشار|ما يلي|وفق"
    r"|و?قد ورد|و?خلص",
)

POSTSCRIPT = re.compile(
    r"^\s*(?:p\.?\s?-?\s?s\.?(?!\w)|post-?\s?scriptum|n\.?\s?b\.?(?!\w)|ملحوظة|ملاحظة"
    r"|حاشية|تذييل|بعد التوقيع|استدراك)\s*[:.–-]*",
    re.IGNORECASE,
)

#: who writes, for whom, how the text came about
SELF = _words(
    r"my name is|i am (?:an?|the|writing|now|currently)|i'm an?|i was (?:an?|the|born)"
    r"|i(?: have|'ve)? (?:worked|taught|served|spent|lived|coordinated|run|been|studied"
    r"|directed|managed)|i (?:work|teach|live|run|write|coordinate|study|represent"
    r"|manage|direct|lead|speak|come from|answer)",
    r"we are (?:an?|the)|our (?:association|organi[sz]ation|network|union|cooperative"
    r"|institute|foundation|federation|confederation|ngo|group|office|agency|committee)"
    r"|(?:was|were) (?:founded|created|established|set up|formed)|founded (?:in|by)"
    r"|began in|established in|members? in|(?:this|the|my|our) (?:contribution|submission"
    r"|text|note|paper|message|reply|answer|statement)|on behalf of|in my (?:own )?(?:name"
    r"|capacity)|as an? \w+|years (?:as|in|of)|since (?:19|20)\d\d",
    r"je (?:suis|m'appelle|travaille|vis|pr[eé]side|dirige|coordonne|r[eé]ponds?|repr[eé]sente"
    r"|parle|viens|fus)|j'(?:ai [eé]t[eé]|habite|enseigne|anime|exerce|[eé]cris|ai travaill[eé]"
    r"|ai v[eé]cu)|nous sommes (?:une?|des|le|la)|notre (?:association|organisation"
    r"|r[eé]seau|union|coop[eé]rative|institut|fondation|f[eé]d[eé]ration|collectif"
    r"|caisse|[eé]quipe|groupe|amicale|structure)",
    r"(?:a|est) [eé]t[eé] (?:fond[eé]e?|cr[eé][eé]e?)|fond[eé]e? (?:en|par)|cr[eé][eé]e? (?:en"
    r"|par)|n[eé]e? en|compte \w+ (?:membres|adh[eé]rents)|(?:la|ma|notre|cette) (?:pr[eé]sente"
    r" )?(?:contribution|note|r[eé]ponse|texte)|au nom d[eu']|en (?:ma|notre) qualit[eé]"
    r"|la soussign[eé]e|depuis (?:19|20)\d\d|secr[eé]taire|pr[eé]sidente?",
    r"أنا|اسمي|أعمل|اعمل|نعمل|أكتب|اكتب|أدير|أدرّس|أدرس|أعيش|أقيم|عملت|اشتغلت|قضيت"
    r"|أمضيت|أشرف|نحن|تأسس\w*|أُسس\w*|أنشئ\w*|تضم|يضم|نضم|جمعيتنا|منظمتنا|شبكتنا|اتحادنا"
    r"|مؤسستنا|بصفتي|بصفتنا|باسم|نيابة عن|مساهمتنا|مساهمتي|مداخلتي|مداخلتنا|هذه (?:المذكرة"
    r"|المساهمة|الورقة|المداخلة)|كاتب\w* هذه السطور|منذ سنة|سنوات من|متقاعد\w*|عضو\w*"
    r"|مقر\w*",
)
#: what the text will and will not take up, its language and form
SCOPE = _words(
    r"(?:i|we) (?:only |will |shall |would |can |just |therefore )*(?:take up|answer"
    r"|respond|reply|leave|limit|confine|focus|keep|follow|address|skip|comment)|leave (?:the"
    r"|this|that)|(?:no|not) (?:opinion|view|experience) (?:on|of|about)|have nothing to (?:add"
    r"|say)|nothing to add|pass over|not (?:our|my) field|what follows|the text is mine"
    r"|in (?:english|french|arabic)|below|in (?:my|our) own (?:name|words)|to those who know"
    r"|the order of|is of \w+ only",
    r"(?:je|nous) (?:ne )?(?:r[eé]pon\w+|laiss\w+|me limite|nous limitons|suivons"
    r"|suis|traiter\w+|dir\w+ rien|gard\w+|pr[eé]f[eé]r\w+|parler\w+|rapporte)"
    r"|nous avons pr[eé]f[eé]r[eé]"
    r"|r[eé]pond (?:au|aux|à)|pas d'avis|rien à (?:dire|ajouter)|faute de|rel[eè]ve d'un autre"
    r"|en fran[cç]ais|en anglais|en arabe|intitul[eé]s?|l'ordre d|ci-(?:dessous|apr[eè]s)"
    r"|porte la trace|n'engage",
    r"أترك\w*|نترك\w*|أتركه|ليس لنا ما|لا نضيف|ما نضيفه|لا رأي|نقتصر|أقتصر|تقتصر|نكتفي"
    r"|أكتفي|سأكتفي|أجيب|نجيب|سأجيب|سنجيب|تجدون|أدناه|فيما يلي|بالعربية|بالفرنسية"
    r"|بالإنكليزية|بالإنجليزية|عناوين\w*|العناوين|مرتب\w*|نروي|لا ندّعي|لا ندعي|إشارةً? إلى",
)
#: a question put to the others
TO_OTHERS = _words(
    r"(?:may|can|could|let) (?:i|me|we|us) ask|(?:i|we) (?:would|should|'d) (?:like"
    r"|love|be (?:glad|happy|interested|curious|grateful)) to (?:hear|know|learn|ask"
    r"|see)|(?:i|we) (?:wonder|ask)|my (?:own )?questions?|a question (?:to|for)|questions?"
    r" (?:to|for) (?:the|other|you|all)|has any(?:one|body)|does any(?:one|body)|do any"
    r"|can any(?:one|body)|is there any(?:one|body|where)?|any (?:member|colleague"
    r"|country|other)|other members|members|colleagues|would you|in return|in turn"
    r"|curious|to (?:enrich|feed|stimulate) the (?:debate|discussion|exchange)"
    r"|(?:submit|propose|raise|put) (?:the following|these|some|two|three) questions?"
    r"|questions? below|what (?:do|did|would) (?:the )?others",
    r"(?:je|nous) (?:pose|posons|demande|demandons|voudrais|voudrions|souhaiter\w+"
    r"|aimer\w+)|serions (?:heureux|curieux|int[eé]ress[eé]s)|serais (?:heureu(?:x"
    r"|se)|curieu(?:x|se))|quelqu'un|existe-t-il|y a-t-il|a-t-(?:elle|il|on) d[eé]j[aà]"
    r"|d'autres (?:pays|membres|associations)|d'autres|question (?:aux?|pour|à)|à mon tour"
    r"|en retour|qui (?:a|sait|conna[iî]t)|savoir si|les membres|nous demandons"
    r"|(?:propos\w+|invit\w+) [^.?!]{0,20}r[eé]fl[eé]chir|questions (?:ci-dessous|suivantes)"
    r"|enrichir (?:le|les|la|ce|nos) (?:d[eé]bats?|discussions?|[eé]changes?)|qu'en pense\w*",
    r"و?أسأل|و?نسأل|وعندي سؤال|عندي سؤال|لدي سؤال|سؤالي|سؤال(?:نا)? (?:إلى|لل\w+|ل\w+)"
    r"|هل (?:جرّب|جرب|يعرف|لدى|هناك|عند|تقبلون|من|يوجد|سبق|توجد)|هل من|من (?:جرب|يعرف)"
    r"|أود أن (?:أسأل|أعرف|أسمع)|نود أن (?:نسأل|نعرف|نسمع)|أحد(?:كم)?|بدوري|الأعضاء"
    r"|الأسئلة (?:التالية|الآتية)|إثراء (?:النقاش|الحوار)|ما رأي (?:المشاركين|الأعضاء|الزملاء)"
    r"|الإخوة|الزملاء",
)
#: another contributor's question
ANOTHER = _words(
    r"(?:mr|mrs|ms|dr|prof|sir|madam|brother|sister|colleague|our (?:friend|colleague))"
    r"\.? [a-z][\w-]+[^.?!]{0,60}"
    r" (?:ask\w*|wrote|rais\w+|wonder\w*|want\w*)|you (?:ask|asked|wonder|wondered"
    r"|raise|raised|wanted to know)|(?:the )?question (?:of|from|by|raised by|put by) (?:mr"
    r"|mrs|ms|dr|prof|the colleague|our)|(?:asked|raised|wondered) (?:last week|yesterday"
    r"|in (?:his|her|their)|whether|how|why|what)|contribution that asks|in reply to (?:mr"
    r"|mrs|ms|dr|your|the (?:question|colleague))",
    r"vous (?:nous )?(?:demand\w+|vous demand\w+|posez|posiez|interrog\w+|vouliez savoir)"
    r"|(?:m\.|mme|mlle|monsieur|madame|notre (?:ami|amie|coll[eè]gue)) [a-zà-ý][\w'-]*[^.?!]{0,60}"
    r" (?:demand\w+|pos\w+|interrog\w+|voul\w+)|(?:a|avait) (?:demand[eé]|pos[eé] la question)"
    r"|la question (?:de|pos[eé]e par) (?:m\.|mme|monsieur|madame|notre)|en r[eé]ponse à (?:m\."
    r"|mme|monsieur|madame|votre|la question)|une contribution qui demande",
    r"(?:سأل|سألت|سألنا|سألتنا|تساءل|تساءلت|طرح|طرحت|تسأل|يسأل) (?:السيد|السيدة|الأخ"
    r"|الأخت|الزميل|الزميلة|الأستاذ|الأستاذة|الدكتور|الدكتورة|المهندس|د\.|م\.|أحد"
    r"|إحدى)\w*|سألتَ|سألتِ|سألتم|سؤالك|سؤالكم|تسألون|تسأل السيدة|رداً على سؤال|ردا على سؤال"
    r"|جواباً على سؤال|جوابا على سؤال|السؤال الذي طرح\w*",
)
#: a turn to the questions of the call
TURN = _words(
    r"(?:i|let me|let us|we) (?:now )?(?:come|turn|return|move|go)|now to|as (?:for"
    r"|to|regards)|(?:with|in) (?:regard|respect|relation) to|concerning|regarding"
    r"|coming to",
    r"(?:je|nous) (?:passe|passons|viens|venons|reviens|revenons|en viens)|quant (?:à"
    r"|au|aux)|concernant|s'agissant|pour ce qui (?:est|concerne)|en ce qui concerne"
    r"|sur (?:la|le|les)",
    r"و?أعود إلى|و?أنتقل|و?ننتقل|و?أعود|في موضوع|بخصوص|بشأن|في شأن|فيما يخص|أما",
)
QUESTION_WORD = re.compile(
    r"^[\W\d_]*(?:and |but |so |et |mais |و|ف)?\s*(?:what|which|who|whom|whose|where"
    r"|when|why|how|do|does|did|is|are|was|were|can|could|should|would|will|have|has"
    r"|qu[ei]|qu'|quels?|quelles?|qui|o[uù]|quand|pourquoi|comment|combien|est-ce"
    r"|à qui|de quoi|en quoi|pour quoi|avec qui|auprès de qui"
    r"|ما|ماذا|من|مَن|متى|أين|كيف|هل|كم|لماذا|أي|أية|لمن|بماذا|ومن أين|من أين)(?!\w)",
    re.IGNORECASE,
)
#: sums of money and shares
FIGURE = re.compile(r"\d|٪|%|[٠-٩]")

#: those whom one thanks and greets in a discussion
ADDRESSED = _words(
    r"facilitat\w+|moderat\w+|conven\w+|organi[sz]ers?|members?|colleagues?|participants?"
    r"|team|you|your|everyone|everybody|all of you|debate|discussion|exchange|secretariat",
    r"facilitat\w+|mod[eé]rat\w+|anim\w+|organisat\w+|membres?|coll[eè]gues?|participante?s?"
    r"|[eé]quipe|vous|votre|vos|toutes et tous|d[eé]bat|discussion|[eé]changes?|accueil"
    r"|secr[eé]tariat",
    r"\w{0,2}ميس[ّ]?ر\w*|\w{0,2}مشرف\w*|\w{0,3}قائم\w*|\w{0,2}منظم\w*|\w{0,2}هيئة"
    r"|\w{0,2}فريق\w*|\w{0,2}مشارك\w*|\w{0,2}زملاء|\w{0,2}أعضاء|لكم|عليكم|جميع\w*"
    r"|\w{0,2}نقاش|\w{0,2}حوار|\w{0,2}منبر|جهود\w*|أشغالكم|بكم|منكم",
)
#: the call itself
CALL = _words(
    r"(?:the|your|this) (?:call|announcement|questions?)|questions? of the (?:call|announcement)",
    r"(?:l'annonce|l'appel|vos questions|aux questions|questions de l'a\w+)",
    r"\w{0,2}(?:ال)?نداء|\w{0,2}(?:ال)?دعوة|أسئلتكم|\w{0,2}أسئلة",
)
#: words that pass a question over
PASSES_OVER = _words(
    r"(?:i|we) (?:will |shall |must |prefer to |would rather )?(?:leave|skip|pass)"
    r"|(?:no|not) (?:\w+ )?(?:opinion|view|experience)|(?:have |had )?nothing to (?:add"
    r"|say)|cannot (?:say|answer|comment)|(?:will|can|shall) (?:not|say nothing)|to (?:those"
    r"|others) who|not for (?:me|us)|outside (?:my|our)|do not know enough",
    r"(?:je|nous) (?:ne )?(?:laiss\w+|pass\w+|dir\w+ rien|r[eé]pond\w+ pas|me prononc\w+"
    r"|nous prononc\w+)|(?:pas|aucune?) (?:d'avis|d'exp[eé]rience|avis|exp[eé]rience"
    r"|opinion)|rien à (?:dire|ajouter)|faute d[e']|à (?:celles et )?ceux qui|ne (?:puis"
    r"|peux|pouvons) (?:rien|pas)|hors de (?:mon|notre)",
    r"\w{0,1}أترك\w*|\w{0,1}نترك\w*|ليس (?:لنا|لي|لدينا|لديّ|عندنا|عندي)|لا (?:رأي"
    r"|خبرة|تجربة|علم|نملك|أملك|نضيف|أضيف)|ما نضيفه|ما أضيفه|لا يعنينا|نتجاوز|أتجاوز"
    r"|لأصحابه\w*|لصاحباته\w*|لأهله\w*|لمن (?:يعرف|هم)",
)
#: headings over who writes
SELF_HEADING = _words(
    r"who (?:we are|i am|are we|am i)|about (?:us|me|the author)|introduction|background"
    r"|preliminary|foreword|presentation|context|our organi[sz]ation",
    r"qui (?:sommes-nous|suis-je|nous sommes)|pr[eé]sentation|introduction|avant-propos"
    r"|pr[eé]ambule|contexte|notre (?:association|organisation|structure)",
    r"من (?:نحن|أنا|أكون)|مقدمة|تمهيد|تقديم|تعريف\w*|توطئة|عن (?:الجمعية|المنظمة|المؤسسة)"
    r"|نبذة\w*",
)
#: a sentence that draws what was said together
CONCLUSION = re.compile(
    r"^[\W\d_]*(?:to (?:conclude|sum up|summari[sz]e)|in (?:conclusion|short|sum|summary"
    r"|closing)|all in all|conclusions?|(?:pour|en) (?:conclure|conclusion"
    r"|r[eé]sum[eé]|somme)|en d[eé]finitive|en bref|somme toute|au total|conclusions?"
    r"|(?:و?في )?(?:ال)?(?:ختام|خلاصة|خاتمة)|ختاماً|ختاما|و?خلاصة القول"
    r"|باختصار|إجمالاً)(?!\w)",
    re.IGNORECASE,
)

#: how the text came about and may be used, its form and its faults
FORM = _words(
    r"(?:was|were) (?:prepared|drafted|approved|written|discussed|adopted)|(?:views?"
    r"|position|opinion) (?:of|are|is)|does not (?:bind|prejudge|represent|commit)"
    r"|may be (?:reproduced|quoted|shared|published|used)|confidential\w*|spelling"
    r"|typ(?:o|os|ing)|my phone|dictat\w+|translat\w+|in haste|headings?|for ease of reading",
    r"a [eé]t[eé] (?:r[eé]dig[eé]e?|pr[eé]par[eé]e?|discut[eé]e?|adopt[eé]e?|arr[eê]t[eé]e?"
    r"|valid[eé]e?|[eé]tablie?)|n'engage|ne lie pas|pourra [eê]tre|reproduite?|diffus[eé]e?"
    r"|fautes?|orthographe|t[eé]l[eé]phone|dict[eé]\w*|tradui\w+|intitul[eé]s?|[eé]cris"
    r"|r[eé]dig\w+",
    r"أُعد\w*|أعد\w*|أُجيز|صيغت?|نوقش\w*|اعتُمد\w*|تُعتمد|لا (?:تلزم|يلزم|يمثل|تمثل)"
    r"|رأينا|رأيي|الأخطاء|الاخطاء|الاملاء|الإملاء|من الهاتف|ترجم\w*|كتب\w*|نكتب\w*"
    r"|عناوين\w*",
)
WISHES = _words(
    r"god (?:bless|keep|be with)|bless(?:ings?)?|good (?:courage|health)|peace (?:be )?(?:up)?on"
    r"|courage|take care|long live|see you|until (?:soon|next)",
    r"que dieu|dieu (?:vous|nous|te)|bon courage|bonne (?:sant[eé]|route|f[eê]te)"
    r"|paix|courage|à bient[oô]t|vive|fraternit[eé]",
    r"والله|بارك|حفظ\w*|يعطيكم|الصحة|الصحه|العافية|العافيه|في أمان|دمتم|وفق\w*|رعاكم"
    r"|ودمتم|إلى اللقاء",
)
#: says that several questions are taken as one
TOGETHER = _words(
    r"together|as a whole|jointly|as one|in one (?:go|answer|piece)|at once|same answer"
    r"|cannot (?:be )?(?:separate\w*|told apart|pull\w*)|both questions|all (?:three"
    r"|four|these) questions|all of (?:them|these)|a bundle",
    r"ensemble|en bloc|d'un (?:seul )?(?:coup|tenant|trait)|globalement|dans (?:son"
    r"|leur) ensemble|conjointement|la m[eê]me r[eé]ponse|les (?:deux|trois|quatre) questions"
    r"|ne (?:peuvent|peut|se) (?:pas )?(?:s[eé]par\w+|dissoci\w+)|en une (?:seule )?fois",
    r"معا|معاً|مجتمعة|مجتمعا|جملة واحدة|دفعة واحدة|ككل|كاملا|كاملاً|كله|كلها|جواب واحد"
    r"|لا (?:تنفصل|ينفصل|يمكن الفصل)",
)
