"""The only place where the library changes."""

from .filing import attach, forget, remove_file
from .finding import SOURCE, index, index_all
from .moving import archive, reopen, restore, submit, withdraw
from .reviewing import answer, ask_reviewers, confirm, declare, release_reviewer
from .writing import add, change, settle

__all__ = [
    "SOURCE",
    "add",
    "answer",
    "archive",
    "ask_reviewers",
    "attach",
    "change",
    "confirm",
    "declare",
    "forget",
    "index",
    "index_all",
    "release_reviewer",
    "remove_file",
    "reopen",
    "restore",
    "settle",
    "submit",
    "withdraw",
]
