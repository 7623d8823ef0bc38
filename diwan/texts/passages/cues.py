"""Words and forms of English, French and Arabic that tell what a stretch of a letter is for.

They are the formulas of correspondence and of lists of sources, as style guides give them; all
patterns ignore case.
"""

from __future__ import annotations

import re


def _words(*alternatives: str) -> re.Pattern[str]:
    """Any of the given patterns as whole words."""
    joined = "|".join(part for each in alternatives for part in each.split("\n") if part)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


_WELCOMES = (
    r"dear|hello|hi|hey|greetings|good (?:morning|afternoon|evening|day)|to whom it may concern"
    r"|esteemed|distinguished|respected|your excellenc(?:y|ies)|excellenc(?:y|ies)|ladies and gentlemen"
    r"|ch[eè]re?s?|bonjour|bonsoir|salut|coucou|madame|mesdames|monsieur|messieurs|mesdemoiselles"
    r"|excellences?|honorables?|aux? (?:animateurs?|participante?s?|mod[eé]rateurs?|facilitateurs?|membres|organisateurs?)"
    r"|السلام عليكم|سلام|تحية|تحياتي|تحيات|مرحبا|مرحبًا|مرحباً|أهلا|أهلاً|اهلا|صباح الخير|مساء الخير"
    r"|السادة|السيدات|السيد|السيدة|سعادة|معالي|حضرات|حضرة|الأستاذ|الأستاذة|الاستاذ|الزملاء|الزميلات|الأخوة|الإخوة|الأخوات"
    r"|الأصدقاء|أعزائي|عزيزي|عزيزتي|الأعزاء|إلى من يهمه الأمر|أيها|بسم الله"
)
#: a salutation up to its comma, at the beginning of a paragraph
SALUTATION = re.compile(
    rf"(?:{_WELCOMES})(?!\w)[^\n.?؟:;؛]{{0,90}}?(?:[,،!](?:\s*حفظ\w+ الله[,،]|\s*(?:وبعد|أما بعد)[,،:]?)?|$|(?=\n))",
    re.IGNORECASE,
)
WELCOME = re.compile(rf"(?:{_WELCOMES})(?!\w)", re.IGNORECASE)

THANKS = _words(
    r"thanks?|thank(?:ed|ing|ful)|grateful|gratitude|congratulat\w*|appreciate[sd]? (?:the|your|this|being)",
    r"best wishes|wish(?:es|ing)? (?:you|all|the|every)|good luck|look(?:ing)? forward|looking ahead to",
    r"at (?:your|their|the) disposal|remain available|do not hesitate|feel free to contact|happy to (?:share|answer|provide|discuss)",
    r"apologi[sz]\w*|apolog(?:y|ies)|sorry|forgive|pardon|excuse (?:me|my|the|us)|hope (?:this|that this|it) (?:helps|is)",
    r"honou?red to|pleasure to (?:take part|contribute|join)|welcome this (?:initiative|opportunity)",
    r"merci|remerci\w*|reconnaissant\w*|gratitude|f[eé]licit\w*|v[oœ]e?ux|souhait\w+ (?:plein|bonne|un|une|le|la|tout|à)",
    r"bonne (?:continuation|chance|lecture|suite|journ[eé]e)|plein succ[eè]s|(?:à|a) (?:votre|leur|ta) disposition",
    r"d[eé]sol[eé]e?s?|excus\w+|pardon\w*|veuillez m|dans l'attente|au plaisir|ravie?s? de|heureu(?:x|se)s? de (?:participer|contribuer|prendre)",
    r"شكر\w*|ال?شكر|وشكر\w*|نشكر\w*|أشكر\w*|اشكر\w*|تشكر\w*|امتنان\w*|ممتن\w*|أتقدم بال\w+|نتقدم بال\w+|نهنئ\w*|أهنئ\w*|تهنئة|تهاني\w*",
    r"نتمنى|أتمنى|اتمنى|ونتمنى|وأتمنى|التوفيق|والسداد|نثمن|وتقدر|تقدر|نقدر|أقدر|وتقد[ّ]?ر\w*|عذر\w*|أعتذر|اعتذر|نعتذر|اعذروني|فاعذروني|آسف\w*|المعذرة|عذراً|عفوا\w*",
    r"رهن إشارتكم|تحت تصرفكم|سعدت|يسعدن\w+|يسرن\w+|يشرفن\w+|بارك الله|جزاكم|وفقكم|دمتم",
)

CLOSING = re.compile(
    r"^[\s>]*(?:(?:yours?|very|most) (?:sincerely|faithfully|truly|respectfully|cordially)|sincerely|faithfully|respectfully"
    r"|(?:with )?(?:best|kind|warm|kindest|warmest|my|many|cordial|fraternal)? ?(?:regards|wishes|greetings)|with (?:respect|regards|thanks|gratitude|appreciation|solidarity)|cheers|all the best|in solidarity|yours|thanks(?: again)?,?$|thank you,?$"
    r"|(?:bien |très |tr[eè]s )?(?:cordialement|respectueusement|sinc[eè]rement|amicalement|fraternellement)|bien (?:à vous|à toi|cordialement|sincèrement|amicalement|respectueusement)[^.]*"
    r"|(?:mes |nos |avec (?:mes|nos) )?(?:meilleures |sinc[eè]res |cordiales |respectueuses )?salutations|veuillez (?:agr[eé]er|recevoir|croire|trouver ici)|je vous prie|nous vous prions|recevez|agr[eé]ez|croyez|amitiés|bien vôtre|solidairement|sentiments"
    r"|و?تفضلوا|و?تقبلوا|والسلام(?: عليكم)?|و?السلام عليكم ورحمة|مع (?:خالص|فائق|أطيب|اطيب|كل|بالغ|وافر|أصدق|التقدير|التحية|الاحترام|تحيات\w*|الشكر|تقديري)|(?:و?لكم|ولكم) (?:مني|منا|فائق|خالص)|وتقبلوا|أخوكم|أختكم|اخوكم|اختكم|تحياتي|مع تحيات\w*|المخلص\w*)",
    re.IGNORECASE,
)

CONTACT = re.compile(
    r"\[(?:phone|e-mail|email|téléphone|courriel|هاتف|بريد)[^\]]*\]|(?<!\w)(?:t[eé]l(?:ephone|[eé]phone)?|fax|mobile|cell|gsm|skype|e-?mail|courriel|phone|هاتف|فاكس|جوال|بريد(?: إلكتروني)?|ص\.ب)\s*[.:]?\s*[\[+(\d]"
    r"|(?:https?://|www\.)\S+|\S+@\S+|p\.?o\.? box|b\.?p\.? \d",
    re.IGNORECASE,
)
LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)

REFERENCE_HEADING = re.compile(
    r"^[\W\d_]*(?:(?:list of|annex:?|liste des|quelques|some|my|our|nos|mes|main|selected|cited|قائمة|بعض|أهم)\s+)?(?:references?|bibliograph(?:y|ie)|sources?|works cited|further reading|documents?|documentation|links?|notes|annex(?:es)?|literature|reading list"
    r"|r[eé]f[eé]rences?(?: bibliographiques)?|liens?|annexes?|pour aller plus loin|bibliographie sommaire|webographie"
    r"|ال?مراجع|ال?مصادر(?: والمراجع)?|ال?وثائق|ال?مرفقات|روابط|للاستزادة|قائمة (?:المراجع|المصادر)|ال?هوامش|ال?مستندات)\s*(?:(?:and|et|و)\s*\w+|cit[eé]e?s?|utilis[eé]e?s?|consult[eé]e?s?|used|quoted|cited|consulted|referred to|mentioned|الواردة|المستعملة|المذكورة)?\s*[:.]?\s*$",
    re.IGNORECASE,
)
#: what an entry of a list of sources holds
REFERENCE_SIGN = re.compile(
    r"\(?(?:19|20)\d{2}\)?|(?<!\w)(?:pp?|vol|no|nos|n°|ed|eds|éd|id|ibid|op\. cit|et al|and al|in|dans|forthcoming|à paraître|see above|voir|cf)(?:\.|°|:|,|(?= [A-Z«“\"]))"
    r"|(?:https?://|www\.)|«|“|\"|المرجع|مجلة|العدد|تقرير|دراسة|ص\s|ص[\s.]*$|غير منشور|ورقة",
    re.IGNORECASE,
)

_OPEN, _CLOSE = "\"“„«‹”'‘", "\"”“»›'’"
#: a paragraph or sentence that is quoted whole, its source in brackets or after a dash
QUOTED = re.compile(
    rf"^[>\s]*[\"“„«‹][^\n]*(?:\n[^\n]+)*?[\"”“»›]\s*\.?\s*(?:[(\[][^)\]]*[)\]]?|[–—-][^\n]*)?[\s.]*$"
)
QUOTED_LINE = re.compile(r"^\s*>")
QUOTATION = re.compile(r"[“„«\"][^”»\"]{25,}[”»“\"]")
#: somebody else's document that a sentence speaks for
DOCUMENT = _words(
    r"report|review|announcement|call|invitation|concept note|study|survey|document|paper|declaration|article|law|convention|audit",
    r"rapport|annonce|appel|invitation|note|[eé]tude|document|d[eé]claration|article|loi|convention|rapporteur",
    r"\w{0,2}(?:ال)?تقرير\w*|\w{0,2}(?:ال)?دعوة|\w{0,2}(?:ال)?نداء|\w{0,2}(?:ال)?إعلان|نص|\w{0,2}(?:ال)?دراسة|\w{0,2}(?:ال)?وثيقة|\w{0,2}(?:ال)?مذكرة",
)
SPEAKS = _words(
    r"says?|said|writes?|wrote|puts? it|states?|stated|reads?|notes?|noted|reminds?|recalls?|quote|quotes|quoted|according to|in the words of|as follows|concludes?|concluded|observed",
    r"dit|disait|[eé]crit|[eé]crivait|rappelle|rappelait|indique|note|notait|souligne|cite|constate|constatait|conclut|selon|pr[eé]cise|affirme|lit|on y lit",
    r"و?يقول|و?قال|و?كتب|و?ورد|و?جاء|و?ذكر|و?يذكر|و?نص|ينص|و?يشير|و?أشار|ما يلي|وفق|و?قد ورد|و?خلص",
)

POSTSCRIPT = re.compile(
    r"^\s*(?:p\.?\s?-?\s?s\.?(?!\w)|post-?\s?scriptum|n\.?\s?b\.?(?!\w)|ملحوظة|ملاحظة|حاشية|تذييل|بعد التوقيع|استدراك)\s*[:.–-]*",
    re.IGNORECASE,
)

#: who writes, for whom, how the text came about
SELF = _words(
    r"my name is|i am (?:an?|the|writing|now|currently)|i'm an?|i was (?:an?|the|born)|i(?: have|'ve)? (?:worked|taught|served|spent|lived|coordinated|run|been|studied|directed|managed)|i (?:work|teach|live|run|write|coordinate|study|represent|manage|direct|lead|speak|come from|answer)",
    r"we are (?:an?|the)|our (?:association|organi[sz]ation|network|union|cooperative|institute|foundation|federation|confederation|ngo|group|office|agency|committee)|(?:was|were) (?:founded|created|established|set up|formed)|founded (?:in|by)|began in|established in|members? in|(?:this|the|my|our) (?:contribution|submission|text|note|paper|message|reply|answer|statement)|on behalf of|in my (?:own )?(?:name|capacity)|as an? \w+|years (?:as|in|of)|since (?:19|20)\d\d",
    r"je (?:suis|m'appelle|travaille|vis|pr[eé]side|dirige|coordonne|r[eé]ponds?|repr[eé]sente|parle|viens|fus)|j'(?:ai [eé]t[eé]|habite|enseigne|anime|exerce|[eé]cris|ai travaill[eé]|ai v[eé]cu)|nous sommes (?:une?|des|le|la)|notre (?:association|organisation|r[eé]seau|union|coop[eé]rative|institut|fondation|f[eé]d[eé]ration|collectif|caisse|[eé]quipe|groupe|amicale|structure)",
    r"(?:a|est) [eé]t[eé] (?:fond[eé]e?|cr[eé][eé]e?)|fond[eé]e? (?:en|par)|cr[eé][eé]e? (?:en|par)|n[eé]e? en|compte \w+ (?:membres|adh[eé]rents)|(?:la|ma|notre|cette) (?:pr[eé]sente )?(?:contribution|note|r[eé]ponse|texte)|au nom d[eu']|en (?:ma|notre) qualit[eé]|la soussign[eé]e|depuis (?:19|20)\d\d|secr[eé]taire|pr[eé]sidente?",
    r"أنا|اسمي|أعمل|اعمل|نعمل|أكتب|اكتب|أدير|أدرّس|أدرس|أعيش|أقيم|عملت|اشتغلت|قضيت|أمضيت|أشرف|نحن|تأسس\w*|أُسس\w*|أنشئ\w*|تضم|يضم|نضم|جمعيتنا|منظمتنا|شبكتنا|اتحادنا|مؤسستنا|بصفتي|بصفتنا|باسم|نيابة عن|مساهمتنا|مساهمتي|مداخلتي|مداخلتنا|هذه (?:المذكرة|المساهمة|الورقة|المداخلة)|كاتب\w* هذه السطور|منذ سنة|سنوات من|متقاعد\w*|عضو\w*|مقر\w*",
)
#: what the text will and will not take up, its language and form
SCOPE = _words(
    r"(?:i|we) (?:only |will |shall |would |can |just |therefore )*(?:take up|answer|respond|reply|leave|limit|confine|focus|keep|follow|address|skip|comment)|leave (?:the|this|that)|(?:no|not) (?:opinion|view|experience) (?:on|of|about)|have nothing to (?:add|say)|nothing to add|pass over|not (?:our|my) field|what follows|the text is mine|in (?:english|french|arabic)|below|in (?:my|our) own (?:name|words)|to those who know|the order of|is of \w+ only",
    r"(?:je|nous) (?:ne )?(?:r[eé]pon\w+|laiss\w+|me limite|nous limitons|suivons|suis|traiter\w+|dir\w+ rien|gard\w+|pr[eé]f[eé]r\w+|parler\w+|rapporte)|nous avons pr[eé]f[eé]r[eé]|r[eé]pond (?:au|aux|à)|pas d'avis|rien à (?:dire|ajouter)|faute de|rel[eè]ve d'un autre|en fran[cç]ais|en anglais|en arabe|intitul[eé]s?|l'ordre d|ci-(?:dessous|apr[eè]s)|porte la trace|n'engage",
    r"أترك\w*|نترك\w*|أتركه|ليس لنا ما|لا نضيف|ما نضيفه|لا رأي|نقتصر|أقتصر|تقتصر|نكتفي|أكتفي|سأكتفي|أجيب|نجيب|سأجيب|سنجيب|تجدون|أدناه|فيما يلي|بالعربية|بالفرنسية|بالإنكليزية|بالإنجليزية|عناوين\w*|العناوين|مرتب\w*|نروي|لا ندّعي|لا ندعي|إشارةً? إلى",
)
#: a question put to the others
TO_OTHERS = _words(
    r"(?:may|can|could|let) (?:i|me|we|us) ask|(?:i|we) (?:would|should|'d) (?:like|love|be (?:glad|happy|interested|curious|grateful)) to (?:hear|know|learn|ask|see)|(?:i|we) (?:wonder|ask)|my (?:own )?questions?|a question (?:to|for)|questions? (?:to|for) (?:the|other|you|all)|has any(?:one|body)|does any(?:one|body)|do any|can any(?:one|body)|is there any(?:one|body|where)?|any (?:member|colleague|country|other)|other members|members|colleagues|would you|in return|in turn|curious",
    r"(?:je|nous) (?:pose|posons|demande|demandons|voudrais|voudrions|souhaiter\w+|aimer\w+)|serions (?:heureux|curieux|int[eé]ress[eé]s)|serais (?:heureu(?:x|se)|curieu(?:x|se))|quelqu'un|existe-t-il|y a-t-il|a-t-(?:elle|il|on) d[eé]j[aà]|d'autres (?:pays|membres|associations)|d'autres|question (?:aux?|pour|à)|à mon tour|en retour|qui (?:a|sait|conna[iî]t)|savoir si|les membres|nous demandons",
    r"و?أسأل|و?نسأل|وعندي سؤال|عندي سؤال|لدي سؤال|سؤالي|سؤال(?:نا)? (?:إلى|لل\w+|ل\w+)|هل (?:جرّب|جرب|يعرف|لدى|هناك|عند|تقبلون|من|يوجد|سبق|توجد)|هل من|من (?:جرب|يعرف)|أود أن (?:أسأل|أعرف|أسمع)|نود أن (?:نسأل|نعرف|نسمع)|أحد(?:كم)?|بدوري|الأعضاء|الإخوة|الزملاء",
)
#: another contributor's question
ANOTHER = _words(
    r"(?:mr|mrs|ms|dr|prof|sir|madam|brother|sister|colleague|our (?:friend|colleague))\.? [A-Z][\w-]+[^.?!]{0,60} (?:ask\w*|wrote|rais\w+|wonder\w*|want\w*)|you (?:ask|asked|wonder|wondered|raise|raised|wanted to know)|(?:the )?question (?:of|from|by|raised by|put by) (?:mr|mrs|ms|dr|prof|the colleague|our)|(?:asked|raised|wondered) (?:last week|yesterday|in (?:his|her|their)|whether|how|why|what)|contribution that asks|in reply to (?:mr|mrs|ms|dr|your|the (?:question|colleague))",
    r"vous (?:nous )?(?:demand\w+|vous demand\w+|posez|posiez|interrog\w+|vouliez savoir)|(?:m\.|mme|mlle|monsieur|madame|notre (?:ami|amie|coll[eè]gue)) [A-ZÀ-Ý][\w'-]*[^.?!]{0,60} (?:demand\w+|pos\w+|interrog\w+|voul\w+)|(?:a|avait) (?:demand[eé]|pos[eé] la question)|la question (?:de|pos[eé]e par) (?:m\.|mme|monsieur|madame|notre)|en r[eé]ponse à (?:m\.|mme|monsieur|madame|votre|la question)|une contribution qui demande",
    r"(?:سأل|سألت|سألنا|سألتنا|تساءل|تساءلت|طرح|طرحت|تسأل|يسأل) (?:السيد|السيدة|الأخ|الأخت|الزميل|الزميلة|الأستاذ|الأستاذة|الدكتور|الدكتورة|المهندس|د\.|م\.|أحد|إحدى)\w*|سألتَ|سألتِ|سألتم|سؤالك|سؤالكم|تسألون|تسأل السيدة|رداً على سؤال|ردا على سؤال|جواباً على سؤال|جوابا على سؤال|السؤال الذي طرح\w*",
)
#: a turn to the questions of the call
TURN = _words(
    r"(?:i|let me|let us|we) (?:now )?(?:come|turn|return|move|go)|now to|as (?:for|to|regards)|(?:with|in) (?:regard|respect|relation) to|concerning|regarding|coming to",
    r"(?:je|nous) (?:passe|passons|viens|venons|reviens|revenons|en viens)|quant (?:à|au|aux)|concernant|s'agissant|pour ce qui (?:est|concerne)|en ce qui concerne|sur (?:la|le|les)",
    r"و?أعود إلى|و?أنتقل|و?ننتقل|و?أعود|في موضوع|بخصوص|بشأن|في شأن|فيما يخص|أما",
)
QUESTION_WORD = re.compile(
    r"^[\W\d_]*(?:and |but |so |et |mais |و|ف)?\s*(?:what|which|who|whom|whose|where|when|why|how|do|does|did|is|are|was|were|can|could|should|would|will|have|has"
    r"|qu[ei]|qu'|quels?|quelles?|qui|o[uù]|quand|pourquoi|comment|combien|est-ce|à qui|de quoi|en quoi|pour quoi|avec qui|auprès de qui"
    r"|ما|ماذا|من|مَن|متى|أين|كيف|هل|كم|لماذا|أي|أية|لمن|بماذا|ومن أين|من أين)(?!\w)",
    re.IGNORECASE,
)
#: sums of money and shares
FIGURE = re.compile(r"\d|٪|%|[٠-٩]")

#: those whom one thanks and greets in a discussion
ADDRESSED = _words(
    r"facilitat\w+|moderat\w+|conven\w+|organi[sz]ers?|members?|colleagues?|participants?|team|you|your|everyone|everybody|all of you|debate|discussion|exchange|secretariat",
    r"facilitat\w+|mod[eé]rat\w+|anim\w+|organisat\w+|membres?|coll[eè]gues?|participante?s?|[eé]quipe|vous|votre|vos|toutes et tous|d[eé]bat|discussion|[eé]changes?|accueil|secr[eé]tariat",
    r"\w{0,2}ميس[ّ]?ر\w*|\w{0,2}مشرف\w*|\w{0,3}قائم\w*|\w{0,2}منظم\w*|\w{0,2}هيئة|\w{0,2}فريق\w*|\w{0,2}مشارك\w*|\w{0,2}زملاء|\w{0,2}أعضاء|لكم|عليكم|جميع\w*|\w{0,2}نقاش|\w{0,2}حوار|\w{0,2}منبر|جهود\w*|أشغالكم|بكم|منكم",
)
#: the call itself
CALL = _words(
    r"(?:the|your|this) (?:call|announcement|questions?)|questions? of the (?:call|announcement)",
    r"(?:l'annonce|l'appel|vos questions|aux questions|questions de l'a\w+)",
    r"\w{0,2}(?:ال)?نداء|\w{0,2}(?:ال)?دعوة|أسئلتكم|\w{0,2}أسئلة",
)
#: words that pass a question over
PASSES_OVER = _words(
    r"(?:i|we) (?:will |shall |must |prefer to |would rather )?(?:leave|skip|pass)|(?:no|not) (?:\w+ )?(?:opinion|view|experience)|(?:have |had )?nothing to (?:add|say)|cannot (?:say|answer|comment)|(?:will|can|shall) (?:not|say nothing)|to (?:those|others) who|not for (?:me|us)|outside (?:my|our)|do not know enough",
    r"(?:je|nous) (?:ne )?(?:laiss\w+|pass\w+|dir\w+ rien|r[eé]pond\w+ pas|me prononc\w+|nous prononc\w+)|(?:pas|aucune?) (?:d'avis|d'exp[eé]rience|avis|exp[eé]rience|opinion)|rien à (?:dire|ajouter)|faute d[e']|à (?:celles et )?ceux qui|ne (?:puis|peux|pouvons) (?:rien|pas)|hors de (?:mon|notre)",
    r"\w{0,1}أترك\w*|\w{0,1}نترك\w*|ليس (?:لنا|لي|لدينا|لديّ|عندنا|عندي)|لا (?:رأي|خبرة|تجربة|علم|نملك|أملك|نضيف|أضيف)|ما نضيفه|ما أضيفه|لا يعنينا|نتجاوز|أتجاوز|لأصحابه\w*|لصاحباته\w*|لأهله\w*|لمن (?:يعرف|هم)",
)
#: headings over who writes
SELF_HEADING = _words(
    r"who (?:we are|i am|are we|am i)|about (?:us|me|the author)|introduction|background|preliminary|foreword|presentation|context|our organi[sz]ation",
    r"qui (?:sommes-nous|suis-je|nous sommes)|pr[eé]sentation|introduction|avant-propos|pr[eé]ambule|contexte|notre (?:association|organisation|structure)",
    r"من (?:نحن|أنا|أكون)|مقدمة|تمهيد|تقديم|تعريف\w*|توطئة|عن (?:الجمعية|المنظمة|المؤسسة)|نبذة\w*",
)
#: a sentence that draws what was said together
CONCLUSION = re.compile(
    r"^[\W\d_]*(?:to (?:conclude|sum up|summari[sz]e)|in (?:conclusion|short|sum|summary|closing)|finally|overall|all in all|conclusions?|(?:pour|en) (?:conclure|conclusion|r[eé]sum[eé]|somme)|en d[eé]finitive|en bref|somme toute|au total|conclusions?|(?:و?في )?(?:ال)?(?:ختام|خلاصة|خاتمة)|ختاماً|ختاما|و?خلاصة القول|و?أخيراً|و?أخيرا|باختصار|إجمالاً)(?!\w)",
    re.IGNORECASE,
)

#: how the text came about and may be used, its form and its faults
FORM = _words(
    r"(?:was|were) (?:prepared|drafted|approved|written|discussed|adopted)|(?:views?|position|opinion) (?:of|are|is)|does not (?:bind|prejudge|represent|commit)|may be (?:reproduced|quoted|shared|published|used)|confidential\w*|spelling|typ(?:o|os|ing)|my phone|dictat\w+|translat\w+|in haste|headings?|for ease of reading",
    r"a [eé]t[eé] (?:r[eé]dig[eé]e?|pr[eé]par[eé]e?|discut[eé]e?|adopt[eé]e?|arr[eê]t[eé]e?|valid[eé]e?|[eé]tablie?)|n'engage|ne lie pas|pourra [eê]tre|reproduite?|diffus[eé]e?|fautes?|orthographe|t[eé]l[eé]phone|dict[eé]\w*|tradui\w+|intitul[eé]s?|[eé]cris|r[eé]dig\w+",
    r"أُعد\w*|أعد\w*|أُجيز|صيغت?|نوقش\w*|اعتُمد\w*|تُعتمد|لا (?:تلزم|يلزم|يمثل|تمثل)|رأينا|رأيي|الأخطاء|الاخطاء|الاملاء|الإملاء|من الهاتف|ترجم\w*|كتب\w*|نكتب\w*|عناوين\w*",
)
WISHES = _words(
    r"god (?:bless|keep|be with)|bless(?:ings?)?|good (?:courage|health)|peace (?:be )?(?:up)?on|courage|take care|long live|see you|until (?:soon|next)",
    r"que dieu|dieu (?:vous|nous|te)|bon courage|bonne (?:sant[eé]|route|f[eê]te)|paix|courage|à bient[oô]t|vive|fraternit[eé]",
    r"والله|بارك|حفظ\w*|يعطيكم|الصحة|الصحه|العافية|العافيه|في أمان|دمتم|وفق\w*|رعاكم|ودمتم|إلى اللقاء",
)
#: says that several questions are taken as one
TOGETHER = _words(
    r"together|as a whole|jointly|as one|in one (?:go|answer|piece)|at once|same answer|cannot (?:be )?(?:separate\w*|told apart|pull\w*)|both questions|all (?:three|four|these) questions|all of (?:them|these)|a bundle",
    r"ensemble|en bloc|d'un (?:seul )?(?:coup|tenant|trait)|globalement|dans (?:son|leur) ensemble|conjointement|la m[eê]me r[eé]ponse|les (?:deux|trois|quatre) questions|ne (?:peuvent|peut|se) (?:pas )?(?:s[eé]par\w+|dissoci\w+)|en une (?:seule )?fois",
    r"معا|معاً|مجتمعة|مجتمعا|جملة واحدة|دفعة واحدة|ككل|كاملا|كاملاً|كله|كلها|جواب واحد|لا (?:تنفصل|ينفصل|يمكن الفصل)",
)
