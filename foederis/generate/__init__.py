"""Derived files: those that stay in the repository, kept up to date, and those that are built into a folder."""
