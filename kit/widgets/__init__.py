"""What a student sees and works with in a notebook: the only package that imports anywidget."""

from kit.widgets.cards import Cards
from kit.widgets.compare import Compare
from kit.widgets.labeller import Labeller
from kit.widgets.marker import Marker

__all__ = ["Cards", "Compare", "Labeller", "Marker"]
