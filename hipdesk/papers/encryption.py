"""A password on a finished file: AES-256, for PDF with screen readers still allowed. Done here, not in the press."""

import io
import secrets

from hipdesk.kernel.errors import Refused

SHORTEST = 12


def protected(content: bytes, password: str) -> bytes:
    """The same PDF, Word or Excel file opened only with ``password``; Refused when it is under 12 characters."""
    return encrypted(content, password) if content.startswith(b"%PDF") else office_encrypted(content, password)


def office_encrypted(document: bytes, password: str) -> bytes:
    """A Word or Excel file as Office encrypts it (agile, AES-256); Refused when the password is under 12 characters.

    Never the same bytes twice: the salts are fresh.
    """
    from msoffcrypto.format.ooxml import OOXMLFile

    _demand_length(password)
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(document)).encrypt(password, out)
    return out.getvalue()


def encrypted(pdf: bytes, password: str) -> bytes:
    """The same PDF opened only with ``password``; Refused when that is shorter than 12 characters.

    Never the same bytes twice: the salts are fresh, and so is the owner's password, which nobody keeps.
    """
    import pikepdf  # late: the window holds five megabytes less until a copy is encrypted

    _demand_length(password)
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


def _demand_length(password: str) -> None:
    if len(password) < SHORTEST:
        raise Refused(
            f"The password has fewer than {SHORTEST} characters.",
            kept="Nothing was made.",
            to_do="Choose a longer one.",
        )
