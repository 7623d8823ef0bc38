"""Amounts, percentages, durations and dates: concepts that no list of words can hold."""

from __future__ import annotations

import re
from collections import Counter

from diwan.texts.normalise import fold

#: A number as people write it, also in groups of three: 1 200,50 or 1,200.50.
_NUMBER = r"\d+(?:[.,\s\u00a0\u202f٬٫]\d+)*"
_MANY = (
    r"(?:\s*(?:thousand|million|billion|mille|milliers?|millions?|milliards?|k|"
    r"الف|الاف|مليون|ملايين|مليار)(?:\s+d[e'])?)?"
)
_CURRENCY = (
    r"(?:[€$£¥₪₺]|us\$|(?:eur|usd|gbp|mad|dzd|tnd|egp|jod|lbp|mru|chf|sar|aed|qar|xof|"
    r"dhs?|da|dt|fcfa|cfa)\b|(?:euros?|dollars?|dinars?|dirhams?|pounds?|livres?|ouguiyas?|"
    r"francs?|riyals?|shekels?|liras?)\b|"
    r"يورو|اورو|دولار|دينارا?|دنانير|درهما?|دراهم|جنيها?|جنيهات|ليره|ليرات|ريالا?|ريالات|"
    r"اوقيه|شيكل|فرنكا?|د\.\s?ت|د\.\s?ج|د\.\s?م|ج\.\s?م)"
)
_UNIT = (
    r"(?:(?:minute|hour|day|week|month|year|heure|jour|semaine|mois|an|annee)s?\b|"
    r"دقيقه|دقايق|ساعه|ساعات|يوما?|ايام|اسبوعا?|اسابيع|شهرا?|اشهر|شهور|سنه|سنوات|سنين|عاما?|اعوام)"
)
_COUNT = (
    r"(?:\b(?:\d{1,3}(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|"
    r"un|une|deux|trois|quatre|cinq|sept|huit|neuf|dix|douze|quinze|vingt|"
    r"ثلاثه?|اربعه?|خمسه?|سته?|سبعه?|ثمانيه?|تسعه?|عشره?|اثنا عشر|بضعه?|عده)\s*[-\s]?\s*)"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    r"يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر|"
    r"جانفي|فيفري|افريل|ماي|جوان|جويليه|اوت|غشت|شتنبر|نونبر|دجنبر|"
    r"كانون الثاني|شباط|اذار|نيسان|ايار|حزيران|تموز|اب|ايلول|تشرين الاول|تشرين الثاني|كانون الاول)"
)

#: One concept each, looked for in this order in what the ones before have left.
_PATTERNS = {
    "money_amount": re.compile(
        rf"{_NUMBER}{_MANY}\s*{_CURRENCY}|(?:[€$£¥]|us\$|\b(?:eur|usd|mad|tnd|dzd)\b)\s*{_NUMBER}{_MANY}"
    ),
    "percentage": re.compile(
        rf"{_NUMBER}\s*(?:[%٪]|per\s?cent\b|pour\s?cent\b|p\.\s?100|(?:في|ب)\s?(?:ال)?ما?يه)"
        r"|\bpercentage\b|\bpourcentage\b|نسبه ميويه"
    ),
    "duration": re.compile(
        rf"{_COUNT}{_UNIT}|(?<!\w)[وبل]?(?:شهرين|سنتين|يومين|اسبوعين|ساعتين|عامين)(?!\w)"
    ),
    "date": re.compile(
        rf"\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
        rf"|\b\d{{1,2}}(?:er|st|nd|rd|th)?\s+{_MONTH}(?!\w)(?:\s+\d{{4}})?"
        rf"|(?<!\w){_MONTH}\s+(?:\d{{1,2}},?\s+)?\d{{4}}\b|\b(?:19|20)\d\d\b"
    ),
}
QUANTITIES = frozenset(_PATTERNS)
#: those that are never without a figure
_FIGURED = frozenset({"money_amount", "date"})
_FIGURE = re.compile(r"\d")


def quantities(text: str) -> Counter[str]:
    """How many amounts of money, percentages, durations and dates ``text`` names."""
    left = fold(text)
    found: Counter[str] = Counter()
    skipped = frozenset() if _FIGURE.search(left) else _FIGURED
    for concept, pattern in _PATTERNS.items():
        if concept in skipped:
            continue
        left, times = pattern.subn(" ", left)
        if times:
            found[concept] = times
    return found
