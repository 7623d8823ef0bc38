"""Addresses of discussions. No name of a person stands in any of them."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .views import (
    author,
    call,
    desk,
    endorsing,
    method,
    passages,
    public,
    queue,
    replies,
    team,
    translations,
)
from .views.desk import marked as desk_marked
from .views.desk import marking as desk_marking
from .views.desk import reading as desk_reading
from .views.desk.machine import machine as wording_machine


class Key(StringConverter):
    """The key of a topic or question; whatever else stands in an address is not found."""

    regex = r"[\w.-]{1,20}"


class Form(StringConverter):
    """A form in which a reply can be taken along."""

    regex = "pdf|docx|md|json|csv|jsonld"


class Thing(StringConverter):
    """What can be translated: a statement by its key, a contribution by its number."""

    regex = r"[sc]-\w{1,12}"


class Part(StringConverter):
    """A pack for a topic or question, or the summary as slides."""

    regex = r"pack-[\w.-]{1,20}\.(?:pdf|docx)|summary\.(?:pdf|md)"


register_converter(Key, "key")
register_converter(Form, "form")
register_converter(Part, "part")
register_converter(Thing, "thing")
app_name = "discussions"
urlpatterns = [
    # reading
    path("", public.index, name="index"),
    path("call/<slug:token>/", public.follow_invitation, name="invitation"),
    path("papers/<int:pk>/", public.paper, name="paper"),
    path("attachments/<int:pk>/", public.attachment, name="attachment"),
    # one's own words
    path("mine/", author.mine, name="mine"),
    path("mine/<slug:token>/", author.manage, name="manage"),
    path("mine/<slug:token>/attribution/", author.attribute, name="attribute"),
    path("mine/<slug:token>/correct/", author.correct, name="correct"),
    path("mine/<slug:token>/withdraw/", author.withdraw, name="withdraw"),
    path("mine/<slug:token>/claim/", author.claim, name="claim"),
    path("mine/<slug:token>/discard/", author.discard, name="discard"),
    # what members want to be discussed; no more letters
    path("ideas/", method.ideas, name="ideas"),
    path("ideas/new/", method.propose_idea, name="propose_idea"),
    path("ideas/<int:pk>/", method.idea, name="idea"),
    path("ideas/<int:pk>/first/", method.idea_first, name="idea_first"),
    path("letters/<str:token>/", method.stop_letters, name="stop_letters"),
    path("letters/<str:token>/how-often/", method.how_often, name="how_often"),
    # making a discussion
    path("new/", call.create, name="create"),
    path("team/<slug:token>/", team.accept, name="accept_facilitation"),
    path("<slug:slug>/", public.detail, name="detail"),
    path("<slug:slug>/contributions/", public.contributions, name="contributions"),
    path("<slug:slug>/contributions/all/", public.complete, name="complete"),
    path(
        "<slug:slug>/contributions/<int:number>/words/<int:version>/<int:start>-<int:end>/",
        public.words,
        name="words",
    ),
    path("<slug:slug>/contribute/", author.contribute, name="contribute"),
    path("<slug:slug>/contributions/<int:number>/reply/", author.reply, name="reply"),
    path("<slug:slug>/contributions/<int:number>/report/", author.report, name="report"),
    path("<slug:slug>/propose/", author.propose, name="propose"),
    path("<slug:slug>/follow/", author.follow, name="follow"),
    # facilitating
    path("<slug:slug>/edit/", call.edit, name="edit"),
    path("<slug:slug>/questions/", call.questions, name="questions"),
    path("<slug:slug>/questions/topic/", call.add_topic, name="add_topic"),
    path("<slug:slug>/questions/<key:key>/", call.reword, name="reword"),
    path("<slug:slug>/questions/<key:key>/add/", call.add_question, name="add_question"),
    path("<slug:slug>/questions/<key:key>/remove/", call.remove, name="remove"),
    path("<slug:slug>/papers/", call.papers, name="papers"),
    path("<slug:slug>/stage/", call.move, name="move"),
    path("<slug:slug>/team/", team.team, name="team"),
    path("<slug:slug>/team/<int:pk>/leave/", team.leave, name="leave_team"),
    path("<slug:slug>/team/<int:pk>/lead/", team.lead, name="make_lead"),
    path("<slug:slug>/share/", team.share, name="share"),
    path("<slug:slug>/queue/", queue.queue, name="queue"),
    path("<slug:slug>/queue/behalf/", queue.behalf, name="behalf"),
    path("<slug:slug>/queue/<int:pk>/", queue.item, name="item"),
    path("<slug:slug>/queue/<int:pk>/letter/", queue.letter, name="letter"),
    path("<slug:slug>/queue/<int:pk>/files/<int:file>/", queue.file, name="queue_file"),
    path("<slug:slug>/queue/<int:pk>/assign/", queue.assign, name="assign"),
    path("<slug:slug>/queue/<int:pk>/conflict/", queue.conflict, name="conflict"),
    path("<slug:slug>/queue/<int:pk>/release/", queue.release, name="release"),
    path("<slug:slug>/queue/<int:pk>/return/", queue.give_back, name="return"),
    path("<slug:slug>/queue/<int:pk>/set-aside/", queue.set_aside, name="set_aside"),
    path("<slug:slug>/queue/<int:pk>/put-back/", queue.put_back, name="put_back"),
    path("<slug:slug>/queue/<int:pk>/writer/", queue.describe, name="describe"),
    path("<slug:slug>/queue/<int:pk>/language/", queue.language, name="language"),
    path("<slug:slug>/queue/<int:pk>/restore/<int:cutting>/", queue.restore, name="restore"),
    path("<slug:slug>/queue/<int:pk>/merge/<int:version>/", queue.merge, name="merge"),
    path("<slug:slug>/passages/", passages.passages, name="passages"),
    path("<slug:slug>/passages/find/", passages.find_passages, name="find_passages"),
    path("<slug:slug>/passages/<int:number>/", passages.passages_of, name="passages_of"),
    path(
        "<slug:slug>/passages/<int:number>/<int:pk>/",
        passages.correct_passage,
        name="correct_passage",
    ),
    path("<slug:slug>/replies/", replies.replies, name="replies"),
    path("<slug:slug>/replies/<int:number>/", replies.consolidated, name="consolidated"),
    path("<slug:slug>/replies/<int:number>/give-up/", replies.give_up, name="give_up"),
    path(
        "<slug:slug>/replies/<int:number>/reply.<form:form>", replies.reply_file, name="reply_file"
    ),
    path("<slug:slug>/proposals/<int:pk>/", queue.proposal, name="proposal"),
    path("<slug:slug>/reports/<int:pk>/", queue.report, name="report_answer"),
    # the desk
    path("<slug:slug>/desk/", desk.desk, name="desk"),
    path("<slug:slug>/desk/begin/", desk.begin, name="desk_begin"),
    path("<slug:slug>/desk/here/", desk.here, name="desk_here"),
    path("<slug:slug>/desk/keep/", desk.keep, name="desk_keep"),
    path("<slug:slug>/desk/throw-away/", desk.throw_away, name="desk_throw_away"),
    path("<slug:slug>/desk/new/", desk.new, name="desk_new"),
    path("<slug:slug>/desk/merge/", desk.merge, name="desk_merge"),
    path("<slug:slug>/desk/not-cited/<int:number>/", desk.leave_out, name="desk_leave_out"),
    path("<slug:slug>/desk/statements/<key:key>/", desk.statement, name="desk_statement"),
    path("<slug:slug>/desk/statements/<key:key>/cite/", desk.cite, name="desk_cite"),
    path(
        "<slug:slug>/desk/statements/<key:key>/citations/<int:pk>/",
        desk.citation,
        name="desk_citation",
    ),
    path("<slug:slug>/desk/statements/<key:key>/move/", desk.move, name="desk_move"),
    path("<slug:slug>/desk/statements/<key:key>/split/", desk.split, name="desk_split"),
    path("<slug:slug>/desk/statements/<key:key>/drop/", desk.drop, name="desk_drop"),
    path("<slug:slug>/desk/statements/<key:key>/put-back/", desk.put_back, name="desk_put_back"),
    path(
        "<slug:slug>/desk/statements/<key:key>/suggestions/<int:pk>/dismiss/",
        desk.dismiss,
        name="desk_dismiss",
    ),
    path(
        "<slug:slug>/desk/statements/<key:key>/suggestions/bring-back/",
        desk.bring_back,
        name="desk_bring_back",
    ),
    path(
        "<slug:slug>/desk/statements/<key:key>/machine/<slug:verb>/",
        wording_machine,
        name="desk_machine",
    ),
    # translations
    path("<slug:slug>/translations/", translations.translations, name="translations"),
    path("<slug:slug>/translations/ask/", translations.ask_all, name="translate_all"),
    path(
        "<slug:slug>/translations/<thing:thing>/<slug:language>/",
        translations.translate,
        name="translate",
    ),
    path(
        "<slug:slug>/translations/<thing:thing>/<slug:language>/ask/",
        translations.ask,
        name="ask_machine",
    ),
    path(
        "<slug:slug>/contributions/<int:number>/in/<slug:language>/",
        translations.in_language,
        name="in_language",
    ),
    # endorsement
    path("<slug:slug>/endorsement/", endorsing.endorsement, name="endorsement"),
    path("<slug:slug>/endorsement/<int:number>/", endorsing.endorsement, name="endorsement_of"),
    path(
        "<slug:slug>/endorsement/objections/<int:pk>/withdraw/",
        endorsing.withdraw_objection,
        name="withdraw_objection",
    ),
    path(
        "<slug:slug>/endorsement/objections/<int:pk>/maintain/",
        endorsing.maintain_objection,
        name="maintain_objection",
    ),
    path(
        "<slug:slug>/endorsement/objections/<int:pk>/confirm/",
        endorsing.confirm_objection,
        name="confirm_objection",
    ),
    path("mine/<slug:token>/became/", author.became, name="became"),
    path("<slug:slug>/became/", public.said_did, name="said_did"),
    path("<slug:slug>/endorsing/", endorsing.endorsing, name="endorsing"),
    path("<slug:slug>/endorsing/close/", endorsing.close_round, name="close_round"),
    path(
        "<slug:slug>/endorsing/objections/<int:pk>/",
        endorsing.answer_objection,
        name="answer_objection",
    ),
    # the desk: contributions and their words
    path("<slug:slug>/desk/contributions/", desk_reading.listed, name="desk_list"),
    path("<slug:slug>/desk/words/<int:number>/", desk_reading.words, name="desk_words"),
    path("<slug:slug>/desk/marked/", desk_marked.marked, name="desk_marked"),
    path("<slug:slug>/desk/passages/<int:pk>/", desk_marking.passage, name="desk_passage"),
    path("<slug:slug>/desk/passages/<int:pk>/correct/", desk_marking.correct, name="desk_correct"),
    path("<slug:slug>/desk/passages/<int:pk>/mark/", desk_marking.mark, name="desk_mark"),
    path("<slug:slug>/desk/passages/<int:pk>/names/", desk_marking.accept, name="desk_accept"),
    path("<slug:slug>/desk/passages/<int:pk>/tags/", desk_marking.tag, name="desk_tag"),
    # method
    path("<slug:slug>/messages/", method.messages, name="messages"),
    path("<slug:slug>/posts/", method.posts, name="posts"),
    path("<slug:slug>/posts/<int:pk>/", method.post, name="post"),
    path("<slug:slug>/posts/<int:pk>/publish/", method.publish_post, name="publish_post"),
    path("<slug:slug>/posts/<int:pk>/throw-away/", method.drop_post, name="drop_post"),
    path("<slug:slug>/approaches/", method.approaches, name="approaches"),
    path("<slug:slug>/approaches/several/", method.several, name="several"),
    path("<slug:slug>/approaches/<int:pk>/", method.approach, name="approach"),
    path("<slug:slug>/approaches/<int:pk>/act/", method.approach_act, name="approach_act"),
    path("<slug:slug>/links/", method.links, name="links"),
    path("<slug:slug>/links/check/", method.check_links, name="check_links"),
    path("<slug:slug>/proposals/<int:pk>/first/", method.proposal_first, name="proposal_first"),
    # publishing the reply, reading it, delivering it
    path("<slug:slug>/reply/", replies.public_reply, name="public_reply"),
    path("<slug:slug>/replies/next/", replies.begin_next, name="begin_next"),
    path("<slug:slug>/replies/<int:number>/content.json", replies.content, name="reply_content"),
    path("<slug:slug>/replies/<int:number>/integrity/", replies.integrity, name="integrity"),
    path(
        "<slug:slug>/replies/<int:number>/contributors/",
        replies.reply_contributors,
        name="reply_contributors",
    ),
    path("<slug:slug>/replies/<int:number>/publish/", replies.publish, name="publish"),
    path("<slug:slug>/replies/<int:number>/left-out/", replies.leave_out, name="leave_out"),
    path("<slug:slug>/replies/<int:number>/deliver/", replies.deliver, name="deliver"),
    path("<slug:slug>/replies/<int:number>/<part:part>", replies.reply_pack, name="reply_pack"),
]
