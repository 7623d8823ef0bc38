"""The words dates are made of, in the languages of mail programs, over plain text."""

from __future__ import annotations

import re

_PIECE = re.compile(r"[^\s,،.:;/()+\-–]+")
_MOST_PIECES = 12
_LEADS = (
    "on at the st nd rd th le à h el a.m p.m am pm il alle ore um den uhr of de del em en às"
    " utc gmt cet cest wat tu في بتاريخ يوم على الساعة ب ص م ه صباحا مساء غرينتش غرينيتش توقيت"
)
_DAYS = (
    "mon tue tues wed thu thur thurs fri sat sun"
    " monday tuesday wednesday thursday friday saturday sunday"
    " lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche"
    " lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica gio"
    " montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so"
    " الأحد الاحد الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت"
)
_MONTHS = (
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july"
    " august september october november december"
    " janv févr fév avr mai juin juil août déc janvier février mars avril juillet septembre"
    " octobre novembre décembre"
    " ene abr ago dic enero febrero marzo abril mayo junio julio agosto septiembre octubre"
    " noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre"
    " dicembre januar februar märz juni juli oktober dezember"
    # the Gulf and Egypt, the Maghreb, the Levant, then the Hijri year
    " يناير فبراير مارس أبريل إبريل ابريل مايو يونيو يوليو أغسطس اغسطس سبتمبر أكتوبر اكتوبر"
    " نوفمبر ديسمبر جانفي فيفري أفريل ماي جوان جويلية أوت يوليوز غشت شتنبر نونبر دجنبر"
    " كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين الأول الثاني"
    " محرم صفر ربيع الآخر جمادى الأولى الآخرة الثانية رجب شعبان رمضان شوال ذو القعدة الحجة"
)
_KNOWN = frozenset(f"{_LEADS} {_DAYS} {_MONTHS}".split())


def is_only_date(text: str) -> bool:
    """Whether the plain ``text`` holds words and numbers of dates and clocks, and nothing else."""
    pieces = _PIECE.findall(text)
    if not 0 < len(pieces) <= _MOST_PIECES:
        return False
    return all(piece in _KNOWN or piece.rstrip("hap").isdecimal() for piece in pieces)
