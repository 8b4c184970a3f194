"""Run the command line: `python -m foederis`."""

from foederis.cli import entry

entry()
