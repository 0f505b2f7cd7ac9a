"""Python sources as trees, for whoever reads our own code: the check of words, the tests of the house."""

from __future__ import annotations

import ast
import gc


def parsed(source: str) -> ast.Module:
    """The tree of a Python source, made while the collector rests.

    CPython 3.11 counts the depth of a tree wrongly when the collector runs in the middle of it, and gives up with
    SystemError ("AST constructor recursion depth mismatch"): rare, and only where very many objects live.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        return ast.parse(source)
    finally:
        if was_collecting:
            gc.enable()
