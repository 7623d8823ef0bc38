from __future__ import annotations

from .mails import Mail

OWN = (
    "السادة الأعضاء،\n\nافتتحت بلديتنا مكتبًا لاستقبال العائدين.\n\nمع التحية،\nأمينة\nرئيسة المكتب"
)
FORWARDED = "للاطلاع.\n\n---------- رسالة مُعاد توجيهها ---------\nمن: بلال <b@example.org>\nالتاريخ: 3 مارس 2025\nالموضوع: ممارسة\nإلى: أمينة\n\nلقد نجحنا."
MAILS = [
    Mail(
        "ar gmail",
        f"{OWN}\n\nفي الاثنين، 3 مارس 2025 في 10:12 ص تمت كتابة ما يلي بواسطة فريق التيسير <team@example.org>:\n\n> ما الذي يساعد؟\n> أخبرونا.\n",
        OWN,
    ),
    Mail(
        "ar gmail bidi marks",
        f"{OWN}\n\n\u200fفي الاثنين، ٣ مارس ٢٠٢٥ في ١٠:١٢ ص تمت كتابة ما يلي بواسطة \u202bفريق التيسير\u202c\u200f <\u202ateam@example.org\u202c>:\u200f\n\n\u200f> ما الذي يساعد؟\n",
        OWN,
    ),
    Mail(
        "ar gmail wrapped",
        f"{OWN}\n\nفي الاثنين، 3 مارس 2025 في 10:12 ص تمت كتابة ما يلي بواسطة فريق\nالتيسير <team@example.org>:\n> ما الذي يساعد؟",
        OWN,
    ),
    Mail(
        "ar gmail old",
        f'{OWN}\n\nبتاريخ 3 مارس، 2025 10:12 ص، كتب "فريق التيسير" <team@example.org>:\n> ما الذي يساعد؟',
        OWN,
    ),
    Mail(
        "ar apple",
        f"{OWN}\n\n> في ٣ مارس ٢٠٢٥، الساعة ١٠:١٢، كتب فريق التيسير <team@example.org>:\n> \n> ما الذي يساعد؟",
        OWN,
    ),
    Mail(
        "ar apple unquoted attribution",
        f"{OWN}\n\nفي ٣\u200f/٣\u200f/٢٠٢٥، الساعة ١٠:١٢ ص، كتب/كتبت فريق التيسير <team@example.org>:\n> ما الذي يساعد؟",
        OWN,
    ),
    Mail("ar name first", f"{OWN}\n\nفريق التيسير <team@example.org> كتب:\n> ما الذي يساعد؟", OWN),
    Mail(
        "ar outlook",
        f"{OWN}\n\n-----الرسالة الأصلية-----\nمن: فريق التيسير [mailto:team@example.org]\nتاريخ الإرسال: 03/مارس/2025 10:12\nإلى: الأعضاء\nالموضوع: العودة\n\nما الذي يساعد؟",
        OWN,
    ),
    Mail(
        "ar outlook block",
        f"{OWN}\n\n________________________________\nمن: فريق التيسير <team@example.org>\nتم الإرسال: الاثنين 3 مارس 2025 10:12\nإلى: الأعضاء\nنسخة: آخرون\nالموضوع: العودة\n\nما الذي يساعد؟",
        OWN,
    ),
    Mail(
        "ar outlook bidi",
        f"{OWN}\n\n\u200fمن: فريق التيسير <team@example.org>\u200f\n\u200fتاريخ الإرسال: ٠٣/مارس/٢٠٢٥ ١٠:١٢\n\u200fإلى: الأعضاء\n\u200fالموضوع: العودة\n\nما الذي يساعد؟",
        OWN,
    ),
    Mail("ar signature", f"{OWN}\n\n-- \nأمينة ب.\nتعاونية الضفتين", OWN),
    Mail(
        "ar iphone",
        f"{OWN}\n\nأُرسلت من الـ iPhone\n\n> في ٣ مارس ٢٠٢٥، كتب فريق التيسير <team@example.org>:\n> \n> سؤال",
        OWN,
    ),
    Mail("ar outlook phone", f"{OWN}\n\nالحصول على Outlook لـ iOS<https://aka.example/o0>", OWN),
    Mail(
        "ar list footer",
        f"{OWN}\n\n_______________________________________________\nالقائمة البريدية للأعضاء\nلإلغاء الاشتراك: https://lists.example.org/members",
        OWN,
    ),
    Mail(
        "ar inline",
        "مرحبًا،\n\nفي 3 مارس 2025 كتب فريق التيسير <team@example.org>:\n> السؤال 1: من يعود؟\nالشباب غالبًا.\n> السؤال 2: ما الذي يساعد؟\nصندوق تمويل.\n\nأمينة",
        "مرحبًا،\n\nالشباب غالبًا.\nصندوق تمويل.\n\nأمينة",
    ),
    Mail(
        "ar bottom posted",
        "في 3 مارس 2025 كتب فريق التيسير <team@example.org>:\n> ما الذي يساعد؟\n\nصندوق تمويل.\nأمينة",
        "صندوق تمويل.\nأمينة",
    ),
    Mail("ar forward", FORWARDED, FORWARDED, subject="إعادة توجيه: ممارسة"),
    Mail(
        "ar prose like headers",
        "من: القرية إلى: المدينة طريق طويل.\nفي هذا الشأن كتب الوزير:\nاصبروا.\n\nأمينة",
        "من: القرية إلى: المدينة طريق طويل.\nفي هذا الشأن كتب الوزير:\nاصبروا.\n\nأمينة",
    ),
    Mail(
        "ar gmail html",
        '<div dir="rtl">صندوق التمويل يساعد.</div><br><div class="gmail_quote"><div dir="rtl" class="gmail_attr">في الاثنين، 3 مارس 2025 تمت كتابة ما يلي بواسطة فريق التيسير:<br></div><blockquote class="gmail_quote">سؤال</blockquote></div>',
        "صندوق التمويل يساعد.",
        html=True,
    ),
    Mail(
        "ar outlook html",
        '<div dir="rtl"><p>صندوق التمويل يساعد.</p></div><hr><div id="divRplyFwdMsg" dir="rtl"><b>من:</b> فريق التيسير<br><b>تم الإرسال:</b> الاثنين<br><b>إلى:</b> الأعضاء<br><b>الموضوع:</b> العودة</div><div>سؤال</div>',
        "صندوق التمويل يساعد.",
        html=True,
    ),
]
