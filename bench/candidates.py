"""Precision and recall of candidate statements, a kind each, against what was stated of a document.

    python bench/candidates.py [--language-of DOCUMENT] [DOCUMENT ...]

Needs the texts (FOEDERIS_SOURCES). A sentence counts for a kind when a statement of that kind stands in its graph. Also
told: how many of a document's passages the proposed layout cuts as its own layout does; and what is left when the cues
are weeded on the other documents of the language, this one held out.
"""

import sys
from collections import Counter
from pathlib import Path

import pyoxigraph as ox

from foederis import sources
from foederis.kit.candidates import Candidate, candidates
from foederis.kit.layouts import propose
from foederis.kit.tables import KINDS
from foederis.namespaces import FOED, RDF
from foederis.sources.normalise import digest, normalise
from foederis.sources.segment import cut

KIND_OF = {
    "CommitmentStatement": "commitment",
    "Intention": "commitment",
    "Position": "position",
    "Preference": "position",
    "Proposal": "proposal",
    "Recommendation": "proposal",
    "RecommendationPart": "proposal",
    "Expectation": "expectation",
}


def truth(document: str) -> dict[str, set[str]]:
    """Return the kinds of the statements of each sentence that has a graph."""
    found: dict[str, set[str]] = {}
    for path in sorted((sources.folder(document) / "statements").glob("*.trig")):
        for quad in ox.parse(path=path, format=ox.RdfFormat.TRIG):
            mine = found.setdefault(quad.graph_name.value.rsplit("/", 1)[-1], set())
            value = getattr(quad.object, "value", "")
            if quad.predicate.value == RDF + "type":
                mine |= {KIND_OF[name] for name in [value.removeprefix(FOED)] if name in KIND_OF}
            elif quad.predicate.value == FOED + "polarity" and value.endswith("/denied"):
                mine.add("denial")
            elif quad.predicate.value == FOED + "reportedBy":
                mine.add("reported")
    return found


LEAST, SHARE = 3, 1 / 3
"""A cue is weeded that shows its kind in fewer than `SHARE` of at least `LEAST` sentences of the other documents."""


def weeded(found: list[Candidate], others: list[tuple[dict[str, set[str]], list[Candidate]]]) -> list[Candidate]:
    """Return candidates without those that only cues show which are seldom right in other documents."""
    fires: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for real, theirs in others:
        for one in theirs:
            for cue in {cue.casefold() for cue in one.cues}:
                fires[one.kind, cue] += 1
                right[one.kind, cue] += one.kind in real[one.locator]
    poor = {key for key, times in fires.items() if times >= LEAST and right[key] < SHARE * times}
    return [one for one in found if any((one.kind, cue.casefold()) not in poor for cue in one.cues)]


def row(name: str, real: set[str], told: set[str]) -> str:
    """Return a row of the table."""
    both = len(real & told)
    precision = f"{both / len(told):.2f}" if told else "-"
    recall = f"{both / len(real):.2f}" if real else "-"
    return f"| {name} | {len(real)} | {len(told)} | {precision} | {recall} |"


def main(names: list[str]) -> None:
    """Print the tables."""
    held = {one.document: one for one in sources.held()}
    spoken = {name: sources.layout_of(name).language for name in held}
    reals = {name: truth(name) for name in held}
    told_of = {name: proposed_of(held[name], reals[name], spoken[name]) for name in held}
    for document in names or sorted(held):
        if document not in held:
            print(f"{document}: its text is not here\n")
            continue
        layout = sources.layout_of(document)
        text = Path(held[document].path).read_text(encoding="utf-8")
        proposed = propose(text, document, layout.language).layout
        own = Counter(one.digest for one in sources.read_skeleton(document).sentences)
        cuts = [one.text for one in cut(text, proposed)[0]]
        made = Counter(digest(normalise(one).text) for one in cuts)
        same = sum((own & made).values())
        print(
            f"**{document}** ({layout.language}); proposed layout cuts {same} of {own.total()} passages "
            f"as its own does ({same / own.total():.1%})"
        )
        real = reals[document]
        if not real:
            print("no statements yet\n")
            continue
        print(f"{len(real)} sentences\n\n| kind | stated | candidates | precision | recall |\n|---|---|---|---|---|")
        proposals = told_of[document]
        every_real, every_told = set(), set()
        for kind in KINDS:
            mine = {locator for locator, kinds in real.items() if kind in kinds}
            told = {one.locator for one in proposals if one.kind == kind}
            every_real |= mine
            every_told |= told
            print(row(kind, mine, told))
        print(row("**any candidate**", every_real, every_told))
        others = [name for name in held if name != document and spoken[name] == spoken[document] and reals[name]]
        left = weeded(proposals, [(reals[name], told_of[name]) for name in others])
        if others:
            print(row("any, weeded on the others", every_real, {one.locator for one in left}))
        print()


def proposed_of(held: sources.Held, real: dict[str, set[str]], language: str) -> list[Candidate]:
    """Return the candidates of the sentences of a document that were stated."""
    return candidates([(p.locator, p.words) for p in held.alignment.passages if p.locator in real], language)


if __name__ == "__main__":
    main(sys.argv[1:])
