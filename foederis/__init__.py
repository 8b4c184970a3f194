"""foederis: who has promised what to whom in European security and defence, and in which sentence it is written."""

__version__ = "0.1.0"
