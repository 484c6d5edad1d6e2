"""Putting the office's own templates together with the shipped ones, inside the press, as one source.

A shipped body (``bodies/agenda.typ``) that the office changed is set in where it would have been imported, so that the
pack and the paper alone show the same; each line remembers which template it came from.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hipdesk.kernel import paths

_BODY = re.compile(r"#import \"/?bodies/([a-z-]+)\.typ\": *[a-z-]+ *")


@dataclass(frozen=True, slots=True)
class Composed:
    """The source to set, and for each of its lines the office's template and line it came from ("": a shipped one)."""

    source: str
    origins: tuple[tuple[str, int], ...]

    def origin(self, line: int) -> tuple[str, int]:
        """Template and line, both from 1, of a line of the source; ("", 0) when it is a shipped one."""
        return self.origins[line - 1] if 0 < line <= len(self.origins) else ("", 0)


def composed(template: str, own: Mapping[str, str]) -> Composed:
    """The source of a paper's template with the office's own copies in place of the shipped ones."""
    bodies = {path.stem for path in (paths.resources() / "templates" / "bodies").glob("*.typ")}
    main = "" if template in bodies else own.get(template, "")
    text = main or (paths.resources() / "templates" / f"{template}.typ").read_text("utf-8")
    lines: list[str] = []
    origins: list[tuple[str, int]] = []
    for number, line in enumerate(text.split("\n"), 1):
        found = _BODY.fullmatch(line)
        if found and found.group(1) in own:
            body = own[found.group(1)].split("\n")
            lines += body
            origins += [(found.group(1), at) for at in range(1, len(body) + 1)]
        else:
            lines.append(line)
            origins.append((template if main else "", number if main else 0))
    return Composed("\n".join(lines), tuple(origins))
