"""A picture (SVG) as matplotlib writes it, in less than a third of its size: the same texts and lines.

Each look is told once, as a class; places are told to a tenth of a point; what draws nothing, groups that only number
what is in them, and a clip to the whole picture are left out.
"""

import re
from xml.etree import ElementTree as ET

_SVG = "http://www.w3.org/2000/svg"
_LINK = "http://www.w3.org/1999/xlink"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_STEP = re.compile(r"[A-Za-z]|" + _NUMBER.pattern)
_TURN = re.compile(r"rotate\((-?[\d.]+) ")
_TEXTS = [f"{{{_SVG}}}{name}" for name in ("title", "desc", "metadata", "style", "text")]
_PLACES = ("x", "y", "width", "height", "transform")
_BY = re.compile(r"<dc:title>(.*?)</dc:title>")
_PLAIN = ("stroke-dasharray: ", "stroke-dashoffset: 0")  # of a line without dashes
_ALL = "stroke-linejoin:round"  # of every element, as matplotlib has it


def lean(text: str) -> str:
    """Return a picture with less to say the same; it keeps which matplotlib drew it."""
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _LINK)
    root = ET.fromstring(text)  # noqa: S314 written by matplotlib
    by = _BY.search(text)
    for one in root.findall(f"{{{_SVG}}}metadata"):
        for child in [*one]:
            one.remove(child)
        one.text = by[1] if by else ""
    box = (root.get("viewBox") or "").split()[2:]
    whole = {
        f"url(#{clip.get('id')})"
        for clip in root.iter(f"{{{_SVG}}}clipPath")
        if [(one.get("width"), one.get("height")) for one in clip] == [tuple(box)]
    }
    _inside(root, whole, 1)
    rules = _classes(root)
    style = root.find(f"{{{_SVG}}}defs/{{{_SVG}}}style")
    if style is not None:
        style.attrib.clear()
        style.text = f"*{{{_ALL}}}{''.join(f'.{name}{{{rule}}}' for rule, name in rules.items())}"
    return f"{ET.tostring(root, encoding='unicode')}\n"


def _inside(parent: ET.Element, whole: set[str], places: int) -> None:
    """Make lean what is in an element: children that draw nothing go, those that only hold others give way to them."""
    places = 2 if parent.tag == f"{{{_SVG}}}defs" else places  # marks are small
    kept: list[ET.Element] = []
    for child in parent:
        if child.get("clip-path") in whole:
            del child.attrib["clip-path"]
        _placed(child, places)
        if child.tag not in _TEXTS:
            _inside(child, whole, places)
        name = child.tag.removeprefix(f"{{{_SVG}}}")
        if name == "g" and not (child.attrib.keys() - {"id"}):
            kept += child
        elif name == "path" and len(_STEP.findall(child.get("d", ""))) <= 3 and "id" not in child.attrib:
            continue  # one point, and no line from it
        elif (name in ("defs", "g") and not len(child)) or (name == "clipPath" and f"url(#{child.get('id')})" in whole):
            continue
        else:
            kept.append(child)
    parent.text = "\n" if kept else None
    for child in [*parent]:
        parent.remove(child)
    for child in kept:
        child.tail = "\n"
        parent.append(child)


def _placed(one: ET.Element, places: int) -> None:
    """Round the places of an element, and leave out a turn by nothing."""
    if "d" in one.attrib:
        one.set("d", _path(one.get("d", ""), places))
    turn = _TURN.match(one.get("transform", ""))
    if turn and not float(turn[1]):
        del one.attrib["transform"]
    for name in _PLACES:
        if name in one.attrib and one.tag != f"{{{_SVG}}}svg":
            one.set(name, _NUMBER.sub(lambda found: _rounded(found[0], places), one.get(name, "")))


def _path(text: str, places: int) -> str:
    told = ""
    for step in _STEP.findall(text):
        if step.isalpha():
            told += step
        else:
            number = _rounded(step, places)
            told += number if not told or told[-1].isalpha() or number.startswith("-") else f" {number}"
    return told


def _rounded(text: str, places: int) -> str:
    found = f"{float(text):.{places}f}".rstrip("0").rstrip(".")
    return "0" if found in ("-0", "") else found


def _classes(root: ET.Element) -> dict[str, str]:
    """Put a class in the place of each style, and return the rules by what they say, each with its name."""
    rules: dict[str, str] = {}
    for one in root.iter():
        if "style" in one.attrib and one.tag != f"{{{_SVG}}}svg":
            parts = [part.strip() for part in one.attrib.pop("style").split(";")]
            told = [part for part in parts if part and part not in _plain(parts)]
            rule = ";".join(re.sub(r"\s*([:,])\s*", r"\1", part) for part in told)
            if rule:
                one.set("class", rules.setdefault(rule, f"c{len(rules)}"))
    return rules


def _plain(parts: list[str]) -> tuple[str, ...]:
    """Return what a style says of a line without dashes, where it is one."""
    return tuple(one.strip() for one in _PLAIN) if _PLAIN[0].strip() in parts else ()
