"""UNIMARC, RUSMARC and IRBIS fields that go to MARC 21 one to one, as a table; the others are in ``unimarc``.

Each line: source tag, target tag, indicators (``_`` blank, ``=`` as in the source), subfields
``source>target``; ``+``
means that repeated values are joined by the text in brackets into one subfield. Source: «UNIMARC to MARC 21
conversion specifications» (Library of Congress, 2001), RUSMARC in UNIMARC 2015, IRBIS64 field list.
"""

from __future__ import annotations

from typing import NamedTuple

_TABLE = """
010 020 __ a>a b>q d>c z>z
011 022 __ a>a y>y z>z
012 026 __ a>a 2>2
013 024 2_ a>a b>q d>c z>z
014 024 7_ a>a 2>2
020 015 __ b>a z>z
021 017 __ b>a z>z
022 086 __ b>a z>z
040 030 __ a>a z>z
071 028 __ a>a b>b
073 024 3_ a>a d>c z>z
101 041 =_ a>a b>k c>h d>b e>f h>e i>g j>j
102 044 __ a>c
205 250 __ a>a b>b
207 362 0_ a>a
208 254 __ a>a
211 263 __ a>a
215 300 __ a>a c>b d>c e>e
225 490 0_ a>a v>v x>x
230 256 __ a>a
300 500 __ a>a
301 500 __ a>a
302 546 __ a>a
303 500 __ a>a
304 500 __ a>a
305 500 __ a>a
306 500 __ a>a
307 500 __ a>a
308 500 __ a>a
309 500 __ a>a
310 500 __ a>a
311 580 __ a>a
312 500 __ a>a
313 500 __ a>a
314 500 __ a>a
315 515 __ a>a
316 500 __ a>a
317 561 __ a>a
318 583 __ a>a
320 504 __ a>a
321 510 0_ a>a
322 508 __ a>a
323 511 0_ a>a
324 500 __ a>a
325 533 __ a>a
326 310 __ a>a b>b
327 505 0_ a>a+( -- )
328 502 __ a>a
330 520 __ a>a
331 520 __ a>a
332 524 __ a>a
333 521 __ a>a
334 586 __ a>a
336 516 __ a>a
337 538 __ a>a
345 037 __ a>b b>a c>f d>c
500 240 10 a>a b>h h>n i>p m>l n>g q>s r>m s>n u>r v>g w>o
501 243 10 a>a
503 240 10 a>a b>k
510 246 11 a>a e>b h>n i>p
511 246 13 a>a
512 246 14 a>a e>b
513 246 15 a>a e>b
514 246 16 a>a e>b
515 246 17 a>a
516 246 18 a>a e>b
517 246 13 a>a e>b h>n i>p
518 246 13 a>a
520 247 10 a>a e>b h>n i>p x>x
530 222 _0 a>a b>b
531 210 0_ a>a b>b
532 246 13 a>a
540 246 13 a>a
541 242 10 a>a e>b h>n i>p z>y
605 630 _= a>a h>n i>p l>k m>l n>g x>x y>z z>y j>v 2>2 3>0
606 650 __ a>a j>v x>x y>z z>y 2>2 3>0
607 651 __ a>a j>v x>x y>z z>y 2>2 3>0
608 655 __ a>a j>v x>x y>z z>y 2>2 3>0
610 653 =_ a>a
620 752 __ a>a b>b c>c d>d
621 084 __ a>a
626 753 __ a>a b>b c>c
660 043 __ a>a
661 045 __ a>a
675 080 __ a>a v>2
676 082 04 a>a v>2
680 050 _4 a>a b>b
686 084 __ a>a 2>2
850 850 __ a>a
856 856 =_ u>u q>q z>z y>y s>s 2>2 3>3
951 856 4_ i>u t>y n>z
"""


class Way(NamedTuple):
    """Where one source subfield goes; ``joiner`` is set when repeated values become one subfield."""

    code: str
    joiner: str


class Rule(NamedTuple):
    """Where one source field goes."""

    target: str
    indicators: str
    ways: dict[str, Way]


def _parsed() -> dict[str, Rule]:
    rules = {}
    for line in _TABLE.strip().splitlines():
        source, target, indicators, ways = line.split(" ", 3)
        taken: dict[str, Way] = {}
        head, _, joiner = ways.partition("+(")
        for way in head.split():
            old, new = way.split(">")
            taken[old] = Way(new, joiner.rstrip(")"))
        rules[source] = Rule(target, indicators.replace("_", " "), taken)
    return rules


RULES: dict[str, Rule] = _parsed()

# IRBIS keeps subject headings in other subfields than UNIMARC does.
IRBIS_RULES: dict[str, Rule] = {
    "606": Rule("650", "  ", {"a": Way("a", ""), **{code: Way("x", "") for code in "bcd"}, "e": Way("z", ""),
    "o": Way("v", "")}),
    "607": Rule("651", "  ", {"a": Way("a", ""), **{code: Way("x", "") for code in "bcd"}, "o": Way("v",
    "")}),
    "463": Rule("773", "0 ", {"c": Way("t", ""), "j": Way("g", ""), "h": Way("g", ""), "v": Way("g", ""),
    "s": Way("g", ""), "i": Way("x", "")}),
    "215": Rule("300", "  ", {"a": Way("a", ""), "c": Way("b", ""), "d": Way("c", ""), "e": Way("e", "")}),
}  # fmt: skip

# Linking fields: the MARC 21 field that says the same (UNIMARC Manual, block 4).
LINKS: dict[str, str] = {
    "410": "830", "411": "830", "412": "787", "413": "787", "421": "770", "422": "772", "423": "777", "424":
    "787",
    "425": "787", "430": "780", "431": "780", "432": "780", "433": "780", "434": "780", "435": "780", "436":
    "780",
    "437": "780", "440": "785", "441": "785", "442": "785", "443": "785", "444": "785", "445": "785", "446":
    "785",
    "447": "785", "448": "785", "451": "775", "452": "776", "453": "767", "454": "765", "455": "787", "456":
    "776",
    "461": "773", "462": "773", "463": "773", "464": "774", "470": "787", "481": "787", "482": "787", "488":
    "787",
}  # fmt: skip

# Subfields of a linking field in the standard way and, for embedded fields, by the tag that is embedded.
LINK_SUBFIELDS: dict[str, str] = {
    "t": "t", "a": "a", "v": "g", "x": "x", "y": "z", "0": "w", "3": "w", "u": "u", "e": "b", "p": "h", "h":
    "g", "i": "g",
}  # fmt: skip
EMBEDDED: dict[str, dict[str, str]] = {
    "001": {"": "w"},
    "010": {"a": "z"},
    "011": {"a": "x"},
    "200": {"a": "t", "v": "g", "h": "g", "i": "g"},
    "205": {"a": "b"},
    "210": {"a": "d", "c": "d", "d": "d"},
    "215": {"a": "h"},
    "225": {"a": "k"},
    "500": {"a": "s"},
}

# UNIMARC relator codes (Appendix C) and the MARC codes that say the same.
RELATORS: dict[str, str] = {
    "005": "act", "010": "adp", "020": "ann", "030": "arr", "040": "art", "060": "asn", "065": "auc", "070":
    "aut",
    "072": "aqt", "075": "aft", "080": "aui", "090": "aud", "100": "ant", "110": "bnd", "120": "bdd", "160":
    "bsl",
    "170": "cll", "180": "ctg", "190": "cns", "200": "chr", "205": "clb", "210": "cmm", "212": "cwt", "220":
    "com",
    "230": "cmp", "240": "cmt", "250": "cnd", "260": "cph", "270": "crr", "273": "cur", "280": "dte", "290":
    "dto",
    "295": "dgg", "300": "drt", "305": "dis", "310": "dst", "320": "dnr", "330": "dub", "340": "edt", "350":
    "egr",
    "360": "etr", "370": "flm", "380": "frg", "390": "fmo", "400": "fnd", "410": "grt", "420": "hnr", "430":
    "ilu",
    "440": "ill", "450": "ins", "460": "ive", "470": "ivr", "480": "lbt", "490": "lse", "500": "lso", "510":
    "ltg",
    "520": "lyr", "530": "mte", "540": "mon", "545": "mus", "550": "nrt", "557": "orm", "570": "oth", "580":
    "ppm",
    "590": "prf", "595": "res", "600": "pht", "605": "pre", "610": "prt", "620": "pop", "630": "pro", "632":
    "pra",
    "633": "prd", "635": "prg", "640": "pfr", "650": "pbl", "651": "pbd", "660": "rcp", "665": "rsp", "670":
    "rce",
    "673": "rth", "675": "rev", "677": "rtm", "680": "rbr", "690": "sce", "695": "sad", "700": "scr", "705":
    "scl",
    "710": "sec", "720": "sgn", "721": "sng", "723": "spn", "725": "stn", "727": "ths", "730": "trl", "740":
    "tyd",
    "750": "tyg", "755": "voc", "760": "wde", "770": "wam",
}  # fmt: skip

# ISO 3166 country → MARC place code for 008/15-17; others are "xx ".
COUNTRIES: dict[str, str] = {
    "UZ": "uz ", "RU": "ru ", "SU": "ur ", "KZ": "kz ", "KG": "kg ", "TJ": "ta ", "TM": "tk ", "UA": "un ",
    "BY": "bw ",
    "AZ": "aj ", "AM": "ai ", "GE": "gs ", "MD": "mv ", "LT": "li ", "LV": "lv ", "EE": "er ", "AF": "af ",
    "TR": "tu ",
    "IR": "ir ", "CN": "cc ", "IN": "ii ", "PK": "pk ", "US": "xxu", "GB": "xxk", "DE": "gw ", "FR": "fr ",
    "IT": "it ",
    "ES": "sp ", "PT": "po ", "PL": "pl ", "CZ": "xr ", "SK": "xo ", "HU": "hu ", "RO": "rm ", "BG": "bu ",
    "AT": "au ",
    "CH": "sz ", "NL": "ne ", "BE": "be ", "SE": "sw ", "NO": "no ", "DK": "dk ", "FI": "fi ", "JP": "ja ",
    "KR": "ko ",
    "EG": "ua ", "SA": "su ", "CA": "xxc", "AU": "at ",
}  # fmt: skip

DATE_TYPES: dict[str, str] = {
    "a": "c", "b": "d", "c": "u", "d": "s", "e": "r", "f": "q", "g": "m", "h": "t", "i": "p", "j": "e", "u":
    "n",
}  # fmt: skip
# 100/17: whom the book is for, as 008/22 says it.
AUDIENCES: dict[str, str] = {"a": "j", "b": "a", "c": "b", "d": "c", "e": "d", "k": "e", "m": "g"}
TYPES: dict[str, str] = {"b": "t", "l": "m", "m": "o"}  # leader/06 where the two formats differ
