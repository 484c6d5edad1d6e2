"""A password on a finished PDF: AES-256, revision 6, screen readers still allowed. Done here, not in the press."""

import io
import secrets

import pikepdf

from hipdesk.kernel.errors import Refused

SHORTEST = 12


def encrypted(pdf: bytes, password: str) -> bytes:
    """The same PDF opened only with ``password``; Refused when that is shorter than 12 characters.

    Never the same bytes twice: the salts are fresh, and so is the owner's password, which nobody keeps.
    """
    if len(password) < SHORTEST:
        raise Refused(
            f"The password has fewer than {SHORTEST} characters.",
            kept="Nothing was made.",
            to_do="Choose a longer one.",
        )
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        out = io.BytesIO()
        opened.save(
            out,
            encryption=pikepdf.Encryption(
                user=password,
                owner=secrets.token_urlsafe(32),
                R=6,
                aes=True,
                metadata=True,
                allow=pikepdf.Permissions(accessibility=True),
            ),
        )
        return out.getvalue()
