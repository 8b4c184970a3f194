"""Damage the cache at random, ask, and see whether the answer is right: `python bench/damages.py [NUMBER [SEED]]`.

Each damage is done to a whole cache; then `foederis ask` runs in a process of its own. Told are how many answers were
right, how many damages were said, and what went wrong.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

QUESTION = ("ask", "scoreboard")
SLOW = 120  # seconds after which an answer counts as one that hangs


def damage(cache: Path, chance: random.Random) -> str:
    """Damage one file of a cache; return what was done."""
    files = sorted(path for path in cache.rglob("*") if path.is_file() and path.name not in ("LOG", "LOCK"))
    path = chance.choice(files)
    size = path.stat().st_size
    kind = chance.choice(
        ("flip", "flips", "cut", "empty", "garbage", "grow", "zeros", "remove", "swap", "list", "stray")
    )
    with path.open("r+b") as file:
        content = bytearray(file.read())
    match kind:
        case "flip" | "flips" if size:
            for _ in range(1 if kind == "flip" else chance.randint(2, 200)):
                content[chance.randrange(size)] ^= 1 << chance.randrange(8)
        case "cut" if size:
            del content[chance.randrange(size) :]
        case "empty" if size:
            content.clear()
        case "garbage":
            content[:] = chance.randbytes(chance.randint(1, 5000))
        case "zeros" if size:
            start = chance.randrange(size)
            content[start : start + 4096] = b"\xff" * len(content[start : start + 4096])
        case "remove":
            path.unlink()
            return f"remove {path.name}"
        case "swap":
            other = chance.choice([one for one in files if one.read_bytes() != content])
            content[:] = other.read_bytes()
        case "list":
            path = next(cache.glob("questions-all-*.json"))
            content[:] = b"[]"
        case "stray":
            path = next(cache.glob("store-*")) / f"{chance.randint(23, 99):06}.log"
            content[:] = chance.randbytes(500)
        case _:
            content += chance.randbytes(100)
    path.write_bytes(content)
    return f"{kind} {path.name}"


def main(number: int = 100, seed: int = 1) -> int:
    """Run, and print what came of it; return how many went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        whole, cache = Path(folder, "whole"), Path(folder, "cache")
        right, _ = _asked(whole)
        wrong = silent = 0
        for one in range(number):
            shutil.rmtree(cache, ignore_errors=True)
            shutil.copytree(whole, cache)
            done = damage(cache, random.Random(seed * 1_000_000 + one))
            answer, said = _asked(cache)
            again, quiet = _asked(cache)
            silent += "damaged" not in said
            if (answer, again) != (right, right) or quiet or "Traceback" in said:
                wrong += 1
                print(f"{one}: {done}: {said or 'another answer'}")
            elif "damaged" not in said:
                print(f"{one}: {done}: healed without a word")
        print(f"{number} damages: {number - wrong} healed, {silent} of them not told")
    return wrong


def _asked(cache: Path) -> tuple[bytes, str]:
    environment = {**os.environ, "FOEDERIS_CACHE": str(cache)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "foederis", *QUESTION], capture_output=True, env=environment, timeout=SLOW
        )
    except subprocess.TimeoutExpired:
        return b"", "it hangs"
    return done.stdout, done.stderr.decode(errors="replace")


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])) > 0)
