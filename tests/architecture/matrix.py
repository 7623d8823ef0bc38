"""Who may open what: a row an address, a column a role.

Roles: A anonymous, M member, C contributor to the discussion, F facilitator of it, O facilitator
of another one, X administrator. A cell is the status; ``in``: sent to the sign-in page; ``ok``: a
post was let in (done, or read and refused for what it said); ``a|b``: either. ``name@variant`` asks for the same address of another discussion: ``draft`` is in
preparation, ``members`` is for members only; both are led by F.
"""

from __future__ import annotations

from dataclasses import dataclass

ROLES = "AMCFOX"

TABLE = """
# address                                method A    M    C    F    O    X
# everybody may read what is public; members speak and ask
discussions:index                        GET   200  200  200  200  200  200
discussions:invitation                   GET   302  302  302  302  302  302
discussions:paper                        GET   200  200  200  200  200  200
discussions:attachment                   GET   200  200  200  200  200  200
discussions:mine                         GET   in   200  200  200  200  200
discussions:create                       GET   in   403  403  200  200  200
discussions:create                       POST  in   403  403  ok   ok   ok
discussions:accept_facilitation          GET   404  404  404  404  404  404
discussions:accept_facilitation          POST  404  404  404  404  404  404
discussions:detail                       GET   200  200  200  200  200  200
discussions:contributions                GET   200  200  200  200  200  200
discussions:complete                     GET   200  200  200  200  200  200
discussions:words                        GET   200  200  200  200  200  200
discussions:contribute                   GET   200  200  200  200  200  200
discussions:contribute                   POST  ok   ok   ok   ok   ok   ok
discussions:reply                        GET   in   200  200  200  200  200
discussions:reply                        POST  in   ok   ok   ok   ok   ok
discussions:report                       GET   in   200  200  200  200  200
discussions:report                       POST  in   ok   ok   ok   ok   ok
discussions:propose                      GET   in   200  200  200  200  200
discussions:propose                      POST  in   ok   ok   ok   ok   ok
discussions:follow                       GET   in   200  200  200  200  200
discussions:follow                       POST  in   ok   ok   ok   ok   ok

# whoever holds the link of the author's letter acts for the author; a draft is its author's
discussions:manage                       GET   200  200  200  200  200  200
discussions:attribute                    POST  ok   ok   ok   ok   ok   ok
discussions:correct                      GET   200  200  200  200  200  200
discussions:correct                      POST  ok   ok   ok   ok   ok   ok
discussions:withdraw                     GET   200  200  200  200  200  200
discussions:withdraw                     POST  ok   ok   ok   ok   ok   ok
discussions:claim                        POST  in   ok   ok   ok   ok   ok
discussions:discard                      GET   403  403  200  403  403  403
discussions:discard                      POST  403  403  ok   403  403  403

# the team's rooms: the discussion's own facilitators and administrators
discussions:edit                         GET   in   403  403  200  403  200
discussions:edit                         POST  in   403  403  ok   403  ok
discussions:questions                    GET   in   403  403  200  403  200
discussions:add_topic                    GET   in   403  403  200  403  200
discussions:add_topic                    POST  in   403  403  ok   403  ok
discussions:reword                       GET   in   403  403  200  403  200
discussions:reword                       POST  in   403  403  ok   403  ok
discussions:add_question                 GET   in   403  403  200  403  200
discussions:add_question                 POST  in   403  403  ok   403  ok
discussions:remove                       GET   in   403  403  200  403  200
discussions:remove                       POST  in   403  403  ok   403  ok
discussions:papers                       GET   in   403  403  200  403  200
discussions:papers                       POST  in   403  403  ok   403  ok
discussions:move                         GET   in   403  403  200  403  200
discussions:move                         POST  in   403  403  ok   403  ok
discussions:team                         GET   in   403  403  200  403  200
discussions:team                         POST  in   403  403  ok   403  ok
discussions:leave_team                   POST  in   403  403  ok   403  ok
discussions:make_lead                    POST  in   403  403  ok   403  ok
discussions:share                        GET   in   403  403  200  403  200
discussions:share                        POST  in   403  403  ok   403  ok
discussions:queue                        GET   in   403  403  200  403  200
discussions:queue                        POST  in   403  403  ok   403  ok
discussions:behalf                       GET   in   403  403  200  403  200
discussions:behalf                       POST  in   403  403  ok   403  ok
discussions:item                         GET   in   403  403  200  403  200
discussions:letter                       GET   in   403  403  200  403  200
discussions:queue_file                   GET   in   403  403  200  403  200
discussions:assign                       POST  in   403  403  ok   403  ok
discussions:conflict                     POST  in   403  403  ok   403  ok
discussions:release                      POST  in   403  403  ok   403  ok
discussions:return                       POST  in   403  403  ok   403  ok
discussions:set_aside                    POST  in   403  403  ok   403  ok
discussions:put_back                     POST  in   403  403  ok   403  ok
discussions:describe                     POST  in   403  403  ok   403  ok
discussions:language                     POST  in   403  403  ok   403  ok
discussions:restore                      POST  in   403  403  ok   403  ok
discussions:merge                        POST  in   403  403  ok   403  ok
discussions:proposal                     GET   in   403  403  200  403  200
discussions:proposal                     POST  in   403  403  ok   403  ok
discussions:report_answer                GET   in   403  403  200  403  200
discussions:report_answer                POST  in   403  403  ok   403  ok
discussions:passages                     GET   in   403  403  200  403  200
discussions:find_passages                POST  in   403  403  ok   403  ok
discussions:passages_of                  GET   in   403  403  200  403  200
discussions:correct_passage              POST  in   403  403  ok   403  ok
discussions:replies                      GET   in   403  403  200  403  200
discussions:replies                      POST  in   403  403  ok   403  ok
discussions:consolidated                 GET   in   403  403  200  403  200
discussions:give_up                      POST  in   403  403  ok   403  ok
discussions:reply_file                   GET   in   403  403  200  403  200
discussions:reply_content                GET   in   403  403  404  403  404
discussions:integrity                    GET   in   403  403  404  403  404
discussions:reply_contributors           GET   in   403  403  404  403  404
discussions:publish                      GET   in   403  403  200  403  200
discussions:publish                      POST  in   403  403  ok   403  ok
discussions:leave_out                    POST  in   403  403  ok   403  ok
discussions:begin_next                   POST  in   403  403  ok   403  ok
discussions:deliver                      GET   in   403  403  200  403  200
discussions:deliver                      POST  in   403  403  ok   403  ok
discussions:reply_pack                   GET   in   403  403  200  403  200
discussions:publish@draft                GET   in   404  404  404  404  404
discussions:deliver@draft                GET   in   404  404  404  404  404
discussions:begin_next@draft             POST  in   404  404  ok   404  ok

# a published reply is for all who may read the discussion; O leads this one
discussions:public_reply                 GET   404  404  404  404  404  404
discussions:public_reply@published       GET   200  200  200  200  200  200
discussions:consolidated@published       GET   200  200  200  200  200  200
discussions:reply_file@published         GET   200  200  200  200  200  200
discussions:reply_content@published      GET   200  200  200  200  200  200
discussions:integrity@published          GET   200  200  200  200  200  200
discussions:reply_contributors@published GET   200  200  200  200  200  200
discussions:reply_pack@published         GET   200  200  200  200  200  200
discussions:deliver@published            GET   in   403  403  403  200  200
discussions:public_reply@members         GET   in   200  200  200  200  200
discussions:consolidated@members         GET   in   200  200  200  200  200
discussions:reply_file@members           GET   in   200  200  200  200  200

# the desk
discussions:desk                         GET   in   403  403  200  403  200
discussions:desk_begin                   POST  in   403  403  ok   403  ok
discussions:desk_here                    POST  in   403  403  ok   403  ok
discussions:desk_keep                    POST  in   403  403  ok   403  ok
discussions:desk_throw_away              POST  in   403  403  ok   403  ok
discussions:desk_new                     GET   in   403  403  200  403  200
discussions:desk_new                     POST  in   403  403  ok   403  ok
discussions:desk_merge                   GET   in   403  403  302  403  302
discussions:desk_merge                   POST  in   403  403  ok   403  ok
discussions:desk_leave_out               POST  in   403  403  ok   403  ok
discussions:desk_statement               GET   in   403  403  200  403  200
discussions:desk_statement               POST  in   403  403  ok   403  ok
discussions:desk_cite                    POST  in   403  403  ok   403  ok
discussions:desk_citation                POST  in   403  403  ok   403  ok
discussions:desk_move                    POST  in   403  403  ok   403  ok
discussions:desk_split                   GET   in   403  403  200  403  200
discussions:desk_split                   POST  in   403  403  ok   403  ok
discussions:desk_drop                    GET   in   403  403  200  403  200
discussions:desk_drop                    POST  in   403  403  ok   403  ok
discussions:desk_put_back                POST  in   403  403  ok   403  ok
discussions:desk_dismiss                 POST  in   403  403  ok   403  ok
discussions:desk_bring_back              POST  in   403  403  ok   403  ok
discussions:desk_machine                 POST  in   403  403  404  403  404

# the comment round: @asked has one for those who contributed to it, as C did
discussions:endorsement                  GET   200  200  200  200  200  200
discussions:endorsement                  POST  in   404  404  404  404  404
discussions:endorsement@draft            GET   404  404  404  200  404  200
discussions:endorsement@members          GET   in   200  200  200  200  200
discussions:endorsement@asked            GET   200  200  200  200  200  200
discussions:endorsement@asked            POST  in   403  ok   403  403  403
discussions:endorsement_of               GET   404  404  404  404  404  404
discussions:endorsement_of@asked         GET   200  200  200  200  200  200
discussions:endorsement_of@asked         POST  in   403  ok   403  403  403
discussions:withdraw_objection@asked     POST  in   404  ok   404  404  404
discussions:maintain_objection@asked     POST  in   404  ok   404  404  404
discussions:confirm_objection@asked      POST  in   404  ok   404  404  404
discussions:endorsing                    GET   in   403  403  200  403  200
discussions:endorsing                    POST  in   403  403  ok   403  ok
discussions:endorsing@draft              GET   in   404  404  200  404  200
discussions:endorsing@asked              GET   in   403  403  200  403  200
discussions:endorsing@asked              POST  in   403  403  ok   403  ok
discussions:close_round                  POST  in   403  403  ok   403  ok
discussions:close_round@asked            POST  in   403  403  ok   403  ok
discussions:answer_objection@asked       POST  in   403  403  ok   403  ok

# what became of it: for whoever holds the link of the author's letter, and for all readers
discussions:became                       GET   200  200  200  200  200  200
discussions:said_did                     GET   200  200  200  200  200  200
discussions:said_did@published           GET   200  200  200  200  200  200
discussions:said_did@draft               GET   404  404  404  200  404  200
discussions:said_did@members             GET   in   200  200  200  200  200

# translations: the team writes them, readers read those of released words
discussions:translations                 GET   in   403  403  200  403  200
discussions:translate_all                POST  in   403  403  ok   403  ok
discussions:translate                    GET   in   403  403  200  403  200
discussions:translate                    POST  in   403  403  ok   403  ok
discussions:ask_machine                  POST  in   403  403  ok   403  ok
discussions:in_language                  GET   200  200  200  200  200  200
discussions:in_language@members          GET   in   200  200  200  200  200

# the desk: contributions and their words
discussions:desk_list                    GET   in   403  403  302  403  302
discussions:desk_words                   GET   in   403  403  302  403  302
discussions:desk_marked                  GET   in   403  403  200  403  200
discussions:desk_passage                 GET   in   403  403  200  403  200
discussions:desk_correct                 POST  in   403  403  ok   403  ok
discussions:desk_mark                    POST  in   403  403  ok   403  ok
discussions:desk_accept                  POST  in   403  403  ok   403  ok
discussions:desk_tag                     POST  in   403  403  ok   403  ok

# method: the team's alone, but what is published and proposed
discussions:messages                     GET   200  200  200  200  200  200
discussions:messages@draft               GET   404  404  404  200  404  200
discussions:messages@members             GET   in   200  200  200  200  200
discussions:posts                        GET   in   403  403  200  403  200
discussions:posts                        POST  in   403  403  ok   403  ok
discussions:posts@draft                  GET   in   404  404  200  404  200
discussions:post                         GET   in   403  403  200  403  200
discussions:post                         POST  in   403  403  ok   403  ok
discussions:publish_post                 GET   in   403  403  200  403  200
discussions:publish_post                 POST  in   403  403  ok   403  ok
discussions:drop_post                    POST  in   403  403  ok   403  ok
discussions:approaches                   GET   in   403  403  200  403  200
discussions:approaches                   POST  in   403  403  ok   403  ok
discussions:approaches@draft             GET   in   404  404  200  404  200
discussions:approaches@members           GET   in   403  403  200  403  200
discussions:several                      GET   in   403  403  200  403  200
discussions:several                      POST  in   403  403  ok   403  ok
discussions:approach                     GET   in   403  403  200  403  200
discussions:approach                     POST  in   403  403  ok   403  ok
discussions:approach_act                 POST  in   403  403  ok   403  ok
discussions:links                        GET   in   403  403  200  403  200
discussions:links                        POST  in   403  403  ok   403  ok
discussions:check_links                  POST  in   403  403  ok   403  ok
discussions:proposal_first               POST  in   ok   ok   ok   ok   ok
discussions:ideas                        GET   200  200  200  200  200  200
discussions:propose_idea                 GET   in   200  200  200  200  200
discussions:propose_idea                 POST  in   ok   ok   ok   ok   ok
discussions:idea                         GET   in   403  403  200  200  200
discussions:idea                         POST  in   403  403  ok   ok   ok
discussions:idea_first                   POST  in   ok   ok   ok   ok   ok
discussions:stop_letters                 GET   200  200  200  200  200  200
discussions:stop_letters                 POST  ok   ok   ok   ok   ok   ok
discussions:how_often                    GET   200  200  200  200  200  200
discussions:how_often                    POST  ok   ok   ok   ok   ok   ok

# in preparation: for its team only, others are told nothing
discussions:detail@draft                 GET   404  404  404  200  404  200
discussions:contributions@draft          GET   404  404  404  200  404  200
discussions:complete@draft               GET   404  404  404  200  404  200
discussions:contribute@draft             GET   404  404  404  200  404  200
discussions:contribute@draft             POST  404  404  404  ok   404  ok
discussions:propose@draft                GET   in   404  404  200  404  200
discussions:propose@draft                POST  in   404  404  ok   404  ok
discussions:follow@draft                 GET   in   404  404  200  404  200
discussions:follow@draft                 POST  in   404  404  ok   404  ok
discussions:edit@draft                   GET   in   404  404  200  404  200
discussions:edit@draft                   POST  in   404  404  ok   404  ok
discussions:move@draft                   GET   in   404  404  200  404  200
discussions:move@draft                   POST  in   404  404  ok   404  ok
discussions:queue@draft                  GET   in   404  404  200  404  200
discussions:queue@draft                  POST  in   404  404  ok   404  ok
discussions:passages@draft               GET   in   404  404  200  404  200
discussions:find_passages@draft          POST  in   404  404  ok   404  ok
discussions:replies@draft                GET   in   404  404  200  404  200
discussions:replies@draft                POST  in   404  404  ok   404  ok
discussions:behalf@draft                 GET   in   404  404  200  404  200
discussions:behalf@draft                 POST  in   404  404  ok   404  ok

# members only: strangers are asked to sign in
discussions:detail@members               GET   in   200  200  200  200  200
discussions:contributions@members        GET   in   200  200  200  200  200
discussions:complete@members             GET   in   200  200  200  200  200
discussions:contribute@members           GET   in   200  200  200  200  200
discussions:contribute@members           POST  in   ok   ok   ok   ok   ok
discussions:propose@members              GET   in   200  200  200  200  200
discussions:propose@members              POST  in   ok   ok   ok   ok   ok
discussions:follow@members               GET   in   200  200  200  200  200
discussions:follow@members               POST  in   ok   ok   ok   ok   ok
discussions:queue@members                GET   in   403  403  200  403  200
discussions:queue@members                POST  in   403  403  ok   403  ok
discussions:words@members                GET   in   200  200  200  200  200
discussions:passages@members             GET   in   403  403  200  403  200
discussions:replies@members              GET   in   403  403  200  403  200

# a file of a held contribution is not among the public ones
discussions:attachment@held              GET   404  404  404  404  404  404

# letters: administrators
mailroom:outbox                          GET   in   403  403  403  403  200
mailroom:outgoing                        GET   in   403  403  403  403  200
mailroom:send_again                      POST  in   403  403  403  403  ok
mailroom:quarantine                      GET   in   403  403  403  403  200
mailroom:try_again                       POST  in   403  403  403  403  ok
# whoever holds the link of our answer to a letter
mailroom:by_mail                         GET   200  200  200  200  200  200
mailroom:asked                           GET   200  200  200  200  200  200
mailroom:asked                           POST  ok   ok   ok   ok   ok   ok
# mail services with the secret; off here
mailroom:webhook                         POST  404  404  404  404  404  404

# the log: administrators
audit:log                                GET   in   403  403  403  403  200
audit:check                              POST  in   403  403  403  403  ok

# vocabularies: all read, stewards add
vocabularies:places                      GET   301  301  301  301  301  301
vocabularies:add_municipality            GET   in   403  403  403  403  200
vocabularies:add_municipality            POST  in   403  403  403  403  ok
vocabularies:set_footnote                GET   in   403  403  403  403  200
vocabularies:set_footnote                POST  in   403  403  403  403  ok
vocabularies:place                       GET   301  301  301  301  301  301
vocabularies:themes                      GET   200  200  200  200  200  200

# the members' directory: everybody looks, and sees what each member shows them; ``members`` shows
# themselves to members alone
members:index                            GET   200  200  200  200  200  200
members:index                            POST  ok   ok   ok   ok   ok   ok
members:experts                          GET   200  200  200  200  200  200
members:experts                          POST  ok   ok   ok   ok   ok   ok
members:member                           GET   200  200  200  200  200  200
members:member@members                   GET   404  200  200  200  200  200

# people: one's own account, administrators for others'
people:profile                           GET   in   200  200  200  200  200
people:profile                           POST  in   ok   ok   ok   ok   ok
people:letters                           GET   in   200  200  200  200  200
people:letters                           POST  in   ok   ok   ok   ok   ok
people:try_again                         POST  in   ok   ok   ok   ok   ok
# whoever holds the link of a letter
people:announcements                     GET   200  200  200  200  200  200
people:announcements                     POST  ok   ok   ok   ok   ok   ok
people:decline                           GET   200  200  200  200  200  200
people:decline                           POST  ok   ok   ok   ok   ok   ok
people:directory                         GET   in   200  200  200  200  200
people:directory                         POST  in   ok   ok   ok   ok   ok
people:seen                              GET   in   200  200  200  200  200
people:confirm                           POST  in   ok   ok   ok   ok   ok
people:confirm_profile                   GET   200  200  200  200  200  200
people:confirm_profile                   POST  ok   ok   ok   ok   ok   ok
people:consents                          GET   in   200  200  200  200  200
people:give_consent                      POST  in   ok   ok   ok   ok   ok
people:withdraw_consent                  POST  in   ok   ok   ok   ok   ok
people:my_data                           GET   in   200  200  200  200  200
people:export                            GET   in   200  200  200  200  200
people:erase                             GET   in   200  200  200  200  200
people:erase                             POST  in   ok   ok   ok   ok   ok
people:purposes                          GET   200  200  200  200  200  200
people:organisations                     GET   301  301  301  301  301  301
people:organisation                      GET   301  301  301  301  301  301
# messages: one's own alone; M asked somebody who accepted, and has blocked somebody
messages:index                           GET   in   200  200  200  200  200
messages:blocked                         GET   in   200  200  200  200  200
messages:ask                             GET   in   200  200  200  200  200
messages:ask                             POST  in   ok   ok   ok   ok   ok
messages:conversation                    GET   in   200  404  404  404  404
messages:reply                           POST  in   ok   404  404  404  404
messages:accept                          POST  in   403  404  404  404  404
messages:decline                         POST  in   403  404  404  404  404
messages:end                             POST  in   ok   404  404  404  404
messages:block                           POST  in   ok   404  404  404  404
messages:name                            POST  in   ok   404  404  404  404
messages:unblock                         POST  in   ok   404  404  404  404
messages:report                          GET   in   200  404  404  404  404
messages:report                          POST  in   ok   404  404  404  404
# moderators: administrators and stewards without part in the conversation
messages:reports                         GET   in   403  403  403  403  200
messages:reported                        GET   in   403  403  403  403  200
messages:reported                        POST  in   403  403  403  403  ok
# whoever holds the link of the letter; it asks for one of two answers
messages:answer                          GET   200  200  200  200  200  200
messages:answer                          POST  410  410  410  410  410  410

# agreements: what is signed is public; signing asks for a mandate
agreements:index                         GET   200  200  200  200  200  200
agreements:agreement                     GET   200  200  200  200  200  200
agreements:sign                          GET   in   403  403  403  403  403
agreements:sign                          POST  in   403  403  403  403  403
agreements:begin                         GET   in   403  403  403  403  403
agreements:begin                         POST  in   403  403  403  403  403
agreements:record                        GET   in   403  403  403  403  200
agreements:record                        POST  in   403  403  403  403  ok
agreements:refuse                        GET   in   403  403  403  403  403
agreements:refuse                        POST  in   403  403  403  403  403
agreements:propose                       POST  in   403  403  403  403  403
agreements:call_back                     POST  in   403  403  403  403  403
agreements:take_up_again                 POST  in   403  403  403  403  403
agreements:resume                        POST  in   403  403  403  403  403
agreements:words                         GET   in   403  403  403  403  200
agreements:words                         POST  in   403  403  403  403  ok
agreements:safeguards                    GET   in   403  403  403  403  200
agreements:safeguards                    POST  in   403  403  403  403  ok
agreements:exit_plan                     GET   in   403  403  403  403  200
agreements:exit_plan                     POST  in   403  403  403  403  ok
agreements:add                           GET   in   403  403  403  403  200
agreements:add                           POST  in   403  403  403  403  ok
agreements:change                        GET   in   403  403  403  403  200
agreements:change                        POST  in   403  403  403  403  ok
agreements:order                         GET   in   403  403  403  403  200
agreements:order                         POST  in   403  403  403  403  ok
agreements:hand_over                     GET   in   403  403  403  403  200
agreements:hand_over                     POST  in   403  403  403  403  ok
agreements:move                          GET   in   403  403  403  403  200
agreements:move                          POST  in   403  403  403  403  ok
agreements:remove                        POST  in   403  403  403  403  ok
# dialogues: those of an agreement are kept by who keeps it, forums by stewards
agreements:dialogue_index                GET   200  200  200  200  200  200
agreements:dialogues                     GET   200  200  200  200  200  200
agreements:dialogue                      GET   200  200  200  200  200  200
agreements:begin_dialogue                GET   in   403  403  403  403  403
agreements:begin_dialogue                POST  in   403  403  403  403  403
agreements:begin_forum                   GET   in   403  403  403  403  200
agreements:begin_forum                   POST  in   403  403  403  403  ok
agreements:change_dialogue               GET   in   403  403  403  403  200
agreements:change_dialogue               POST  in   403  403  403  403  ok
agreements:add_round                     GET   in   403  403  403  403  200
agreements:add_round                     POST  in   403  403  403  403  ok
agreements:change_round                  GET   in   403  403  403  403  200
agreements:change_round                  POST  in   403  403  403  403  ok
agreements:remove_round                  POST  in   403  403  403  403  ok

# library: what is published is public; members submit, M changes their own, stewards (X) ask reviewers
library:index                            GET   200  200  200  200  200  200
library:feed                             GET   200  200  200  200  200  200
library:template                         GET   200  200  200  200  200  200
library:item                             GET   200  200  200  200  200  200
library:editions                         GET   200  200  200  200  200  200
library:cite                             GET   200  200  200  200  200  200
library:file                             GET   200  200  200  200  200  200
library:item@unreviewed                  GET   404  200  404  404  404  200
library:file@unreviewed                  GET   404  200  404  404  404  200
library:cite@unreviewed                  GET   404  200  404  404  404  200
library:new                              GET   in   200  200  200  200  200
library:new                              POST  in   ok   ok   ok   ok   ok
library:mine                             GET   in   200  200  200  200  200
library:read                             GET   in   200  200  200  200  200
library:read                             POST  in   ok   ok   ok   ok   ok
library:edit                             GET   in   200  403  403  403  200
library:edit                             POST  in   ok   403  403  403  ok
library:edit@unreviewed                  GET   in   200  404  404  404  200
library:submit                           POST  in   ok   403  403  403  ok
library:withdraw                         POST  in   ok   403  403  403  ok
library:reopen                           POST  in   ok   403  403  403  ok
library:attach                           POST  in   ok   403  403  403  ok
library:remove_file                      POST  in   ok   403  403  403  ok
library:write                            GET   in   403  403  403  403  403
library:write                            POST  in   403  403  403  403  403
library:reviewers                        GET   in   403  403  403  403  200
library:reviewers                        POST  in   403  403  403  403  ok
library:release                          POST  in   404  404  404  404  ok
library:review                           GET   in   404  404  404  404  404
library:review                           POST  in   404  404  404  404  404
library:archive                          POST  in   403  403  403  403  ok
library:restore                          POST  in   403  403  403  403  ok
library:confirm                          POST  in   403  403  403  403  ok
# what single kinds are made of: whoever submitted it; positions of countries: stewards
library:registers                        GET   200  200  200  200  200  200
library:compare                          GET   200  200  200  200  200  200
library:life                             GET   200  200  200  200  200  200
library:pack                             GET   200  200  200  200  200  200
library:stand                            POST  in   ok   403  403  403  ok
library:add_part                         GET   in   200  403  403  403  200
library:add_part                         POST  in   ok   403  403  403  ok
library:part                             GET   in   200  403  403  403  200
library:part                             POST  in   ok   403  403  403  ok
library:remove_part                      POST  in   ok   403  403  403  ok
library:new_topic                        GET   in   403  403  403  403  200
library:new_topic                        POST  in   403  403  403  403  ok
library:topic                            GET   in   403  403  403  403  200
library:topic                            POST  in   403  403  403  403  ok
library:positions                        GET   in   403  403  403  403  200
library:positions                        POST  in   403  403  403  403  ok
library:take_back                        POST  in   403  403  403  403  ok
library:remove_topic                     POST  in   403  403  403  403  ok

# services: what is listed is public; managers and stewards (X) write it down; what hides something is
# its insiders' alone, and one's own requests one's own (M)
services:index                           GET   200  200  200  200  200  200
services:hsds_json                       GET   200  200  200  200  200  200
services:hsds_zip                        GET   200  200  200  200  200  200
services:service                         GET   200  200  200  200  200  200
services:service@relayed                 GET   200  200  200  200  200  200
services:service@of_staff                GET   404  404  404  404  404  404
services:new                             GET   in   403  403  403  403  200
services:new                             POST  in   403  403  403  403  ok
services:mine                            GET   in   403  403  403  403  200
services:edit                            GET   in   403  403  403  403  200
services:edit                            POST  in   403  403  403  403  ok
services:state                           POST  in   403  403  403  403  ok
services:confirm                         POST  in   403  403  403  403  ok
services:parts                           GET   in   403  403  403  403  200
services:parts                           POST  in   403  403  403  403  ok
services:remove_part                     POST  in   403  403  403  403  ok
services:edit@relayed                    GET   in   403  403  403  403  403
services:parts@relayed                   GET   in   403  403  403  403  403
services:say                             GET   200  200  200  200  200  200
services:say                             POST  ok   ok   ok   ok   ok   ok
services:ask                             GET   200  200  200  200  200  200
services:ask                             POST  ok   ok   ok   ok   ok   ok
services:asked                           GET   200  200  200  200  200  200
services:asked                           POST  ok   ok   ok   ok   ok   ok
services:enquiries                       GET   in   200  200  200  200  200
services:enquiry                         GET   in   404  404  404  404  404
services:enquiry                         POST  in   404  404  404  404  404
services:feedback                        GET   in   200  200  200  200  200
services:settle                          POST  in   404  404  404  404  ok
services:import                          GET   in   403  403  403  403  200
services:import                          POST  in   403  403  403  403  ok
services:preview                         GET   in   403  403  403  403  200
services:preview                         POST  in   403  403  403  403  ok
services:left                            GET   in   403  403  403  403  404
services:guides                          GET   200  200  200  200  200  200
services:guide                           GET   200  200  200  200  200  200
services:new_guide                       GET   in   403  403  403  403  200
services:new_guide                       POST  in   403  403  403  403  ok
services:edit_guide                      GET   in   403  403  403  403  200
services:edit_guide                      POST  in   403  403  403  403  ok
services:publish_guide                   POST  in   403  403  403  403  ok
services:papers                          GET   in   403  403  403  403  200
services:papers                          POST  in   403  403  403  403  ok
services:remove_paper                    POST  in   403  403  403  403  ok
services:begin                           POST  in   ok   ok   ok   ok   ok
services:requests                        GET   in   200  200  200  200  200
services:request                         GET   in   200  404  404  404  404
services:request                         POST  in   ok   404  404  404  404
services:forget                          POST  in   ok   404  404  404  404

# projects: what is published is public; managers of the lead and stewards write it down, X does
plans:index                              GET   200  200  200  200  200  200
plans:export                             GET   200  200  200  200  200  200
plans:project                            GET   200  200  200  200  200  200
plans:project@unpublished                GET   404  404  404  404  404  200
plans:edit@unpublished                   GET   in   404  404  404  404  200
plans:new                                GET   in   403  403  403  403  200
plans:new                                POST  in   403  403  403  403  ok
plans:edit                               GET   in   403  403  403  403  200
plans:edit                               POST  in   403  403  403  403  ok
plans:state                              POST  in   403  403  403  403  ok
plans:participants                       GET   in   403  403  403  403  200
plans:participants                       POST  in   403  403  403  403  ok
plans:remove_participant                 POST  in   403  403  403  403  ok
plans:new_indicator                      GET   in   403  403  403  403  200
plans:new_indicator                      POST  in   403  403  403  403  ok
plans:indicator                          GET   in   403  403  403  403  200
plans:indicator                          POST  in   403  403  403  403  ok
plans:drop                               POST  in   403  403  403  403  ok
plans:values                             GET   in   403  403  403  403  200
plans:values                             POST  in   403  403  403  403  ok
plans:remove_value                       POST  in   403  403  403  403  ok
scoreboards:page                         GET   200  200  200  200  200  200
scoreboards:export                       GET   200  200  200  200  200  200

# data sharing: what was signed is public; signing asks for a mandate, X looks after the site
sharing:index                            GET   200  200  200  200  200  200
sharing:sharing                          GET   200  200  200  200  200  200
sharing:draft                            GET   in   403  403  403  403  200
sharing:draft                            POST  in   403  403  403  403  ok
sharing:describe                         GET   in   403  403  403  403  403
sharing:describe                         POST  in   403  403  403  403  403
sharing:propose                          POST  in   403  403  403  403  403
sharing:resume                           POST  in   403  403  403  403  403
sharing:sign                             GET   in   403  403  403  403  403
sharing:sign                             POST  in   403  403  403  403  403
sharing:mark                             GET   in   403  403  403  403  200
sharing:mark                             POST  in   403  403  403  403  ok
sharing:stop                             GET   in   403  403  403  403  200
sharing:stop                             POST  in   403  403  403  403  ok
# what was sent of one's data is one's own to see
received:received                        GET   in   200  200  200  200  200
received:object                          GET   in   404  404  404  404  404
received:object                          POST  in   404  404  404  404  404

# questions to authorities: what is published is public; C asked, nobody here answers for one
questions:index                          GET   200  200  200  200  200  200
questions:authorities                    GET   200  200  200  200  200  200
questions:table                          GET   200  200  200  200  200  200
questions:feed                           GET   200  200  200  200  200  200
questions:question                       GET   200  200  200  200  200  200
questions:ask                            GET   in   200  200  200  200  200
questions:ask                            POST  in   ok   ok   ok   ok   ok
questions:support                        POST  in   ok   ok   ok   ok   ok
questions:correct                        GET   in   404  200  404  404  404
questions:correct                        POST  in   404  ok   404  404  404
questions:withdraw                       POST  in   404  ok   404  404  404
questions:judge                          POST  in   404  ok   404  404  404
questions:answer                         GET   in   403  403  403  403  403
questions:answer                         POST  in   403  403  403  403  403
questions:redirect                       GET   in   403  403  403  403  403
questions:redirect                       POST  in   403  403  403  403  403
questions:clock                          GET   in   403  403  403  403  403
questions:clock                          POST  in   403  403  403  403  403
# the house reads them first: X has no tie to the authority
questions:queue                          GET   in   403  403  403  403  200
questions:mend                           GET   in   404  403  404  404  200
questions:mend                           POST  in   404  403  404  404  ok
questions:decide                         POST  in   404  403  404  404  ok

# councils: public; their secretariat and stewards keep the record; C has a seat
councils:index                           GET   200  200  200  200  200  200
councils:opinions                        GET   200  200  200  200  200  200
councils:opinions_table                  GET   200  200  200  200  200  200
councils:opinions_feed                   GET   200  200  200  200  200  200
councils:council                         GET   200  200  200  200  200  200
councils:opinion                         GET   200  200  200  200  200  200
councils:meeting                         GET   200  200  200  200  200  200
councils:new                             GET   in   403  403  403  403  200
councils:new                             POST  in   403  403  403  403  ok
councils:describe                        GET   in   403  403  403  403  200
councils:describe                        POST  in   403  403  403  403  ok
councils:college                         GET   in   403  403  403  403  200
councils:college                         POST  in   403  403  403  403  ok
councils:seat                            GET   in   403  403  403  403  200
councils:seat                            POST  in   403  403  403  403  ok
councils:leave                           POST  in   403  ok   403  403  ok
councils:show_name                       POST  in   404  ok   404  404  404
councils:new_meeting                     GET   in   403  403  403  403  200
councils:new_meeting                     POST  in   403  403  403  403  ok
councils:item                            GET   in   403  403  403  403  200
councils:item                            POST  in   403  403  403  403  ok
councils:minutes                         GET   in   403  403  403  403  200
councils:minutes                         POST  in   403  403  403  403  ok
councils:new_opinion                     GET   in   403  403  403  403  200
councils:new_opinion                     POST  in   403  403  403  403  ok
councils:reword                          GET   in   403  403  403  403  200
councils:reword                          POST  in   403  403  403  403  ok
councils:vote                            GET   in   403  403  403  403  200
councils:vote                            POST  in   403  403  403  403  ok
# an answer binds the authority: who signs for it alone
councils:respond                         GET   in   403  403  403  403  403
councils:respond                         POST  in   403  403  403  403  403

# organisations: what they say of themselves is public; X has no tie and may do a steward's work
organisations:index                      GET   200  200  200  200  200  200
organisations:institutions               GET   200  200  200  200  200  200
organisations:associations               GET   200  200  200  200  200  200
organisations:export                     GET   200  200  200  200  200  200
organisations:detail                     GET   200  200  200  200  200  200
organisations:page                       GET   200  200  200  200  200  200
organisations:new                        GET   in   200  200  200  200  200
organisations:new                        POST  in   ok   ok   ok   ok   ok
organisations:join                       GET   in   200  200  200  200  200
organisations:join                       POST  in   ok   ok   ok   ok   ok
# those who manage one, and stewards without a tie to it
organisations:describe                   GET   in   403  403  403  403  200
organisations:describe                   POST  in   403  403  403  403  ok
organisations:branch                     GET   in   403  403  403  403  200
organisations:branch                     POST  in   403  403  403  403  ok
organisations:rename                     GET   in   403  403  403  403  200
organisations:rename                     POST  in   403  403  403  403  ok
organisations:part_of                    GET   in   403  403  403  403  200
organisations:part_of                    POST  in   403  403  403  403  ok
organisations:succession                 GET   in   403  403  403  403  200
organisations:succession                 POST  in   403  403  403  403  ok
organisations:new_page                   GET   in   403  403  403  403  200
organisations:new_page                   POST  in   403  403  403  403  ok
organisations:write_page                 GET   in   403  403  403  403  200
organisations:write_page                 POST  in   403  403  403  403  ok
organisations:pages                      GET   in   403  403  403  403  200
organisations:pages                      POST  in   403  403  403  403  404
organisations:on_its_own                 POST  in   403  403  403  403  ok
organisations:not_so                     POST  in   403  403  403  403  ok
organisations:give                       POST  in   403  403  403  403  ok
organisations:mandates                   GET   in   403  403  403  403  200
organisations:decide                     POST  in   403  403  403  403  ok
organisations:end                        POST  in   403  403  403  403  ok
organisations:hand_over                  GET   in   403  403  403  403  200
organisations:hand_over                  POST  in   403  403  403  403  ok
# those who manage one alone: nobody here
organisations:confirm                    POST  in   403  403  403  403  403
organisations:ask_review                 POST  in   403  403  403  403  403
# the person whose mandate it is alone
organisations:show                       POST  in   403  403  403  403  403
# stewards
organisations:import                     GET   in   403  403  403  403  200
organisations:import                     POST  in   403  403  403  403  ok
organisations:template                   GET   in   403  403  403  403  200
organisations:preview                    GET   in   403  403  403  403  404
organisations:preview                    POST  in   403  403  403  403  404
organisations:twins                      GET   in   403  403  403  403  200
organisations:twins                      POST  in   403  403  403  403  ok
organisations:verify                     GET   in   403  403  403  403  200
organisations:verify                     POST  in   403  403  403  403  ok
organisations:partnership                POST  in   403  403  403  403  ok
organisations:take_back                  POST  in   403  403  403  403  ok
organisations:merge                      GET   in   403  403  403  403  200
organisations:merge                      POST  in   403  403  403  403  ok
organisations:undo_merge                 POST  in   403  403  403  403  ok
# stewards, and not an administrator who is none
organisations:vetting                    GET   in   403  403  403  403  403
organisations:vetting                    POST  in   403  403  403  403  403
people:sign_in_link                      GET   410  410  410  410  410  410
people:sign_in_link                      POST  410  410  410  410  410  410
people:invitation                        GET   410  410  410  410  410  410
people:invitation                        POST  410  410  410  410  410  410
people:people                            GET   in   403  403  403  403  200
people:find                              POST  in   403  403  403  403  ok
people:invite                            GET   in   403  403  403  403  200
people:invite                            POST  in   403  403  403  403  ok
people:person                            GET   in   403  403  403  403  200
people:person_consents                   GET   in   403  403  403  403  200
people:person_consents                   POST  in   403  403  403  403  ok
people:withdraw_for                      POST  in   403  403  403  403  ok
people:suspend                           POST  in   403  403  403  403  ok
people:reinstate                         POST  in   403  403  403  403  ok
people:give_role                         POST  in   403  403  403  403  ok
people:take_role                         POST  in   403  403  403  403  ok
people:retention                         GET   in   403  403  403  403  200
people:retention                         POST  in   403  403  403  403  ok

# signing in and second factors
account_login                            GET   200  302  302  302  302  302
account_login                            POST  ok   ok   ok   ok   ok   ok
account_logout                           GET   302  200  200  200  200  200
account_logout                           POST  ok   ok   ok   ok   ok   ok
account_inactive                         GET   200  200  200  200  200  200
account_signup                           GET   200  302  302  302  302  302
account_signup                           POST  ok   ok   ok   ok   ok   ok
account_reauthenticate                   GET   in   403  403  403  403  403
account_reauthenticate                   POST  in   403  403  403  403  403
account_email                            GET   in   200  200  200  200  200
account_email                            POST  in   ok   ok   ok   ok   ok
account_email_verification_sent          GET   in   302  302  302  302  302
account_email_verification_sent          POST  in   ok   ok   ok   ok   ok
account_change_password                  GET   in   302  302  302  302  302
account_change_password                  POST  in   ok   ok   ok   ok   ok
account_set_password                     GET   in   200  200  200  200  200
account_set_password                     POST  in   ok   ok   ok   ok   ok
account_reset_password                   GET   200  200  200  200  200  200
account_reset_password                   POST  ok   ok   ok   ok   ok   ok
account_confirm_login_code               GET   in   302  302  302  302  302
account_confirm_login_code               POST  in   ok   ok   ok   ok   ok
account_reset_password_from_key_done     GET   200  200  200  200  200  200
account_reset_password_from_key          GET   200  200  200  200  200  200
account_reset_password_from_key          POST  ok   ok   ok   ok   ok   ok
account_reset_password_done              GET   200  200  200  200  200  200
account_request_login_code               GET   200  302  302  302  302  302
account_request_login_code               POST  ok   ok   ok   ok   ok   ok
mfa_index                                GET   in   200  200  200  200  200
mfa_authenticate                         GET   in   302  302  302  302  302
mfa_authenticate                         POST  in   ok   ok   ok   ok   ok
mfa_reauthenticate                       GET   in   403  403  403  403  403
mfa_reauthenticate                       POST  in   403  403  403  403  403
mfa_activate_totp                        GET   in   200  200  200  200  200
mfa_activate_totp                        POST  in   ok   ok   ok   ok   ok
mfa_deactivate_totp                      GET   in   404  404  404  404  404
mfa_deactivate_totp                      POST  in   404  404  404  404  404
mfa_view_recovery_codes                  GET   in   404  404  404  404  404
mfa_generate_recovery_codes              GET   in   200  200  200  200  200
mfa_generate_recovery_codes              POST  in   ok   ok   ok   ok   ok
mfa_download_recovery_codes              GET   in   404  404  404  404  404
mfa_download_recovery_codes              POST  in   404  404  404  404  404
mfa_list_webauthn                        GET   in   200  200  200  200  200
mfa_add_webauthn                         GET   in   200  200  200  200  200
mfa_add_webauthn                         POST  in   ok   ok   ok   ok   ok
mfa_reauthenticate_webauthn              GET   in   403  403  403  403  403
mfa_reauthenticate_webauthn              POST  in   403  403  403  403  403
mfa_remove_webauthn                      GET   in   404  404  404  404  404
mfa_remove_webauthn                      POST  in   404  404  404  404  404
mfa_edit_webauthn                        GET   in   404  404  404  404  404
mfa_edit_webauthn                        POST  in   404  404  404  404  404
mfa_login_webauthn                       GET   in   302  302  302  302  302
mfa_login_webauthn                       POST  in   ok   ok   ok   ok   ok

# portal
portal:home                              GET   200  200  200  200  200  200
portal:desk                              GET   in   200  200  200  200  200
portal:search                            GET   200  200  200  200  200  200
portal:search_feed                       GET   404  404  404  404  404  404
portal:suggest                           GET   200  200  200  200  200  200
portal:tour                              GET   200  200  200  200  200  200
portal:health                            GET   200  200  200  200  200  200
portal:robots                            GET   200  200  200  200  200  200
portal:page                              GET   200  200  200  200  200  200
portal:places                            GET   200  200  200  200  200  200
portal:place                             GET   200  200  200  200  200  200
portal:place_origin                      GET   200  200  200  200  200  200
portal:place_destination                 GET   200  200  200  200  200  200
portal:place_feed                        GET   200  200  200  200  200  200
portal:corridors                         GET   200  200  200  200  200  200
portal:corridor                          GET   200  200  200  200  200  200
portal:corridor_feed                     GET   200  200  200  200  200  200
portal:theme                             GET   200  200  200  200  200  200
portal:theme_feed                        GET   200  200  200  200  200  200
portal:following                         GET   in   200  200  200  200  200
portal:keep_search                       POST  in   ok   ok   ok   ok   ok
portal:end_search                        POST  in   ok   ok   ok   ok   ok
portal:follow                            POST  in   ok   ok   ok   ok   ok
portal:unfollow                          POST  in   ok   ok   ok   ok   ok
portal:stop_news                         GET   200  200  200  200  200  200
portal:stop_news                         POST  ok   ok   ok   ok   ok   ok

# forums: C opened the topic and made the call, F keeps the forum; @closed is for its people alone
forum:index                              GET  200  200  200  200  200  200
forum:calls                              GET  200  200  200  200  200  200
forum:toolbox                            GET  200  200  200  200  200  200
forum:forum                              GET  200  200  200  200  200  200
forum:forum@closed                       GET  404  404  404  404  404  200
forum:feed                               GET  200  200  200  200  200  200
forum:feed@closed                        GET  404  404  404  404  404  404
forum:topic                              GET  200  200  200  200  200  200
forum:topic@closed                       GET  404  404  404  404  404  200
forum:blog                               GET  200  200  200  200  200  200
forum:entry                              GET  404  404  404  200  404  200
forum:call                               GET  200  200  200  200  200  200
forum:stop                               GET  200  200  200  200  200  200
forum:stop                               POST ok   ok   ok   ok   ok   ok
forum:open                               GET  in   403  403  403  403  200
forum:open                               POST in   403  403  403  403  ok
forum:queue                              GET  in   200  200  200  200  200
forum:new                                GET  in   200  200  200  200  200
forum:new                                POST in   ok   ok   ok   ok   ok
forum:new@closed                         GET  in   404  404  404  404  200
forum:reply                              GET  in   200  200  200  200  200
forum:reply                              POST in   ok   ok   ok   ok   ok
forum:reply@closed                       POST in   404  404  404  404  ok
forum:follow                             POST in   ok   ok   ok   ok   ok
forum:follow@closed                      POST in   404  404  404  404  ok
forum:follow_topic                       POST in   ok   ok   ok   ok   ok
forum:change                             GET  in   403  200  403  403  403
forum:change                             POST in   403  ok   403  403  403
forum:withdraw                           POST in   403  ok   403  403  403
forum:flag                               GET  in   200  403  200  200  200
forum:flag                               POST in   ok   403  ok   ok   ok
forum:flag@closed_post                   GET  in   404  404  404  404  200
forum:draft                              GET  in   403  200  200  403  200
forum:draft                              POST in   403  ok   ok   403  ok
forum:edit                               GET  in   403  403  200  403  200
forum:edit                               POST in   403  403  ok   403  ok
forum:people                             GET  in   403  403  200  403  200
forum:people                             POST in   403  403  ok   403  ok
forum:hide                               GET  in   403  403  200  403  200
forum:hide                               POST in   403  403  ok   403  ok
forum:bar                                GET  in   403  403  200  403  200
forum:bar                                POST in   403  403  ok   403  ok
forum:hide_topic                         GET  in   403  403  200  403  200
forum:hide_topic                         POST in   403  403  ok   403  ok
forum:summary                            GET  in   403  403  200  403  200
forum:summary                            POST in   403  403  ok   403  ok
forum:carry                              GET  in   403  403  200  403  200
forum:carry                              POST in   403  403  ok   403  ok
forum:new_entry                          GET  in   403  403  200  403  200
forum:new_entry                          POST in   403  403  ok   403  ok
forum:edit_entry                         GET  in   403  403  200  403  200
forum:edit_entry                         POST in   403  403  ok   403  ok
forum:hide_call                          GET  in   403  403  200  403  200
forum:hide_call                          POST in   403  403  ok   403  ok
forum:dismiss                            POST in   403  403  ok   403  ok
forum:lift                               POST in   403  403  ok   403  ok
forum:show                               POST in   403  403  ok   403  ok
forum:keep_shown                         POST in   403  403  ok   403  ok
forum:state                              POST in   403  403  ok   403  ok
forum:pin                                POST in   403  403  ok   403  ok
forum:publish_entry                      POST in   403  403  ok   403  ok
forum:withdraw_entry                     POST in   403  403  ok   403  ok
forum:comment                            POST in   404  404  ok   404  ok
forum:new_call                           GET  in   200  200  200  200  200
forum:new_call                           POST in   ok   ok   ok   ok   ok
forum:answer_call                        GET  in   200  200  200  200  200
forum:answer_call                        POST in   ok   ok   ok   ok   ok
forum:close_call                         POST in   403  ok   ok   403  ok
forum:answer                             GET  in   404  200  404  404  404
forum:answer                             POST in   404  ok   404  404  404
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One address with one method, and the answer that each role must get."""

    name: str
    variant: str
    method: str
    expected: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.name}" + (f"@{self.variant}" if self.variant else "")


def rows() -> list[Row]:
    """The rows of the table."""
    found = []
    for line in TABLE.strip().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        address, method, *cells = line.split()
        name, _at, variant = address.partition("@")
        found.append(Row(name, variant, method, dict(zip(ROLES, cells, strict=True))))
    return found
