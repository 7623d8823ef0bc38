from __future__ import annotations

from .mails import Mail

OWN = "Dear all,\n\nOur village opened a milk collection point.\n\nBest wishes,\nAmina\nHead of office"
MAILS = [
    Mail(
        "en gmail",
        f"{OWN}\n\nOn Mon, 3 Mar 2025 at 10:12, Team <team@example.org> wrote:\n\n> What helps?\n> Tell us.\n",
        OWN,
    ),
    Mail(
        "en gmail wrapped",
        f"{OWN}\n\nOn Mon, 3 Mar 2025 at 10:12, The facilitation team of the e-discussion\n<team@example.org> wrote:\n> What helps?",
        OWN,
    ),
    Mail(
        "en apple",
        f"{OWN}\n\n\n> On 3 Mar 2025, at 10:12, Team <team@example.org> wrote:\n> \n> What helps?\n",
        OWN,
    ),
    Mail(
        "en outlook",
        f"{OWN}\n\n-----Original Message-----\nFrom: Team [mailto:team@example.org]\nSent: Monday, March 3, 2025 10:12 AM\nTo: Members\nSubject: Returning home\n\nWhat helps?\nTell us.",
        OWN,
    ),
    Mail(
        "en outlook rule",
        f"{OWN}\n\n________________________________\nFrom: Team <team@example.org>\nSent: Monday, March 3, 2025 10:12\nTo: Members <m@example.org>;\n Others <o@example.org>\nSubject: Returning home\n\nWhat helps?",
        OWN,
    ),
    Mail(
        "en outlook bold",
        f"{OWN}\n\n*From:* Team <team@example.org>\n*Date:* Monday, 3 March 2025 at 10:12\n*To:* Members\n*Subject:* Returning home\n\nWhat helps?",
        OWN,
    ),
    Mail("en signature", f"{OWN}\n\n-- \nAmina B.\nCooperative of the two rivers\n+000 000", OWN),
    Mail(
        "en phone",
        f"{OWN}\n\nSent from my iPhone\n\nOn 3 Mar 2025, at 10:12, Team <team@example.org> wrote:\n\n> What helps?",
        OWN,
    ),
    Mail("en outlook phone", f"{OWN}\n\nGet Outlook for iOS<https://aka.example/o0>\n", OWN),
    Mail(
        "en list footer",
        f"{OWN}\n\n_______________________________________________\nMembers mailing list\nmembers@lists.example.org\nhttps://lists.example.org/listinfo/members\n",
        OWN,
    ),
    Mail(
        "en google groups",
        f"{OWN}\n\n-- \nYou received this message because you are subscribed to the group “Members”.\nTo unsubscribe, write to leave@example.org.",
        OWN,
    ),
    Mail(
        "en inline",
        "Hello,\n\nOn Mon, 3 Mar 2025 at 10:12, Team <team@example.org> wrote:\n> Question 1: who returns?\n\nMostly the young.\n\n> Question 2: what helps?\n\nA fund, and patience.\n\nAmina",
        "Hello,\n\n\nMostly the young.\n\n\nA fund, and patience.\n\nAmina",
    ),
    Mail(
        "en bottom posted",
        "On Mon, 3 Mar 2025 at 10:12, Team <team@example.org> wrote:\n> What helps?\n> Tell us.\n\nA fund helps.\nAmina",
        "A fund helps.\nAmina",
    ),
    Mail(
        "en forward",
        f"See below.\n\n---------- Forwarded message ---------\nFrom: Bilal <b@example.org>\nDate: Mon, 3 Mar 2025\nSubject: A practice\nTo: Amina\n\n{OWN}",
        f"See below.\n\n---------- Forwarded message ---------\nFrom: Bilal <b@example.org>\nDate: Mon, 3 Mar 2025\nSubject: A practice\nTo: Amina\n\n{OWN}",
        subject="Fwd: A practice",
    ),
    Mail(
        "en outlook forward",
        f"For the discussion.\n\nFrom: Bilal <b@example.org>\nSent: Monday, March 3, 2025\nTo: Amina\nSubject: A practice\n\n{OWN}",
        f"For the discussion.\n\nFrom: Bilal <b@example.org>\nSent: Monday, March 3, 2025\nTo: Amina\nSubject: A practice\n\n{OWN}",
        subject="FW: A practice",
    ),
    Mail(
        "en prose like headers",
        "From: the diaspora to: the villages, the way is long.\n\nOn this subject the minister wrote: be patient.\nWe were.\n\n> 5000 people came back.\n\nAmina",
        "From: the diaspora to: the villages, the way is long.\n\nOn this subject the minister wrote: be patient.\nWe were.\n\n> 5000 people came back.\n\nAmina",
    ),
    Mail(
        "en dashes in prose",
        "Part one.\n\n--\n" + "\n".join(f"Line {n} of a long second part." for n in range(12)),
        "Part one.\n\n--\n" + "\n".join(f"Line {n} of a long second part." for n in range(12)),
    ),
    Mail(
        "en gmail html",
        '<div dir="ltr">A fund helps.<div><br></div><ul><li>one</li><li>two</li></ul></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, 3 Mar 2025 at 10:12, Team &lt;<a href="mailto:team@example.org">team@example.org</a>&gt; wrote:<br></div><blockquote class="gmail_quote"><div>What helps?</div></blockquote></div>',
        "A fund helps.\n\n- one\n- two",
        html=True,
    ),
    Mail(
        "en gmail html inline",
        '<div>Hello</div><div class="gmail_quote"><div class="gmail_attr">On Mon, Team wrote:<br></div><blockquote class="gmail_quote">Who returns?</blockquote><div>The young.</div><blockquote class="gmail_quote">What helps?</blockquote><div>Patience.</div></div>',
        "Hello\n\nThe young.\n\nPatience.",
        html=True,
    ),
    Mail(
        "en outlook html",
        '<html><body><p class="MsoNormal">A fund helps.</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg" dir="ltr"><font><b>From:</b> Team<br><b>Sent:</b> Monday<br><b>To:</b> Members<br><b>Subject:</b> Returning home</font></div><div><p>What helps?</p></div></body></html>',
        "A fund helps.",
        html=True,
    ),
    Mail(
        "en outlook desktop html",
        '<div class="WordSection1"><p class="MsoNormal">A fund helps.</p><div><div style="border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> Team &lt;team@example.org&gt; <br><b>Sent:</b> Monday, March 3, 2025 10:12 AM<br><b>To:</b> Members<br><b>Subject:</b> Returning home</p></div></div><p>What helps?</p></div>',
        "A fund helps.",
        html=True,
    ),
    Mail(
        "en thunderbird html",
        '<p>A fund helps.</p><div class="moz-cite-prefix">On 3/3/25 10:12, Team wrote:<br></div><blockquote type="cite" cite="mid:x@example.org"><p>What helps?</p></blockquote>',
        "A fund helps.",
        html=True,
    ),
    Mail(
        "en own blockquote html",
        "<p>As a farmer told me:</p><blockquote>We wait for rain.</blockquote><p>So we dug wells.</p>",
        "As a farmer told me:\n\nWe wait for rain.\n\nSo we dug wells.",
        html=True,
    ),
]
