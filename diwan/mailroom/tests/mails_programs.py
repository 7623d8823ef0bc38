from __future__ import annotations

from .mails import Mail

OWN = "Twelve families came back last year and four of them opened a shop near the bus station."
TEAM = "Team <team@example.org>"


def whole(name: str, body: str, *, html: bool = False, subject: str = "Re: Returning home") -> Mail:
    """A letter of which nothing may be cut."""
    return Mail(name, body, body, subject=subject, html=html)


#: what other programs write
PROGRAMS = [
    Mail("yahoo, indented", f"{OWN}\n\n    On Monday, 3 March 2025 at 10:12:00 GMT, {TEAM} wrote:  \n \n What helps?\n\nThe team", OWN),
    Mail("yahoo on a phone", f"{OWN}\n\nSent from Yahoo Mail on Android \n \n  On Mon, Mar 3, 2025 at 10:12, Team<team@example.org> wrote:   What helps?", OWN),
    Mail("unmarked quote below many words", f"{OWN}\n\nOn Mon, 3 Mar 2025 at 10:12, {TEAM} wrote:\n\nWhat helps?\n\nThe team", OWN),
    Mail("groupwise", f"{OWN}\n\n>>> {TEAM} 3/3/2025 10:12 >>>\nWhat helps?", OWN),
    Mail("em client without colons", f'{OWN}\n\n------ Original Message ------\nFrom "Team" <team@example.org>\nTo "Amina" <amina@example.org>\nDate 03/03/2025 10:12:00\nSubject Returning home\n\nWhat helps?', OWN),
    Mail("proton on a phone", f"{OWN}\n\n-------- Original Message --------\nOn 3 Mar 2025, 10:12, Team < team@example.org> wrote:\n\nWhat helps?", OWN),
    Mail("zoho", f"{OWN}\n\n ---- On Mon, 03 Mar 2025 10:12:00 +0100 {TEAM} wrote ---- \n\nWhat helps?", OWN),
    Mail("yandex", f'{OWN}\n\n03.03.2025, 10:12, "Team" <team@example.org>:\n> What helps?', OWN),
    Mail("headers in one line", f"{OWN}\n\n-------- Original message --------From: {TEAM} Date: 03/03/2025 10:12 (GMT+01:00) To: Amina Subject: Returning home What helps?", OWN),
    Mail("orange", f"{OWN}\n\nenvoyé : 3 mars 2025 à 10:12\nde : Équipe <equipe@example.org>\nà : membres@example.org\nobjet : Rentrer\n\nQui rentre ?", OWN),
    Mail("horde", f"Quoting {TEAM}:\n\n> What helps?\n\n{OWN}", OWN),
    Mail("name alone", f"Facilitation team wrote:\n> What helps?\n\n{OWN}", OWN),
    Mail("virus checker", f"{OWN}\n\nL'absence de virus dans ce courrier électronique a été vérifiée par le logiciel antivirus Avast.\nwww.avast.com", OWN),
    Mail("postscript below the signature", f"{OWN}\n\n-- \nAmina\nTwo Rivers\n\nPS: the shop sells bread.", f"{OWN}\n\nPS: the shop sells bread."),
    Mail("broken wraps", f"On 3 March 2025 at 10:12, {TEAM} wrote:\n> 1. We would like to know which families came back to the\nvillage\n> last year, and why?\n\n{OWN}", OWN),
    Mail("broken before a question mark", f"Le 3 mars 2025 à 10:12, Équipe <e@example.org> a écrit :\n> 1) Les remboursements restent-ils dans la commune, comme vous le disiez\n?\n\n{OWN}\n\n> 2) Combien de familles sont revenues dans la commune ou dans la ville de\nTarbès ?\n\nDouze.", f"{OWN}\n\n\nDouze."),
    Mail("german", f"{OWN}\n\nVon meinem iPhone gesendet\n\nAm 03.03.25 um 10:12 schrieb Das Team:\n> Was hilft?", OWN),
    Mail("gmx", f'{OWN}\n\nGesendet: Montag, 03. März 2025 um 10:12 Uhr\nVon: "Team" <team@example.org>\nAn: amina@example.org\nBetreff: Heimkehr\n\nWas hilft?', OWN, subject="Aw: Heimkehr"),
    Mail("italian", f"{OWN}\n\nInviato dal mio iPhone\n\nIl giorno lun 3 mar 2025 alle ore 10:12 Gruppo <team@example.org> ha scritto:\n\n> Che cosa aiuta?", OWN),
    Mail("arabic thunderbird", "الطريق أولا.\n\nعلى 3/3/25 10:12، كتب فريق التيسير:\n> ما الذي يساعد؟", "الطريق أولا."),
    Mail("arabic announcement", "الطريق أولا.\n\nبتاريخ 3 مارس، 2025 10:12 ص، جاء من فريق\n<team@example.org>:\n> ما الذي يساعد؟", "الطريق أولا."),
    Mail("arabic samsung", "الطريق أولا.\n\nتم الإرسال من هاتف Galaxy الذكي\n\n-------- الرسالة الأصلية --------\nمن: فريق <team@example.org>\nالتاريخ: 3/3/2025 10:12\nإلى: أمينة\nالموضوع: العودة\n\nما الذي يساعد؟", "الطريق أولا."),
    Mail("roundcube html, answered below", f'<p id="reply-intro">On 2025-03-03 10:12, Team wrote:</p><blockquote type="cite"><p>What helps?</p></blockquote><p>{OWN}</p>', OWN, html=True),
    Mail("yahoo html with a prefix", f'<div>{OWN}</div><div id="ydp1yahoo_quoted_2" class="ydp1yahoo_quoted"><div>On Monday, Team wrote:</div><div>What helps?</div></div>', OWN, html=True),
    Mail("blockquote without a name", f"<p>{OWN}</p><blockquote style='margin:0'><div>On Mon, Mar 3, 2025 at 10:12, Team</div><div>&lt;team@example.org&gt; wrote:</div><div>What helps?</div></blockquote>", OWN, html=True),
    Mail("signature named in html", f'<p>{OWN}</p><div class="gmail_signature">Amina<br>Two Rivers</div>', OWN, html=True),
]  # fmt: skip

#: answers inside the old letter
WITHIN = [
    Mail("line by line below headers", "Answers below.\n\n-----Original Message-----\nFrom: Team <team@example.org>\nSent: 3 March 2025\nTo: Amina\nSubject: Home\n\n> Who returns?\nThe young.\n> What helps?\nA fund.", "Answers below.\n\nThe young.\nA fund."),
    Mail("in brackets", "My replies are marked [AB].\n\n-----Original Message-----\nFrom: Team <team@example.org>\nSent: 3 March 2025\nTo: Amina\nSubject: Home\n\nWho returns?\n[AB] The young.\n\nWhat helps?\n[AB] A fund.\n\nThank you", "My replies are marked [AB].\n\n[AB] The young.\n[AB] A fund."),
    Mail("arrows", "See my answers below.\n\nDe : Équipe <e@example.org>\nEnvoyé : lundi 3 mars 2025 10:12\nÀ : Membres\nObjet : Rentrer\n\nQui rentre ?\n=> Les jeunes.\nQu’est-ce qui aide ?\n=> Un fonds.", "See my answers below.\n\n=> Les jeunes.\n=> Un fonds."),
    Mail("in red", '<p>In red below.</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Team &lt;t@example.org&gt;<br><b>Sent:</b> 3 March 2025<br><b>To:</b> A<br><b>Subject:</b> Home</p></div><p>Who returns?</p><p><span style="color:red">The young.</span></p><p>What helps?</p><p><span style="color:red">A fund.</span></p>', "In red below.\n\nThe young.\nA fund.", html=True),
    Mail("in green inside a quote", '<p>Corrected in green.</p><div class="moz-cite-prefix">On 3/3/25 10:12, Team wrote:<br></div><blockquote type="cite"><p>Ten came.</p><p><font color="#007a33">Twelve.</font></p><p>None stayed.</p></blockquote>', "Corrected in green.\n\nTwelve.", html=True),
]  # fmt: skip

OLD = "<div><p><b>De :</b> Équipe &lt;e@example.org&gt;<br><b>Envoyé :</b> lundi 3 mars 2025 10:12<br><b>À :</b> Membres<br><b>Objet :</b> Rentrer</p></div>"
LOOKS = [
    Mail("blue as outlook has it, announced", f'<p>Réponses en bleu.</p>{OLD}<p>Qui rentre ?</p><p><span style="color:#1F497D">Les jeunes.</span></p><p>Merci.</p>', "Réponses en bleu.\n\nLes jeunes.", html=True),
    Mail("bold, announced", f"<p>Mes réponses sont en gras.</p>{OLD}<p>Qui rentre ?</p><p><b>Les jeunes.</b></p><p>Merci.</p>", "Mes réponses sont en gras.\n\nLes jeunes.", html=True),
    Mail("more green than black", '<p>En vert.</p><div class="moz-cite-prefix">Le 3/3/25 à 10:12, Équipe a écrit :</div><blockquote type="cite"><p>Dix.</p><p><font color="#003300">Douze.</font></p><p><font color="#003300">Et deux.</font></p></blockquote>', "En vert.\n\nDouze.\nEt deux.", html=True),
    Mail("blue answers, a red line in the old letter", f'<p>Mes réponses en bleu.</p>{OLD}<p><span style="color:red">Avant le 15 mars !</span></p><p>Qui rentre ?</p><p><span style="color:#0070C0">Les jeunes.</span></p>', "Mes réponses en bleu.\n\nLes jeunes.", html=True),
    Mail("green, with a stop outside", '<p>Mes ajouts sont verts.</p><div class="moz-cite-prefix">Le 3/3/25 à 10:12, Équipe a écrit :</div><blockquote type="cite"><p>Dix.</p><p><font color="#007a33">Douze</font>.</p></blockquote>', "Mes ajouts sont verts.\n\nDouze.", html=True),
    Mail("short answers between html quotes", '<blockquote type="cite"><p>What would you say to the families who came back to the valley last year</p></blockquote>stay, please<blockquote type="cite"><p>And then</p></blockquote><p>Wait.</p>', "stay, please\n\nWait.", html=True),
    Mail("bold in the old letter", f"<p>Les jeunes.</p>{OLD}<p><b>Qui rentre ?</b></p><p>Merci.</p>", "Les jeunes.", html=True),
    Mail("capitals, announced", "Mes réponses en MAJUSCULES.\n\nDe : Équipe <e@example.org>\nEnvoyé : lundi 3 mars 2025 10:12\nÀ : Membres\nObjet : Rentrer\n\nQui rentre ?\nLES JEUNES, SURTOUT.\nMerci.", "Mes réponses en MAJUSCULES.\n\nLES JEUNES, SURTOUT."),
    Mail("on a yellow ground", f'<p>In yellow.</p>{OLD}<p>Qui rentre ?</p><p><span style="background-color: #ffff00">Les jeunes.</span></p><p>Merci.</p>', "In yellow.\n\nLes jeunes.", html=True),
    Mail("answer behind the question", f'<p>Answers in red.</p>{OLD}<p>Qui rentre ? <font color="red">Les jeunes.</font></p><p>Merci.</p>', "Answers in red.\n\nLes jeunes.", html=True),
    Mail("answers named", "My replies within your text.\n\nDe : Équipe <e@example.org>\nEnvoyé : lundi 3 mars 2025 10:12\nÀ : Membres\nObjet : Rentrer\n\nQui rentre ?\nRéponse : les jeunes.\nMerci.", "My replies within your text.\n\nRéponse : les jeunes."),
    Mail("words in a named signature", '<p>Twelve families came.</p><div id="Signature"><div>Amina</div><div>PS: the shop sells bread.</div></div>', "Twelve families came.\n\nPS: the shop sells bread.", html=True),
    Mail("own quotation below a sentence", "<p>Le 12 mars 2024 à 9h30, le maire a écrit :</p><blockquote>Nous attendons.</blockquote><p>Il avait raison.</p>", "Le 12 mars 2024 à 9h30, le maire a écrit :\n\nNous attendons.\n\nIl avait raison.", html=True),
]  # fmt: skip

#: nothing of these is anybody else's
KEPT = [
    whole("fr times and places", "Bonjour,\n\nVoici la fiche de l’atelier.\n\nDe : 9 h à 12 h\nÀ : la mairie\nDate : 12 novembre 2026\nObjet : le retour\n\nVenez."),
    whole("fr a mayor is cited", "Le 12 mars 2024, le maire a écrit :\n> Nous manquons de terres.\n\nIl avait raison.", subject="Nos terres"),
    whole("fr sent by mail", "Nous attendons la réponse.\n\nEnvoyé par mail au préfet le 3 mars."),
    whole("en mobile clinic", "Two nurses work there.\n\nSent from the mobile clinic every week, the lists are long."),
    whole("fr a virus", "La saison fut mauvaise.\n\nCe village a été touché par le virus en 2020."),
    whole("fr a list in prose", "Première partie.\n\n__________\nLa liste de diffusion du village compte 40 noms.\nPersonne ne se désinscrit."),
    whole("fr shares", "Ce qui bloque :\n> 50 % des volontaires renoncent.\n> 20 % partent."),
    whole("a share after a quote", "Words first.\n> 60 % of us agree."),
    whole("own quotes in a new letter", "Our rules:\n> Build the road\n> Hire a nurse\n\nAmina", subject="Two rules"),
    whole("two dashes between parts", "Upper valley, where the mill is closed.\n\n--\n\nLower valley. Few have left, the mill runs, and it belongs to three men from abroad.\n\nThat is all."),
    whole("a pasted letter below a new one", "I paste what they said.\n\nFrom: Office for Citizens\nDate: 12 January 2026\nSubject: Your enquiry\n\nIt is for the municipality."),
    whole("answers announced in an unmarked old letter", "Voir mes réponses ci-dessous.\nChloé", subject="RE: Rentrer"),
    whole("html own quotation below a sentence", "As the mayor wrote:\n\nWe wait for rain."),
]  # fmt: skip
UNMARKED = Mail(
    "answers announced, not marked",
    "Voir mes réponses dans le texte.\n\nDe : Équipe <e@example.org>\nEnvoyé : lundi 3 mars 2025 10:12\nÀ : Membres\nObjet : Rentrer\n\nQui rentre ?\nLes jeunes.\nQu’est-ce qui aide ?\nUn fonds.",
    "Voir mes réponses dans le texte.\n\nQui rentre ?\nLes jeunes.\nQu’est-ce qui aide ?\nUn fonds.",
)
SHORT = [
    Mail("short answers", f"On 3 March 2025 at 10:12, {TEAM} wrote:\n> Number of members who came to the meeting in December in your town\n120, of whom 40 women\n> Would you come to the next one, which is held in the town hall then\nyes\n", "120, of whom 40 women\nyes"),
]  # fmt: skip
MAILS = [*PROGRAMS, *WITHIN, *LOOKS, *KEPT, UNMARKED, *SHORT]
