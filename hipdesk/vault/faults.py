"""What can go wrong with a vault, each as its own error with a plain sentence. No keys, codes, names or paths."""

from hipdesk.kernel.errors import EnvironmentFault, HipDeskError, InUse, Refused


class VaultError(HipDeskError):
    """A vault that cannot be opened or trusted."""


class VaultMissing(VaultError):
    """There is no vault in the folder."""

    def __init__(self) -> None:
        super().__init__("There is no vault in this folder.", to_do="Choose the folder whose name ends in .hipdesk.")


class VaultUnfinished(VaultError):
    """The program was ended while it made this vault; nothing was ever recorded in it."""

    def __init__(self) -> None:
        super().__init__(
            "The making of this vault was interrupted before it was finished.",
            kept="It holds no records.",
            to_do="Remove its folder, then make the vault again.",
        )


class VaultExists(Refused):
    """Something is already where a new vault should go."""

    def __init__(self) -> None:
        super().__init__(
            "There is already something at this place.",
            kept="Nothing was changed.",
            to_do="Choose another name for the new vault.",
        )


class VaultDamaged(VaultError):
    """The header is cut short, malformed or its checksum is wrong: an accident, told apart from a wrong passphrase."""

    def __init__(self, what: str = "The vault’s key file (vault.json) is damaged.") -> None:
        super().__init__(
            what, kept="The records themselves were not touched.", to_do="Restore the vault from its newest backup."
        )


class VaultTampered(VaultError):
    """The header is well formed, but was changed by someone who does not hold the keys."""

    def __init__(self, what: str = "The vault’s key file (vault.json) was changed outside HIP Desk.") -> None:
        super().__init__(
            what,
            kept="The records themselves were not touched.",
            to_do="Do not use this copy. Restore the vault from a backup, and tell whoever looks after security.",
        )


class KeyCostRefused(VaultTampered):
    """A slot asks for a key derivation that is too weak to be ours, or so heavy that it would stop the computer."""

    def __init__(self) -> None:
        super().__init__("The vault’s key file (vault.json) asks for a key derivation that HIP Desk never uses.")


class VaultTooNew(VaultError):
    """Written by a newer HIP Desk whose format this one does not know."""

    def __init__(self) -> None:
        super().__init__(
            "This vault was written by a newer version of HIP Desk.",
            kept="Nothing was changed.",
            to_do="Install the newer version, then open the vault with it.",
        )


class NotOpened(VaultError):
    """The secret given opens no slot. ``wait_seconds`` is how long to wait before the next try."""

    def __init__(self, what: str, *, wait_seconds: int = 0) -> None:
        super().__init__(what)
        self.wait_seconds = wait_seconds


class WrongPassphrase(NotOpened):
    """One sentence, and nothing about which part was wrong."""

    def __init__(self, *, wait_seconds: int = 0) -> None:
        super().__init__("That passphrase does not open this vault.", wait_seconds=wait_seconds)


class WrongRecoveryCode(NotOpened):
    """The code is well formed but is not this vault's, or no longer."""

    def __init__(self, *, wait_seconds: int = 0) -> None:
        super().__init__("That recovery code does not open this vault.", wait_seconds=wait_seconds)


class RecoveryCodeMistyped(Refused):
    """The code's checksum fails. ``groups`` are those to look at again, 1 to 9; empty when it cannot be told."""

    def __init__(self, what: str, groups: tuple[int, ...]) -> None:
        super().__init__(what, to_do="Compare with the sheet and type it again.")
        self.groups = groups


class VaultInUse(InUse):
    """Another window, or another copy of the program, has the vault open."""

    def __init__(self, since: str = "") -> None:
        super().__init__(f"This vault is open in another window{f' since {since}' if since else ''}.")
        self.to_do = "Close the other window, then try again."


class KeysForgotten(VaultError):
    """The vault was locked: its keys are gone from memory."""

    def __init__(self) -> None:
        super().__init__("The vault is locked.", kept="Everything saved is safe.", to_do="Unlock it to go on.")


class AttachmentDamaged(VaultError):
    """An attachment's bytes were changed, cut short, swapped, or do not belong to their key."""

    def __init__(self, what: str = "This attachment is damaged and cannot be shown.") -> None:
        super().__init__(what, kept="Everything else is whole.", to_do="Restore the attachment from a backup.")


class AttachmentMissing(AttachmentDamaged):
    """An attachment's file is not there."""

    def __init__(self) -> None:
        super().__init__("This attachment’s file is missing from the vault.")


class PassphraseRefused(Refused):
    """A passphrase under the floor; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, to_do="Choose another, or let HIP Desk choose four words.")


class SlotRefused(Refused):
    """A change of slots that would leave the vault without a way in, or names a slot that is not there."""


class PlaceRefused(Refused):
    """A folder where a vault may not live. ``kind``: network, synchronised, removable or not_allowed."""

    def __init__(self, kind: str, what: str) -> None:
        remedy = "Keep the vault on this computer’s own disk, and send backups to the share."
        super().__init__(what, kept="Nothing was changed.", to_do=remedy)
        self.kind = kind


class SelfTestFailed(EnvironmentFault):
    """A cryptographic primitive gave a wrong answer on this computer: no vault may be touched."""

    def __init__(self, primitive: str) -> None:
        super().__init__(
            f"The cryptography self-test failed ({primitive}).",
            kept="No vault was touched.",
            to_do="Do not use HIP Desk on this computer. Install it again, and tell whoever looks after it.",
        )


class NotEnoughMemory(EnvironmentFault):
    """The key derivation needs more memory than is free."""

    def __init__(self) -> None:
        super().__init__(
            "There is not enough free memory to open the vault.",
            kept="Nothing was changed.",
            to_do="Close other programs and try again.",
        )
