"""Hostile input: one table of what is put in, what must come of it, and how much memory that may take."""
