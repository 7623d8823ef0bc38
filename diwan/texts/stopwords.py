"""The small words of English, French and Arabic: they say how, not what."""

from __future__ import annotations

from .normalise import fold_word, index_text, words

_ENGLISH = """
a about above after again against all almost alone along already also although always am among an
and another any anybody anyone anything are around as ask at away back be became because become
been before began behind being below between beyond both but by call came can cannot come could
did do does doing done down during each either else enough even ever every everybody everyone
everything few first for from further gave get give given go goes going gone got had has have
having he hence her here hers herself him himself his how however i if in indeed instead into is
it its itself just keep kept know last later least less let like little made make many may maybe
me mean means might mine more most much must my myself near nearly neither never next no nobody
none nor not nothing now of off often on once one only onto or other others otherwise our ours
ourselves out over own per perhaps please put quite rather really said same saw say says second
see seem seen set several shall she should since so some somebody somehow someone something
sometimes soon still such take taken than that the their theirs them themselves then there
therefore these they thing things think third this those though three through thus till to
together told too took toward towards two under until up upon us use used using usually very was
way we well went were what whatever when where whether which while who whom whose why will with
within without would yet you your yours yourself answer question topic
"""
_FRENCH = """
a abord afin ai ainsi alors an apres as assez au aucun aucune aujourd aupres auquel aura aussi
autant autre autres autrement aux avaient avait avant avec avez avoir avons ayant beaucoup bien
bon bonne car ce ceci cela celle celles celui cependant certain certaine certains certes ces cet
cette ceux chacun chaque chez ci combien comme comment contre d dans de deja demander depuis
dernier des desormais dessous deux devant devoir devrait devraient dire dit doit doivent donc
donner dont du durant elle elles en encore enfin ensuite entre environ est et etaient etait etant
ete etes etre eu eux existe faire fait faites faut fois font grace hors hui ici il ils j je jamais
jusque l la laquelle le lequel les lesquels leur leurs loin lors lorsque lui m ma mais mal malgre
me meme memes mes mettre mieux moi moins mon n ne neanmoins ni nos notre nous on ont or ou outre
par parce parfois parmi pas pendant personne peu peut peuvent plus plusieurs plutot pour pourquoi
pourrait pouvoir pouvez pres presque puis puisque qu quand quant que quel quelle quelles quelque
quelques quels qui quoi quoique rien s sa sans sauf se selon sera serait ses seul seule seulement
si sinon soi soient soit son sont sous souvent sur surtout ta tandis tant tel telle telles tels
tes ton toujours tous tout toute toutefois toutes tre tres trois trop tu un une va vers vingt
voici voila voir vos votre vous vu y premier premiere seconde second repondre question theme sujet
"""
_ARABIC = """
في من على إلى عن مع هذا هذه ذلك تلك هؤلاء أولئك التي الذي الذين اللواتي اللاتي ما ماذا لماذا متى
أين كيف هل كم أي أية من هو هي هم هن أنا نحن أنت أنتم كان كانت كانوا يكون تكون ليس ليست لا لم لن قد
لقد إن أن إنه أنه إنها أنها لكن بل أو أم ثم حتى إذا إذ لو كما كل بعض غير سوى إلا أيضا أيضاً عند
عندما عندنا لدى لدينا بين بعد قبل خلال منذ حول ضد دون بدون فوق تحت أمام خلف حيث حين بينما كذلك
هكذا هنا هناك فقط جدا جداً أكثر أقل أول أولى ثاني ثانية ثالث ثالثة آخر أخرى أحد إحدى واحد واحدة
اثنان نفس نفسه مثل عبر وفق حسب ضمن لأن لأنه الآن اليوم أمس به بها بهم له لها لهم لنا لي لك فيه
فيها فيهم منه منها منهم عليه عليها عليهم عنه عنها إليه إليها وهو وهي وهم فهو فهي مما عما بما فيما
لما كلما طالما مهما أما إما لذلك ولذلك وقد فقد ولا ولم وما يمكن ينبغي يجب صار صارت أصبح أصبحت سؤال
محور جواب تم جرى قال نقول شيء أشياء أمر
"""


def _stems(words: str, language: str) -> set[str]:
    return set(index_text(words, language).replace("\n", " ").split())


#: Every form of them, folded.
SMALL_WORDS = frozenset(fold_word(word) for word in words(f"{_ENGLISH} {_FRENCH} {_ARABIC}"))
#: Every form and stem of them, folded.
STOP_STEMS = frozenset(_stems(_ENGLISH, "en") | _stems(_FRENCH, "fr") | _stems(_ARABIC, "ar"))
