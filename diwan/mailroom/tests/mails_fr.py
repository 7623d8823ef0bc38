from __future__ import annotations

from .mails import Mail

OWN = "Chers membres,\n\nNotre commune a ouvert un guichet d’écoute.\n\nBien cordialement,\nChloé\nService de la coopération"
FORWARDED = "À lire.\n\n---------- Message transféré ---------\nDe : Bilal <b@example.org>\nDate : lun. 3 mars 2025\nObjet : Une pratique\nÀ : Chloé\n\nNous avons réussi."
MAILS = [
    Mail(
        "fr gmail",
        f"{OWN}\n\nLe lun. 3 mars 2025 à 10:12, Équipe <equipe@example.org> a écrit :\n\n> Qu’est-ce qui aide ?\n> Dites-le.\n",
        OWN,
    ),
    Mail(
        "fr gmail nbsp wrapped",
        f"{OWN}\n\nLe lun. 3 mars 2025 à 10:12, L’équipe de facilitation <equipe@example.org> a\nécrit\u00a0:\n\n> Qu’est-ce qui aide\u00a0?\n",
        OWN,
    ),
    Mail(
        "fr narrow nbsp",
        f"{OWN}\n\nLe 3 mars 2025 à 10:12, Équipe <equipe@example.org> a écrit\u202f:\n> Question\n",
        OWN,
    ),
    Mail(
        "fr apple",
        f"{OWN}\n\n> Le 3 mars 2025 à 10:12, Équipe <equipe@example.org> a écrit :\n> \n> Qu’est-ce qui aide ?",
        OWN,
    ),
    Mail(
        "fr outlook",
        f"{OWN}\n\n-----Message d'origine-----\nDe : Équipe [mailto:equipe@example.org]\nEnvoyé : lundi 3 mars 2025 10:12\nÀ : Membres\nObjet : Rentrer\n\nQu’est-ce qui aide ?",
        OWN,
    ),
    Mail(
        "fr outlook nbsp",
        f"{OWN}\n\nDe\u00a0: Équipe <equipe@example.org>\nEnvoyé\u00a0: lundi 3 mars 2025 10:12\nÀ\u00a0: Membres\nCc\u00a0: Autres\nObjet\u00a0: Rentrer\n\nQu’est-ce qui aide ?",
        OWN,
    ),
    Mail(
        "fr outlook bold spaced",
        f"{OWN}\n\n*De :* Équipe <equipe@example.org>\n\n*Envoyé :* lundi 3 mars 2025 10:12\n\n*À :* Membres\n\n*Objet :* Rentrer\n\nQu’est-ce qui aide ?",
        OWN,
    ),
    Mail("fr signature", f"{OWN}\n\n-- \nChloé D.\nVille de Tarbès\nTél. 00 00", OWN),
    Mail(
        "fr iphone",
        f"{OWN}\n\nEnvoyé de mon iPhone\n\n> Le 3 mars 2025 à 10:12, Équipe <equipe@example.org> a écrit :\n> \n> Question",
        OWN,
    ),
    Mail("fr yahoo phone", f"{OWN}\n\nEnvoyé depuis Yahoo Mail pour Android", OWN),
    Mail(
        "fr list footer",
        f"{OWN}\n\n_______________________________________________\nListe de diffusion Membres\nPour vous désabonner : https://listes.example.org/membres",
        OWN,
    ),
    Mail(
        "fr inline",
        "Bonjour,\n\nLe 3 mars 2025 à 10:12, Équipe a écrit :\n> Question 1 : qui rentre ?\nSurtout les jeunes.\n> Question 2 : qu’est-ce qui aide ?\nUn fonds.\n\nChloé",
        "Bonjour,\n\nSurtout les jeunes.\nUn fonds.\n\nChloé",
    ),
    Mail(
        "fr bottom posted",
        "Le 3/03/2025 10:12, Équipe a écrit :\n> Qu’est-ce qui aide ?\n\nUn fonds.\nChloé",
        "Un fonds.\nChloé",
    ),
    Mail("fr forward", FORWARDED, FORWARDED, subject="TR: Une pratique"),
    Mail(
        "fr prose like headers",
        "De : la coopération décentralisée.\nDe par notre expérience, nous croyons au compagnonnage.\nLe ministre a écrit :\nsoyez patients.\n\nChloé",
        "De : la coopération décentralisée.\nDe par notre expérience, nous croyons au compagnonnage.\nLe ministre a écrit :\nsoyez patients.\n\nChloé",
    ),
    Mail(
        "fr sentence before the quote",
        "Le budget est petit.\n\nLe 3 mars 2025 à 10:12, Équipe <equipe@example.org> a écrit :\n> Question",
        "Le budget est petit.",
    ),
    Mail(
        "fr attribution with nothing after",
        f"{OWN}\n\nLe lun. 3 mars 2025 à 10:12, Équipe <equipe@example.org> a écrit :",
        OWN,
    ),
    Mail(
        "fr gmail html",
        '<div dir="ltr"><p>Un fonds aide.</p></div><div class="gmail_quote"><div class="gmail_attr">Le&nbsp;lun. 3 mars 2025 à&nbsp;10:12, Équipe a écrit&nbsp;:<br></div><blockquote class="gmail_quote">Question</blockquote></div>',
        "Un fonds aide.",
        html=True,
    ),
    Mail(
        "fr outlook html",
        "<p>Un fonds aide.</p><div><hr><p><b>De&nbsp;:</b> Équipe<br><b>Envoyé&nbsp;:</b> lundi 3 mars 2025 10:12<br><b>À&nbsp;:</b> Membres<br><b>Objet&nbsp;:</b> Rentrer</p></div><p>Question</p>",
        "Un fonds aide.",
        html=True,
    ),
    Mail(
        "fr yahoo html",
        '<div>Un fonds aide.</div><div class="yahoo_quoted"><div>Le lundi 3 mars 2025 à 10:12, Équipe a écrit :</div><div>Question</div></div>',
        "Un fonds aide.",
        html=True,
    ),
    Mail(
        "fr proton html",
        '<div>Un fonds aide.</div><div class="protonmail_quote">Le lundi 3 mars 2025 à 10:12, Équipe &lt;e@example.org&gt; a écrit :<br><blockquote class="protonmail_quote" type="cite">Question</blockquote></div>',
        "Un fonds aide.",
        html=True,
    ),
]
