"""Through how many modules does a value pass? `python bench/stays.py PESCO ask about-instrument instrument=PESCO`.

Runs a command in this process and notes each call of a function of foederis that has the value among its arguments: the
text itself, or one in a list, a mapping, a path or the options of the command. A step goes from one module to another;
the same step made again (a look-up for each row) counts once. Run it with PYTHONPATH naming another checkout to
compare.
"""

import contextlib
import io
import os
import sys
import tempfile
from pathlib import Path
from types import FrameType


def holds(one: object, value: str, depth: int = 2) -> bool:
    """Tell whether a thing is the value, or holds it."""
    if isinstance(one, str):
        return one == value or one.endswith(f"={value}")
    if isinstance(one, Path):
        return one.name == Path(value).name
    if depth and isinstance(one, list | tuple | set | frozenset):
        return len(one) < 50 and any(holds(part, value, depth - 1) for part in one)
    if depth and isinstance(one, dict):
        return len(one) < 50 and any(holds(part, value, depth - 1) for part in one.values())
    return (
        bool(depth)
        and type(one).__name__ == "Namespace"
        and any(holds(p, value, depth - 1) for p in vars(one).values())
    )


def main() -> int:
    """Print the modules that a value passes, in the order in which it meets them."""
    value, *words = sys.argv[1:]
    os.environ["FOEDERIS_CACHE"] = tempfile.mkdtemp()
    from foederis import cli

    root = str(Path(cli.__file__).parents[1]) + os.sep
    route: list[str] = []
    steps: dict[tuple[str, str], None] = {}

    def watch(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(root) or code.co_name.startswith("<"):
            return
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        if any(holds(frame.f_locals.get(name), value) for name in names):
            module = code.co_filename.removeprefix(root)
            if not route or route[-1] != module:
                if route:
                    steps.setdefault((route[-1], module))
                route.append(module)

    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())), contextlib.redirect_stderr(io.StringIO()):
        cli.main(words)  # once before, so that the store is built and the modules are loaded
        sys.setprofile(watch)
        cli.main(words)
        sys.setprofile(None)
    back = sum(list(dict.fromkeys(route)).index(a) > list(dict.fromkeys(route)).index(b) for a, b in steps)
    print(f"{len(set(route))} modules, {len(steps)} steps between them, {back} of them back to one it had left")
    print(" > ".join(dict.fromkeys(route)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
