"""The files of ``kit/rules``: what a linguist edits, and no code."""

import tomllib
from pathlib import Path
from typing import Any

RULES = Path(__file__).parent / "rules"


def lists(name: str) -> dict[str, Any]:
    """Read a file, such as ``fr/sources``."""
    return tomllib.loads((RULES / f"{name}.toml").read_text(encoding="utf-8"))
