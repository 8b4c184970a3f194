"""Limits in time and memory, and no way out."""
