"""A newcomer: a fresh clone, an empty environment, and every command of the README as it is printed."""

import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# How this machine reaches the package registries; nothing else of its environment is passed on.
PASSED = re.compile(r"(PIP_|NPM_CONFIG_|SSL_CERT|REQUESTS_CA|NODE_EXTRA_CA|HTTPS?_PROXY|NO_PROXY)", re.IGNORECASE)
NEEDS_THE_LETTER = "foederis source show rec5.p1.s3"
ADVICE = re.compile(r"^Install it: (.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Return a clone of the checkout, and the environment of somebody who has just got it."""
    place = tmp_path_factory.mktemp("newcomer")
    clone = place / "foederis"
    subprocess.run(["git", "clone", "-q", "--no-local", str(ROOT), str(clone)], check=True)
    home = place / "home"
    home.mkdir()
    settings = {name: value for name, value in os.environ.items() if PASSED.match(name)}
    own = Path(os.environ.get("HOME", "/"))
    for name, file in (("PIP_CONFIG_FILE", own / ".config/pip/pip.conf"), ("NPM_CONFIG_USERCONFIG", own / ".npmrc")):
        if file.is_file():
            settings.setdefault(name, str(file))
    path = os.pathsep.join([str(Path(sys.base_prefix) / "bin"), "/usr/bin", "/bin"])
    return clone, {**settings, "PATH": path, "HOME": str(home)}


def typed(newcomer, line: str, *, activated: bool = True) -> subprocess.CompletedProcess[str]:
    """Type a line into a shell in the clone."""
    clone, environment = newcomer
    line = f". .venv/bin/activate\n{line}" if activated else line
    return subprocess.run(
        ["/bin/sh", "-c", line], cwd=clone, env=environment, text=True, capture_output=True, check=False, timeout=3000
    )


@pytest.fixture(scope="module")
def demo(newcomer) -> str:
    done = typed(newcomer, "make demo", activated=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not ADVICE.search(done.stdout + done.stderr)
    return done.stdout


@pytest.fixture(scope="module")
def readme(newcomer) -> str:
    return (newcomer[0] / "README.md").read_text(encoding="utf-8")


def commands(readme: str) -> list[str]:
    """Return the lines of the README's blocks of commands."""
    return [line for kind, text in BLOCK.findall(readme) if kind == "sh" for line in text.splitlines()]


def test_the_demo_says_first_what_is_right_and_last_what_to_open(newcomer, demo):
    assert demo.index("ok: 0 violations") < demo.index("warnings")
    assert "recommendation" in demo
    named = re.findall(r"^  (out/\S+)", demo[demo.index("Open in a browser") :], re.MULTILINE)
    assert {Path(one).suffix for one in named} == {".html", ".svg", ".graphml"}
    for one in named:
        assert (newcomer[0] / one).stat().st_size > 1000


def test_what_the_demo_says_to_type_works_once_the_environment_is_active(newcomer, demo):
    ending = demo[demo.index("Now type") : demo.index("The explorer, which")].rstrip()
    assert ". .venv/bin/activate" in ending
    lines = [re.split(r" {3,}", line.strip())[0] for line in ending.splitlines()[1:]]
    assert len(lines) >= 4
    for line in lines:
        done = typed(newcomer, line)
        assert done.returncode == 0, (line, done.stderr)
        assert done.stdout


def test_the_demo_ends_with_the_address_of_the_explorer(newcomer, demo):
    address = demo.split()[-1]
    assert address == (newcomer[0] / "out" / "site" / "index.html").as_uri()
    assert (newcomer[0] / "out" / "site" / "nl" / "q" / "scoreboard" / "index.html").is_file()


def test_every_block_of_the_readme_is_of_commands_or_of_python(readme):
    assert {kind for kind, _ in BLOCK.findall(readme)} == {"sh", "python"}
    assert commands(readme)[0].startswith("make demo")
    assert commands(readme)[1].startswith(". .venv/bin/activate")


def test_every_command_of_the_readme_runs_as_it_is_printed(newcomer, demo, readme):
    lines = commands(readme)[1:]
    assert len(lines) >= 8
    made = []
    for line in lines:
        before = set(newcomer[0].iterdir())
        done = typed(newcomer, line)
        assert done.returncode == 0, (line, done.stderr)
        assert not ADVICE.search(done.stderr), line
        words = shlex.split(line, comments=True)
        if words[0] == "foederis":
            made += sorted(set(newcomer[0].iterdir()) - before)
            assert done.stdout or set(newcomer[0].iterdir()) - before, line
    kinds = {path.suffix: path.read_bytes()[:400] for path in made}
    assert b"<svg" in kinds[".svg"]
    assert kinds[".png"].startswith(b"\x89PNG")
    assert b"Content-Security-Policy" in kinds[".html"]
    (book,) = (path for path in made if path.suffix == ".xlsx")
    assert "xl/workbook.xml" in zipfile.ZipFile(book).namelist()
    for path in made:
        path.unlink()


def test_every_command_within_its_text_runs_too(newcomer, demo, readme):
    text = "\n".join(line for line in BLOCK.sub("", readme).splitlines() if not line.startswith("|"))
    spans = {re.sub(r"\s+", " ", one) for one in re.findall(r"`(foederis [^`]+)`", text)}
    lines = sorted(one for one in spans if not re.search(r"\b[A-Z]{3,}\b|<|\.\.\.", one))
    assert len(lines) >= 4
    for line in lines:
        done = typed(newcomer, line)
        if line == NEEDS_THE_LETTER:
            assert done.returncode == 1
            assert len(done.stderr.strip().splitlines()) == 2
        else:
            assert done.returncode == 0, (line, done.stderr)
            assert done.stdout, line


def test_its_python_runs_as_it_is_printed(newcomer, demo, readme):
    (text,) = (text for kind, text in BLOCK.findall(readme) if kind == "python")
    (newcomer[0] / "out" / "readme.py").write_text(text, encoding="utf-8")
    done = typed(newcomer, "python -W error out/readme.py")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 10


@pytest.mark.parametrize(
    ("package", "line"),
    [
        ("matplotlib", "foederis export participation group=JEF -o out/x.svg"),
        ("XlsxWriter", "foederis ask amounts --format xlsx -o out/x.xlsx"),
        ("pandas", "python -c \"import foederis; foederis.ask('amounts').to_pandas()\""),
        ("shacl", "foederis validate --engine shacl"),
    ],
)
def test_what_is_advised_where_something_is_missing_works(newcomer, demo, package, line):
    typed(newcomer, f"python -m pip uninstall --quiet --yes {package}")
    done = typed(newcomer, line)
    assert done.returncode != 0
    (advice,) = ADVICE.findall(done.stderr)
    after = typed(newcomer, advice)
    assert after.returncode == 0, (advice, after.stderr)
    done = typed(newcomer, line)
    assert done.returncode == 0, done.stderr


def test_last_of_all_make_clean_leaves_what_was_cloned(newcomer, demo):
    done = typed(newcomer, "make clean", activated=False)
    assert done.returncode == 0
    left = typed(newcomer, "git status --porcelain --ignored", activated=False)
    assert (left.returncode, left.stdout) == (0, "")
