"""Feeds: what became of things and what changed as Atom (RFC 4287), what is due as a calendar (RFC 5545)."""
