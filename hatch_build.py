"""Ship the content rooms inside the wheel, where `foederis.rooms` looks first, and the scripts of pages if built."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOMS = ("ontology", "graph", "queries", "validate")
SCRIPTS = (
    "foederis/export/web/dist",
    "foederis/site/web/dist",
)  # built by `make web`; git, hence hatch, leaves them out


class RoomsBuildHook(BuildHookInterface[Any]):
    """Map every file of the four rooms to `foederis/_rooms/` in a standard wheel.

    An editable wheel gets none: there the rooms are read where they lie, beside the package,
    so that no stale copy can be looked at first.
    """

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the rooms to `force_include` of a standard wheel build; the scripts to that of any but an editable."""
        for folder in SCRIPTS if version != "editable" else ():
            for path in sorted((Path(self.root) / folder).glob("*.js")):
                build_data["force_include"][str(path)] = f"{folder}/{path.name}"
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        for room in ROOMS:
            for path in sorted((root / room).rglob("*")):
                if path.is_file():
                    relative = path.relative_to(root).as_posix()
                    build_data["force_include"][str(path)] = f"foederis/_rooms/{relative}"
