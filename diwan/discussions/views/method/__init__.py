"""Around the desk: messages, people to be heard, links, and what members want discussed."""

from .approaches import approach, approach_act, approaches, several
from .ideas import idea, idea_first, ideas, proposal_first, propose_idea
from .letters import how_often, stop_letters
from .links import check_links, links
from .posts import drop_post, messages, post, posts, publish_post

__all__ = [
    "approach",
    "approach_act",
    "approaches",
    "check_links",
    "drop_post",
    "how_often",
    "idea",
    "idea_first",
    "ideas",
    "links",
    "messages",
    "post",
    "posts",
    "proposal_first",
    "propose_idea",
    "publish_post",
    "several",
    "stop_letters",
]
