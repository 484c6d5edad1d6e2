"""What every command shares: frozen, cleaned text of a limited length, and silence about what was typed."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from hipdesk.kernel.text import clean, one_line

Unanswered = Literal["not_known", "not_asked", "declined"]
Answers = dict[str, Unanswered]
"""Field to the reason why it has no answer: three answers, never one."""


def _trimmed(text: str) -> str:
    return clean(text).strip()


Line = Annotated[str, AfterValidator(one_line), Field(max_length=500)]
"""One line of text, cleaned, at most 500 characters."""

Text = Annotated[str, AfterValidator(_trimmed), Field(max_length=100_000)]
"""Text of several lines, cleaned, at most 100,000 characters."""

Code = Annotated[str, Field(max_length=40, pattern=r"^[A-Za-z0-9_+\-]+$")]
"""A code of one of the office's lists."""

Key = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
"""The key of a record."""


class Command(BaseModel):
    """What a person asked for: frozen, nothing unexpected in it, and no input in its errors."""

    # Built when first validated: a day uses a tenth of all commands, and each keeps 20 to 100 kB.
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, extra="forbid", defer_build=True)
