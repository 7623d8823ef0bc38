"""The only place where services change."""

from .asking import answer, ask, close, enquiry_of, purge_silent, say_more
from .assuring import ask_for_word, confirm, take_down
from .finding import SOURCE, index
from .guiding import add_guide, add_paper, change_guide, publish_guide, remove_paper
from .hearing import say, settle
from .importing import plans_of, read_in, write_chosen
from .keeping import begin_request, change_request, forget_request
from .parts import (
    add_cost,
    add_document,
    add_location,
    add_phone,
    add_schedule,
    remove_part,
    use_location,
)
from .writing import add, change, move

__all__ = [
    "SOURCE",
    "add",
    "add_cost",
    "add_document",
    "add_guide",
    "add_location",
    "add_paper",
    "add_phone",
    "add_schedule",
    "answer",
    "ask",
    "ask_for_word",
    "begin_request",
    "change",
    "change_guide",
    "change_request",
    "close",
    "confirm",
    "enquiry_of",
    "forget_request",
    "index",
    "move",
    "plans_of",
    "publish_guide",
    "purge_silent",
    "read_in",
    "remove_paper",
    "remove_part",
    "say",
    "say_more",
    "settle",
    "take_down",
    "use_location",
    "write_chosen",
]
