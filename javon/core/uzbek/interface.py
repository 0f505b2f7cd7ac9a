"""Interface strings from Latin into Cyrillic: everything a program reads inside them stays as it is."""

from __future__ import annotations

import re
from typing import Final

from javon.core.uzbek.transliteration import to_cyrillic
from javon.core.uzbek.typing_habits import ADDRESSES

_FOR_PROGRAMS: Final = re.compile(
    "|".join(
        (
            r"%\(\w+\)[#0 +-]*[0-9]*(?:\.[0-9]+)?[a-zA-Z]",  # %(name)s
            r"%[sdif%]",
            r"\{\{.*?\}\}",  # a template's variable
            r"\{%.*?%\}",
            r"\{[^{}\s]*\}",  # {name}
            r"<(code|kbd|pre|samp|var)\b[^<>]*>.*?</\1>",
            r"</?[a-zA-Z!][^<>]*>",
            r"&#?\w{1,31};",
            r"«?(?:\*|[\w~-]*[\w/\\.-]*\w)?\.(?:mrc|mrk|iso|xml|csv|xlsx|xls|json|txt|tsv|zip|pdf|png|jpe?g|svg|sqlite3|"
            r"db|py|html|css|js|po|mo|toml|ini|cfg|log|env|gz|tar|ris|bib|crt|pem)\b",
            r"(?<!\w)--?[a-z][a-z0-9-]*(?:=\S+)?",  # --dry-run
            r"(?<!\w)[~.]?/[\w./-]+",  # /catalogue/
            r"\b\w*_\w*\b",  # JAVON_HOME
            r"«javon [a-z]+(?: [a-z]+)?»",  # a command, never the shelf
            r"\b(?:Ctrl|Alt|Shift|Cmd)\+\w+",
            ADDRESSES.pattern,
        )
    ),
    re.IGNORECASE | re.DOTALL,
)


def translate_po(text: str) -> str:
    """One uz string of a .po file in Cyrillic.

    Kept: %(name)s, %d, {name}, {{ name }}, HTML tags and entities, <code> and <kbd> with what they hold, text
    between backticks, addresses, paths, file names, command options, key names and the Latin abbreviations of
    data/latin_words.tsv.
    """
    written, place = [], 0
    for kept in _FOR_PROGRAMS.finditer(text):
        written += [to_cyrillic(text[place : kept.start()]), kept.group()]
        place = kept.end()
    return "".join([*written, to_cyrillic(text[place:])])
