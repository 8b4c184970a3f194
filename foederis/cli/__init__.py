"""The command line: thin edges over the rooms; errors become two lines and an exit code here, and only here."""

import os
import re
import sys
from collections.abc import Sequence

from foederis.errors import BadInput, BadUse, FoederisError

_NO_VALUE = re.compile(r"--[a-z-]+=")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0 (yes), 1 (a negative answer), 2 (bad use or input) or 3 (an engine failed)."""
    from foederis.cli import parser
    from foederis.cli.output import PAGED, note

    try:
        words = sys.argv[1:] if arguments is None else list(arguments)
        _check(words)
        options = parser.read(words)
        before = PAGED.set(not hasattr(options, "no_pager"))
        try:
            return int(options.run(options))
        finally:
            PAGED.reset(before)
    except FoederisError as error:
        note(f"foederis: {error}")
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.filename is not None:  # a name that no file can have, a folder without rights
            named = BadInput(f"this cannot be used: {error.strerror}", os.fsdecode(error.filename), "Check the path.")
            note(f"foederis: {named}")
            return named.exit_code
        print(
            f"foederis: the output cannot be written: {error.strerror}\nCheck the disk, or choose -o FILE.",
            file=sys.stderr,
        )
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except KeyboardInterrupt:
        print("foederis: stopped", file=sys.stderr)
        return 130


def _check(words: Sequence[str]) -> None:
    """Refuse what can name nothing, not even a file: what is empty would else be taken for what is not given.

    Raises:
        BadUse: a word is empty (a variable of the shell that is not set), or holds NUL or half of a character.
    """
    for before, word in zip(("", *words), words, strict=False):
        if not word or _NO_VALUE.fullmatch(word):
            option = word or before
            what = f"the value of {option.rstrip('=')} is empty" if option.startswith("-") else "an argument is empty"
            raise BadUse(what, "", "Give a value, or leave it out; a variable of the shell may not be set.")
        try:
            sound = b"\0" not in os.fsencode(word)
        except UnicodeEncodeError:
            sound = False
        if not sound:
            raise BadUse(f"'{word}' holds what is no character", "", "Check what you give.")


def entry() -> None:
    """Run the command line as the program `foederis`."""
    sys.exit(main())
