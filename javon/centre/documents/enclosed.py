"""What another room encloses in a paper: its lists, who signs it by hand, where it was looked at. Dossier 2.10.

An act of the stock is a few sentences and a list of hundreds of copies. The list is no text: nobody types it, it is
made from facts, frozen with the text, part of the hash, and printed as tables. It is kept in ``Version.enclosed`` as
plain JSON, in the shape of :meth:`Enclosed.to_json`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from javon.core.papers import Annex, Column, Signature, Stamp, Table

Write = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Annexes of tables, the people who sign with the pen, and the body that looked at it before (upper left)."""

    annexes: tuple[Annex, ...] = ()  # their bodies hold tables only
    signers: tuple[Signature, ...] = ()
    reviewed: tuple[str, str] = ("", "")  # the word of the block, and who, when, by which minutes

    def to_json(self) -> dict[str, Any]:
        """Plain lists and texts, the same for the same content."""
        return {
            "annexes": [
                {
                    "title": annex.title,
                    "tables": [_packed(table) for table in annex.body if isinstance(table, Table)],
                }
                for annex in self.annexes
            ],
            "signers": [[one.office, one.name] for one in self.signers],
            "reviewed": list(self.reviewed),
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any], write: Write = str, label: str = "") -> Enclosed:
        """What was kept, each text passed through `write`; `label` goes to the corner of every annex."""
        if not kept:
            return cls()
        return cls(
            tuple(
                Annex(
                    tuple(_unpacked(table, write) for table in annex["tables"]),
                    write(annex["title"]),
                    write(label),
                )
                for annex in kept["annexes"]
            ),
            tuple(Signature(write(office), write(name)) for office, name in kept["signers"]),
            (write(kept["reviewed"][0]), write(kept["reviewed"][1])),
        )

    @property
    def stamp(self) -> Stamp | None:
        """The block in the upper left corner."""
        word, text = self.reviewed
        return Stamp(text, "", seal=False, unsigned=True, word=word) if word else None


def _packed(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": [[column.title, column.align] for column in table.columns],
        "rows": [list(row) for row in table.rows],
        "total": list(table.total),
    }


def _unpacked(kept: dict[str, Any], write: Write) -> Table:
    return Table(
        tuple(Column(write(title), align) for title, align in kept["columns"]),
        tuple(tuple(write(cell) for cell in row) for row in kept["rows"]),
        write(kept["caption"]),
        tuple(write(cell) for cell in kept["total"]),
    )
