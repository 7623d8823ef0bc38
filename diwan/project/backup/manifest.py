"""Where things stand in a backup."""

FORMAT = "diwan-backup/1"
MANIFEST = "manifest.json"
FILES = "files/"
SECRET = "secret"  # noqa: S105 - the name of the file, not what is in it


def table_path(name: str) -> str:
    return f"tables/{name}.jsonl"
