"""A computer made up for a test: it answers what ``hipdesk.vault.places`` asks, on any platform."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath, PurePosixPath

ROOT = "22 1 254:0 / / rw,relatime - ext4 /dev/sda1 rw"


@dataclass
class FakeComputer:
    """Answers from fields; nothing is asked of the real machine."""

    platform: str = "linux"
    environment: Mapping[str, str] = field(default_factory=dict)
    home: PurePath = field(default_factory=lambda: PurePosixPath("/home/marta"))
    links: Mapping[str, str] = field(default_factory=dict)
    mount_lines: tuple[str, ...] = (ROOT,)
    removable: frozenset[str] = frozenset()
    drives: Mapping[str, int] = field(default_factory=dict)
    marked: Mapping[str, int] = field(default_factory=dict)
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def real(self, path: PurePath) -> PurePath:
        for link, target in self.links.items():
            if path == type(path)(link) or type(path)(link) in path.parents:
                return type(path)(target) / path.relative_to(link)
        return path

    def mounts(self) -> str:
        return "\n".join(self.mount_lines)

    def is_removable(self, source: str) -> bool:
        return source in self.removable

    def drive_type(self, root: str) -> int:
        return self.drives.get(root, 3)

    def attributes(self, path: PurePath) -> int:
        return self.marked.get(str(path), 0x10)

    def names(self, folder: PurePath) -> frozenset[str]:
        return frozenset(self.listed.get(str(folder), ()))

    def text(self, path: PurePath) -> str:
        return self.texts.get(str(path), "")
