"""`foederis validate`: check the graph, or your own files beside it."""

import argparse
import functools
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from foederis import escapes, graph
from foederis import validate as rules
from foederis.cli.output import emit, tell
from foederis.errors import BadUse


def validate(options: argparse.Namespace) -> int:
    """Print the report; exit code 1 when a finding is as severe as --fail-on."""
    paths = [Path(name).absolute() for name in options.files]
    shapes = Path(options.shapes) if options.shapes else None
    for path in [*paths, *([shapes] if shapes else [])]:
        rules.check_file(path)
    if options.alone and not paths:
        raise BadUse("--alone needs a file to check", "", "Name your file: foederis validate my.ttl --alone")
    report = rules.run(
        paths,
        focus=_focus(options.focus, paths),
        shapes=shapes,
        engine=options.engine,
        alone=options.alone,
        progress=_progress(rules.steps(shapes)),
        seconds=options.timeout,
        memory=_size(options.memory),
    )
    shown = tuple(r for r in report.results if rules.rank(r.severity) >= rules.rank(options.severity))
    report = replace(report, results=shown, hidden=len(report.results) - len(shown))
    match options.format:
        case "json":
            content = rules.to_json(report, options.fail_on)
        case "junit":
            content = rules.to_junit(report, options.fail_on)
        case "sarif":
            content = rules.to_sarif(report, options.fail_on)
        case "turtle":
            content = rules.to_turtle(report)
        case _:
            store = functools.cache(graph.store)  # opened where something is found that has a name
            content = rules.to_text(
                report,
                options.fail_on,
                lambda iri: rules.name_of(iri, store()),
                lambda iri: graph.place(store(), iri) or iri,
            )
    (tell if options.format == "text" else emit)(content, options.output)
    return 0 if report.ok(options.fail_on) else 1


def _size(memory: str) -> int | None:
    if not memory:
        return None
    from foederis import limits  # costs a start what only this needs

    return limits.size(memory)


def _focus(name: str, paths: Sequence[Path]) -> str:
    """Return the IRI of the thing to report on; own files may describe it, and their prefixes count."""
    if not name:
        return ""
    try:
        return graph.find(graph.store(), name)
    except BadUse:
        bare = name.removeprefix("<").removesuffix(">")
        prefix, colon, local = bare.partition(":")
        spaces = {one: space for path in paths for one, space in graph.prefixes(path).items()}
        iri = spaces[prefix] + local if colon and prefix in spaces else bare
        for path in paths:
            for quad in graph.parse(path):
                if any(isinstance(term, ox.NamedNode) and term.value == iri for term in (quad.subject, quad.object)):
                    return iri
        raise


class _progress:  # noqa: N801 (used as a function)
    """A bar on the terminal's error stream; nothing in a pipe."""

    def __init__(self, steps: int) -> None:
        self.bar = None
        if sys.stderr.isatty():
            from tqdm import tqdm  # costs a start what only a terminal needs

            self.bar = tqdm(total=steps, desc="validating", file=sys.stderr, leave=False)

    def __call__(self, step: str) -> None:
        if self.bar is None:
            return
        self.bar.set_postfix_str(escapes.line(step))
        self.bar.update()
        if self.bar.n == self.bar.total:
            self.bar.close()
