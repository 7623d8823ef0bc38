from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from diwan.mailroom.reading import html, sheets
from diwan.mailroom.splitting import answered, behind, lines_of, restore, split

HEAD = (
    "De : Équipe <e@example.org>\nEnvoyé : lundi 3 mars 2025 10:12\nÀ : Membres\nObjet : Retour\n\n"
)
HTML_HEAD = (
    "<p><b>De :</b> Équipe &lt;e@example.org&gt;<br><b>Envoyé :</b> lundi 3 mars 2025 10:12<br>"
    "<b>À :</b> Membres<br><b>Objet :</b> Retour</p>"
)


def kept(text: str, *, writer: str = "") -> str:
    result = split(lines_of(text), subject="Re: Retour", writer=writer)
    assert restore(result.text, result.cuttings) == text
    return result.text


def kept_of_html(source: str) -> str:
    result = split(html.lines(source), subject="Re: Retour")
    return result.text


def test_answers_behind_an_arrow_stand_alone_with_their_questions() -> None:
    old = "Qui paie ? => La mairie.\nOù ? => Au lavoir.\nMerci."
    result = split(lines_of(f"Je complète ci-dessous.\n\n{HEAD}{old}"), subject="Re: Retour")
    assert result.text == "Je complète ci-dessous.\n\n=> La mairie.\n=> Au lavoir."
    assert [each.line for each in answered(result.text, result.cuttings)] == [
        "Qui paie ?",
        "Où ?",
    ]


@pytest.mark.parametrize("tag", ["[AB]", "R/", "Rép. :"])
def test_answers_behind_a_tag(tag: str) -> None:
    old = f"Qui paie ? {tag} La mairie.\nOù ? {tag} Au lavoir.\nMerci."
    text = kept(f"Mes réponses plus bas, [AB].\n\n{HEAD}{old}", writer="Anne Bo")
    assert "La mairie." in text
    assert "Au lavoir." in text
    assert "Qui paie" not in text


def test_a_line_in_two_is_the_same_line() -> None:
    text = "Qui ? => Moi.\n> Qui ? => Moi.\nOù : [là] ou ailleurs\n:::=>"
    parts = behind.parted(lines_of(text))
    assert "".join(part.text + part.end for part in parts)[:-1] == text
    assert len(parts) > text.count("\n") + 1


def test_own_words_in_two_parts_stay_as_they_were() -> None:
    text = "Le tableau dit : => non. Qui paie ? -> nous."
    assert kept(text) == text


@pytest.mark.parametrize("said", ["Cf. infra.", "Bonjour, voir plus bas.", "See below, Ali."])
def test_a_letter_that_only_points_down_keeps_what_it_points_to(said: str) -> None:
    assert "Nous deux." in kept(f"{said}\n\n{HEAD}Qui vient ?\nNous deux.")


def test_many_words_and_a_pointer_do_not_keep_the_old_letter() -> None:
    said = "Je suis tout à fait de l'avis de Paul, voir plus bas, et je viendrai avec ma sœur."
    assert kept(f"{said}\n\n{HEAD}Qui vient ?") == said


@pytest.mark.parametrize("look", ["<b>{}</b>", "<i>{}</i>", '<span style="color:red">{}</span>'])
def test_what_stands_out_behind_questions_is_an_answer(look: str) -> None:
    one, two = look.format("La mairie."), look.format("Au lavoir.")
    text = kept_of_html(
        f"<p>Voilà.</p>{HTML_HEAD}<p>Qui paie ? {one}</p><p>Où ? {two}</p><p>Moi</p>"
    )
    assert text.split() == ["Voilà.", "La", "mairie.", "Au", "lavoir."]


def test_what_stands_out_elsewhere_is_the_old_letter() -> None:
    old = "<p>Venez <b>tous</b>.</p><p>Date : <b>3 mars</b></p><p>Lieu : <b>Mende</b></p>"
    assert kept_of_html(f"<p>Je viens.</p>{HTML_HEAD}{old}") == "Je viens."


def test_one_date_in_red_is_the_old_letter() -> None:
    old = '<p>Merci de répondre.</p><p>Au plus tard : <font color="red">3 mars</font></p>'
    assert kept_of_html(f"<p>Je viens.</p>{HTML_HEAD}{old}") == "Je viens."


def test_colours_of_classes_count_and_those_of_programs_do_not() -> None:
    sheet = (
        "<style><!-- /* a */ span.Mine, .x {color:#C00000;}\n@media print {p.y {color:red}}"
        "a.MsoHyperlink {color:blue} .z {margin:0}--></style>"
    )
    old = '<p>Qui ?</p><p><span class="Mine">Nous.</span></p><p>Merci.</p>'
    assert kept_of_html(f"{sheet}<p>Voilà.</p>{HTML_HEAD}{old}").split() == ["Voilà.", "Nous."]
    tree = LexborHTMLParser(sheet)
    assert set(sheets.styles(tree)) == {"Mine", "x", "y"}


def test_an_attribution_whose_lines_stand_apart() -> None:
    text = "Oui.\n\nLe 8 nov. 2026\n\nà 21:14, Ali Bo\n\n<a@example.org> a écrit :\n\n> Quand ?\n\nEn mars."
    assert kept(text).split() == ["Oui.", "En", "mars."]


def test_items_below_a_letter_quoted_to_its_end() -> None:
    old = "Ali <a@example.org> a écrit :\n\n> Voici :\n> 9 h, discours\n>\n> Ali\n\n"
    own = "Je propose :\n\n> 9 h, café\n> 10 h, récit\n\nÀ midi, la photo."
    assert kept(old + own) == own
    asked = "Sur le reste :\n\n> Qui vient ?\n> Et quand ?\n\nMoi."
    assert "Qui vient" not in kept(old + asked)


def test_words_below_an_old_letter_that_the_writer_signs() -> None:
    old = "Qui vient samedi ?\nZoé Lam\n\nNous serons quatre.\n\nAli Bo"
    head = HEAD.replace("Équipe", "Zoé Lam")
    text = kept(f"Bonjour,\n\n{head}{old}", writer="Ali Bo")
    assert text.split() == ["Bonjour,", "Nous", "serons", "quatre.", "Ali", "Bo"]
    thread = f"{head}Et toi ?\nZoé Lam\n\n{HEAD.replace('Équipe', 'Ali Bo')}Qui vient ?\nAli Bo"
    assert kept(f"Moi aussi.\n\n{thread}", writer="Ali Bo") == "Moi aussi."


def test_the_blue_of_a_program_counts_behind_questions() -> None:
    blue = '<p><span style="color:#1F497D">{}</span></p>'
    asked = f"<p>Qui vient ?</p>{blue.format('Nous deux.')}<p>Merci.</p>"
    assert "Nous deux." in kept_of_html(f"<p>Voilà.</p>{HTML_HEAD}{asked}")
    told = f"<p>Venez tous.</p>{blue.format('À samedi.')}"
    assert kept_of_html(f"<p>Voilà.</p>{HTML_HEAD}{told}") == "Voilà."


def test_thanks_for_answers_announce_none() -> None:
    old = '<p>Merci de <font color="red">bien</font> noter la date.</p><p>Zoé</p>'
    assert kept_of_html(f"<p>Merci pour ces précisions.</p>{HTML_HEAD}{old}") == (
        "Merci pour ces précisions."
    )


def test_an_answer_that_was_wrapped_is_whole() -> None:
    old = "Qui paie la location ? [AB] la mairie, si le conseil\nle vote.\nOù ? [AB] au lavoir."
    assert "le vote." in kept(f"Voir [AB] plus bas.\n\n{HEAD}{old}", writer="Anne Bo")


@pytest.mark.parametrize("sign", ["=> {}", "R : {}", "→ {}"])
def test_signs_below_questions_need_no_announcement(sign: str) -> None:
    one, two = sign.format("La mairie."), sign.format("Au lavoir.")
    text = kept(f"Voilà, Zoé.\n\n{HEAD}Qui paie ?\n{one}\nOù ?\n{two}\nMerci.")
    assert text == f"Voilà, Zoé.\n\n{one}\n{two}"


def test_loud_words_below_questions() -> None:
    text = kept(f"Voilà, Zoé.\n\n{HEAD}Qui paie ?\nLA MAIRIE\nOù ?\nAU LAVOIR\nMerci.")
    assert text == "Voilà, Zoé.\n\nLA MAIRIE\nAU LAVOIR"
    loud = f"Voilà, Zoé.\n\n{HEAD}Qui paie ?\nSALLE DES FÊTES\nOù ?\nMerci.\nCOMITÉ DU LAC"
    assert kept(loud) == "Voilà, Zoé."


def test_what_announces_answers_at_the_end_of_many_words() -> None:
    said = "Nous avons lu le projet avec soin, et le village est content. " * 9
    end = "Mes réponses sont dans votre texte."
    assert "Nous deux." in kept(f"{said}\n{end}\n\n{HEAD}Qui vient ?\nNous deux.")


def test_two_sentences_below_dashes_are_said() -> None:
    one = "Le car part à huit heures de la place du lavoir."
    two = "Apportez du pain, de l'eau et de bonnes chaussures pour tous."
    assert kept(f"Bonjour.\n\n-- \n{one}\n\n{two}").endswith(two)
    motto = "Seul on va plus vite, ensemble on va plus loin."
    assert kept(f"Bonjour.\n\n-- \nAli Bo\n\n{motto}") == "Bonjour."


def test_the_red_cross_is_no_colour_of_answers() -> None:
    old = (
        '<p>Qui vient ?</p><p><font color="green">Nous deux.</font></p>'
        '<p>Répondez <font color="red">vite</font>.</p>'
    )
    assert "Nous deux." in kept_of_html(f"<p>Vu avec la Croix-Rouge.</p>{HTML_HEAD}{old}")


def test_an_answer_that_is_mostly_in_a_colour() -> None:
    old = (
        '<p>Venez tous.</p><p><font color="green">Nous viendrons tous les quatre,</font> oui.</p>'
        '<p><font color="green">Note :</font> apportez du pain et des fruits pour midi.</p>'
    )
    assert kept_of_html(f"<p>Voilà.</p>{HTML_HEAD}{old}").split("\n\n") == [
        "Voilà.",
        "Nous viendrons tous les quatre, oui.",
    ]


def test_the_last_answer_may_go_on_for_a_paragraph() -> None:
    old = "Qui paie ?\n[AB] La mairie.\nOù ?\n[AB] Au lavoir.\n\n"
    more = "Le lavoir est couvert et chauffé depuis que le conseil a voté les travaux."
    ends = "Merci de nous répondre avant la fin de la semaine, si cela se peut."
    assert kept(f"Voilà.\n\n{HEAD}{old}{more}\n\n{ends}").endswith(more)
    assert kept(f"Voilà.\n\n{HEAD}{old}{ends}").endswith("Au lavoir.")


def test_own_items_right_below_what_leads_to_them() -> None:
    old = "Zoé <z@example.org> a écrit :\n> Quel jour ?\n\nSamedi, avec ceci :\n"
    items = "> une bâche\n> deux seaux\n\nÀ samedi."
    assert "une bâche" in kept(old + items)
