"""Sealing a long stream with a key: AES-256-GCM in pieces, so that any cut, swap or change is noticed.

Every file has its own key (HKDF of the home's key and a random salt), so nonces never meet twice. A piece's
nonce holds its number and whether it is the last one (the STREAM construction of Hoang, Reyhanitabar, Rogaway
and Vizár). The home's key is 16 random bytes; on paper it is six groups of five letters and digits that catch
a misreading.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import struct
from pathlib import Path
from typing import IO, Any

MAGIC = b"JAVONSEALED1"
PIECE = 256 * 1024
TAG = 16
SALT = 32
KEY_BYTES = 16
# Crockford's alphabet: no I, L, O, U, which people misread.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_BITS = 22  # 128 bits of key + 22 = 150 = 30 letters


class WrongKey(Exception):
    """The key is missing, mistyped, or not the one that sealed the file."""


# --- the key and its paper form -----------------------------------------------------------------------------


def new_key(path: Path) -> str:
    """Make a key at `path`, readable by its owner only; answers the recovery code for paper."""
    key = secrets.token_bytes(KEY_BYTES)
    keep_key(path, key)
    return code_of(key)


def keep_key(path: Path, key: bytes) -> None:
    """Write `key` to `path`. Refuses to replace a key that is there."""
    with open(path, "x", encoding="ascii", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(code_of(key) + "\n")


def read_key(path: Path) -> bytes | None:
    """The key kept at `path`; None when no key was ever set."""
    try:
        return key_of(path.read_text("ascii"))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise WrongKey(f"{path} holds no key") from None


def code_of(key: bytes) -> str:
    """The key as people write it on paper: ABCDE-12345-…, six groups."""
    number = int.from_bytes(key, "big") << CHECK_BITS | _check(key)
    letters = "".join(LETTERS[number >> shift & 31] for shift in range(145, -1, -5))
    return "-".join(letters[start : start + 5] for start in range(0, 30, 5))


def key_of(code: str) -> bytes:
    """The key that a person typed from paper. Raises :class:`WrongKey` when a letter is wrong."""
    typed = "".join(code.split()).replace("-", "").upper().translate(str.maketrans("ILO", "110"))
    if len(typed) != 30 or any(letter not in LETTERS for letter in typed):
        raise WrongKey("the recovery code has six groups of five letters and digits")
    number = 0
    for letter in typed:
        number = number << 5 | LETTERS.index(letter)
    key = (number >> CHECK_BITS).to_bytes(KEY_BYTES, "big")
    if number & (1 << CHECK_BITS) - 1 != _check(key):
        raise WrongKey("the recovery code has a mistyped letter")
    return key


def _check(key: bytes) -> int:
    return int.from_bytes(hashlib.sha256(b"javon recovery code" + key).digest()[:4], "big") >> (
        32 - CHECK_BITS
    )


# --- the stream ---------------------------------------------------------------------------------------------


def _cipher(key: bytes, salt: bytes) -> Any:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return AESGCM(HKDF(hashes.SHA256(), 32, salt, b"javon backup").derive(key))


def _nonce(number: int, last: bool) -> bytes:
    return struct.pack(">3xQB", number, last)


def is_sealed(file: IO[bytes]) -> bool:
    """Does the file begin as a sealed one? The position stays."""
    start = file.read(len(MAGIC))
    file.seek(-len(start), io.SEEK_CUR)
    return start == MAGIC


class Writer(io.RawIOBase):
    """What is written here comes out sealed in `target`; closing writes the last piece."""

    def __init__(self, target: IO[bytes], key: bytes) -> None:
        self.target, self.waiting, self.number = target, bytearray(), 0
        salt = secrets.token_bytes(SALT)
        self.cipher = _cipher(key, salt)
        target.write(MAGIC + salt)

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, piece: Any) -> int:
        """Take bytes; whole pieces go out."""
        self.waiting += piece
        while len(self.waiting) > PIECE:
            self._put(bytes(self.waiting[:PIECE]), last=False)
            del self.waiting[:PIECE]
        return len(piece)

    def _put(self, plain: bytes, *, last: bool) -> None:
        self.target.write(self.cipher.encrypt(_nonce(self.number, last), plain, MAGIC))
        self.number += 1

    def __exit__(self, *problem: Any) -> None:
        # After an error the last seal must be missing: the file is not whole and shall not look so.
        if problem[0] is None:
            self.close()
        else:
            super().close()

    def close(self) -> None:
        """Write the last piece, which says that it is the last."""
        if not self.closed:
            self._put(bytes(self.waiting), last=True)
            super().close()


class Reader(io.RawIOBase):
    """The plain bytes of a sealed file. Raises :class:`WrongKey` at once, ValueError where the file was
    altered.
    """

    def __init__(self, source: IO[bytes], key: bytes | None) -> None:
        if key is None:
            raise WrongKey("the backup is encrypted; give the recovery code with --recovery-code")
        self.source, self.number, self.plain, self.done = source, 0, b"", False
        source.read(len(MAGIC))
        self.cipher = _cipher(key, source.read(SALT))
        self.next = source.read(PIECE + TAG)

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` with plain bytes; 0 at the end."""
        while not self.plain and not self.done:
            self._open_piece()
        piece = self.plain[: len(buffer)]
        buffer[: len(piece)] = piece
        self.plain = self.plain[len(piece) :]
        return len(piece)

    def _open_piece(self) -> None:
        from cryptography.exceptions import InvalidTag

        piece, self.next = self.next, self.source.read(PIECE + TAG)
        self.done = not self.next
        try:
            self.plain = self.cipher.decrypt(_nonce(self.number, self.done), piece, MAGIC)
        except InvalidTag:
            if self.number == 0:
                raise WrongKey(
                    "the key is not the one that sealed this backup, or its beginning was altered"
                ) from None
            raise ValueError("a sealed piece was cut or altered") from None
        self.number += 1
