"""Trying an office's template before it is kept: every paper it sets is made of invented content, and read back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hipdesk.kernel import paths
from hipdesk.kernel.errors import HipDeskError, Stopped
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.logo import NO_LOGO, LogoView
from hipdesk.model.templates import TEMPLATES, checked_text, shipped_text, template_kind
from hipdesk.papers.furniture import OfficeLook
from hipdesk.papers.press import Press, PressDied

_HOME = "hipdesk.papers.press.typesetting"
_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class TriedTemplate:
    """What trying gave: the papers of invented content as PDF by template, and one sentence when it cannot be used."""

    papers: tuple[tuple[str, bytes], ...]
    fault: str = ""


def try_template(
    press: Press, name: str, text: str, logo: LogoView = NO_LOGO, progress: Progress = SILENT
) -> TriedTemplate:
    """Set every paper of a template with ``text``; the fault may quote the invented content, never a case.

    Raises Stopped when cancelled; Refused for a text that cannot be a template.
    """
    look = OfficeLook(logo=logo.png, logo_words=logo.words)
    text = checked_text(text)
    own = {} if text == shipped_text(name) else {name: text}
    made: list[tuple[str, bytes]] = []
    for place, template in enumerate(template_kind(name).sets):
        progress.step(place, len(TEMPLATES[name].sets), "Trying the template")
        sample = _sample(template)
        asked = {"template": template, "content": sample["content"], "own": own}
        try:
            paper = press.run(
                f"{_HOME}:typeset", seconds=_SECONDS, progress=progress, made_at=sample["made_at"],
                logo=look.logo_content(), **asked,
            )  # fmt: skip
        except Stopped:
            raise
        except PressDied:
            return TriedTemplate(tuple(made), "Setting it took too long or too much memory, and was stopped.")
        except HipDeskError as error:
            words = press.run(f"{_HOME}:explain", seconds=_SECONDS, progress=progress, **asked)
            return TriedTemplate(tuple(made), str(words) or error.what)
        if isinstance(paper, bytes):
            made.append((template, paper))
    return TriedTemplate(tuple(made))


def _sample(template: str) -> Mapping[str, Any]:
    """Invented content of a template's paper, and its moment."""
    found: Mapping[str, Any] = json.loads((paths.resources() / "samples" / f"{template}.json").read_text("utf-8"))
    return found
