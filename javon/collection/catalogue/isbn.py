"""ISBN: ten digits and thirteen are one number; a mistyped one is found by search but never matched on."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[0-9][0-9Xx\-–— ]{7,20}")
_NOT_DIGITS = str.maketrans("", "", "-–— ")


def digits_of(text: str) -> str:
    """The digits (and X) with which `text` begins, without hyphens and spaces: "978-9943-00 (muqovali)" and
    the like.
    """
    found = _NUMBER.search(text)
    return found.group().translate(_NOT_DIGITS).upper() if found else ""


def is_isbn10(number: str) -> bool:
    """Whether ten characters are an ISBN-10 with a sound check digit."""
    if len(number) != 10 or not number[:9].isdecimal() or not (number[9].isdecimal() or number[9] == "X"):
        return False
    total = sum((10 - place) * int(digit) for place, digit in enumerate(number[:9]))
    return (total + (10 if number[9] == "X" else int(number[9]))) % 11 == 0


def check_digit_13(first_twelve: str) -> str:
    """The thirteenth digit of an EAN-13."""
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(first_twelve)) % 10)


def isbn13(text: str) -> str:
    """The ISBN in thirteen digits, or "" when there is none or its check digit does not fit."""
    number = digits_of(text)
    if len(number) > 13 and number[:13].isdecimal():
        number = number[:13]  # a price or year glued on after a space
    elif len(number) in {11, 12}:
        number = number[:10]
    if len(number) == 13 and number.isdecimal():
        fits = number[:3] in {"978", "979"} and check_digit_13(number[:12]) == number[12]
        return number if fits else ""
    if is_isbn10(number):
        body = "978" + number[:9]
        return body + check_digit_13(body)
    return ""


def isbn10(text: str) -> str:
    """The ISBN in ten digits, as books of before 2007 have it; "" when there is none or it cannot be."""
    number = isbn13(text)
    if not number.startswith("978"):
        return ""
    body = number[3:12]
    last = -sum((10 - place) * int(digit) for place, digit in enumerate(body)) % 11
    return body + ("X" if last == 10 else str(last))
