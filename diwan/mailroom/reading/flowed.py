"""format=flowed (RFC 3676): lines that were broken on the way are joined again."""

from __future__ import annotations


def unfold(text: str, *, is_blank_deleted: bool = False) -> str:
    """``text`` with its soft line breaks undone; quoted depth is kept, “-- ” stays alone."""
    lines: list[list[str]] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        is_signature = content == "-- "
        is_soft = content.endswith(" ") and not is_signature
        if is_soft and is_blank_deleted:
            content = content[:-1]
        if open_depth == depth and not is_signature:
            lines[-1].append(content)
        else:
            lines.append([(">" * depth + " " if depth else "") + content])
        open_depth = depth if is_soft else -1
    return "\n".join("".join(pieces) for pieces in lines)
