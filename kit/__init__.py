"""Take a news text apart: who speaks, how many they are, how sure the text is, fact or forecast.

The public names of a lesson, and nothing else. Each is loaded when it is first used, so that
``import kit`` costs next to nothing.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOME = {"lesson": "kit.lessons", "graded": "kit.lessons", "read": "kit.article", "scan": "kit.detect",
         "language": "kit.wording", **dict.fromkeys(("Marker", "Labeller", "Cards", "Compare"), "kit.widgets")}

__all__ = ["__version__", *_HOME]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'kit' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
