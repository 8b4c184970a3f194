"""Text for a terminal: measured as a terminal shows it, and never wider than it is."""

from foederis.terminal.cards import cards, pairs
from foederis.terminal.fitted import fitted
from foederis.terminal.grid import grid
from foederis.terminal.measure import columns, fold, room_of, width, wrap

__all__ = ["cards", "columns", "fitted", "fold", "grid", "pairs", "room_of", "width", "wrap"]
