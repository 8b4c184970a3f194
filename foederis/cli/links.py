"""`foederis links`: the link sets and what has none; `--check` and `--copies`: whether each target is there."""

import argparse
from dataclasses import asdict
from pathlib import Path

from foederis import escapes, graph
from foederis.cli.output import emit, tell
from foederis.errors import NothingFound


def links(options: argparse.Namespace) -> int:
    """Print the link sets and what has no link; with `--check` or `--copies`, see whether each target is there."""
    if options.check:
        return _check(options)
    if options.copies:
        return _copies(options)
    from foederis.links import sets

    found = sets.told(options.lang)
    _emit(found, sets.text(found), options)
    return 0


def _check(options: argparse.Namespace) -> int:
    """Ask every target of the link sets, print what does not answer as it should."""
    from foederis.links import check

    found = check.check(check.targets(), graph.cache_folder() / "links.json")
    wrong = [one for one in found if one.outcome != "there"]
    rows = [{key: value for key, value in asdict(one).items() if key not in ("etag", "modified")} for one in found]
    lines = [
        f"{one.outcome:8} {one.status or '-':3}  {one.target}{' -> ' * bool(one.to)}{one.to[:300]}"
        f"{f' ({one.why})' if one.why else ''}"
        for one in wrong
    ]
    _emit(rows, "\n".join(lines or [f"All {len(found)} targets answer."]) + "\n", options)
    if wrong:
        raise NothingFound(
            f"{len(wrong)} of {len(found)} targets did not answer as they should",
            remedy="Look at each before you change a link (a refusal may pass); run the check again to ask those anew.",
        )
    return 0


def _copies(options: argparse.Namespace) -> int:
    """Print what copies of the tables confirm, then each link that they do not."""
    from foederis.links import copies

    rows = copies.links(options.lang)
    found = copies.compare(rows, copies.read(Path(options.copies), rows))
    wrong = [one for one in found if one.outcome in ("missing", "ended")]
    _emit([vars(one) for one in found], copies.text(found, wrong), options)
    if wrong:
        raise NothingFound(
            f"{len(wrong)} of {len(found)} links lead to what is missing from a copy or ended there",
            str(options.copies),
            "See whether the copy is whole and newer than the link; then mend the link, or add it to refused.trig.",
        )
    return 0


def _emit(found: object, text: str, options: argparse.Namespace) -> None:
    if options.format == "json":
        emit(escapes.as_json(found), options.output)
    else:
        tell(text, options.output)
