"""Scripts joined: what is imported stands before who imports it, once, and no two files own one name."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from javon.core.ui import staticfiles

STATIC = Path(__file__).resolve().parents[1] / "static"


@pytest.mark.parametrize("name", staticfiles.SCRIPTS)
def test_a_joined_script_imports_nothing_and_says_no_name_twice(name):
    text = staticfiles.join_modules(STATIC / name)
    assert "import {" not in text
    assert "\nexport " not in text
    repeated = [name for name, times in Counter(staticfiles.TOP_NAMES.findall(text)).items() if times > 1]
    assert repeated == []


def test_modules_are_joined_in_the_order_of_their_imports(tmp_path):
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nimport { c } from "./c.js";\nb(); c();\n')
    (tmp_path / "b.js").write_text('import { c } from "./c.js"\nexport function b() { c(); }\n')
    (tmp_path / "c.js").write_text("export const c = () => 1;\n")
    assert staticfiles.join_modules(tmp_path / "a.js") == (
        "const c = () => 1;\nfunction b() { c(); }\nb(); c();\n"
    )
