"""What the import linter cannot see: foreign keys, reverse accessors, words, promised documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = ("core", "centre", "collection", "service", "outreach", "guidance", "places", "gateways", "config")
OURS = [config for config in apps.get_app_configs() if config.name.startswith("javon.")]
MODELS = [model for config in OURS for model in config.get_models()]


def chapter_of(model: type) -> int:
    return CHAPTERS.index(model.__module__.split(".")[1])


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_foreign_key_points_to_its_own_chapter_or_a_lower_one(model):
    for field in model._meta.get_fields():
        target = field.related_model if field.is_relation and not field.auto_created else None
        if target is None or not target.__module__.startswith("javon."):
            continue
        assert chapter_of(target) <= chapter_of(model), f"{model._meta.label}.{field.name}"
        if target._meta.app_label != model._meta.app_label:
            assert field.remote_field.related_name == "+", (
                f"{model._meta.label}.{field.name} needs related_name='+'"
            )


def test_every_model_has_its_word_in_the_glossary():
    glossary = (ROOT / "docs/glossary.md").read_text("utf-8")
    words = set(re.findall(r"^\| `(\w+)`", glossary, re.MULTILINE))
    missing = {model.__name__ for model in MODELS} - words
    assert not missing, f"no row in docs/glossary.md for {sorted(missing)}"


@pytest.mark.django_db
def test_no_model_change_is_without_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_module_says_in_one_sentence_why_it_is_here():
    for path in sorted((ROOT / "javon").rglob("*.py")):
        if {"migrations", "tests"} & set(path.parts) or path.name == "apps.py":
            continue
        source = path.read_text("utf-8").lstrip()
        assert source.startswith(('"""', 'r"""')), f"{path.relative_to(ROOT)} has no docstring"


def test_no_name_is_a_drawer_for_anything():
    drawers = {"utils", "helpers", "common", "manager", "data", "info", "base", "misc"}
    found = [
        path.relative_to(ROOT)
        for path in (ROOT / "javon").rglob("*.py")
        # Django looks for a database backend in a module called base.
        if path.stem in drawers and "javon/core/database/sqlite" not in str(path)
    ]
    assert not found


def test_nothing_is_left_for_some_day():
    left = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in ("javon", "tests")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".js", ".css"}
        and path != Path(__file__)
        and "vendor" not in path.parts
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\b(TODO|FIXME|XXX)\b", line)
    ]
    assert not left


def test_every_decision_tells_context_choice_and_price():
    for path in sorted((ROOT / "docs/decisions").glob("0*.md")):
        text = path.read_text("utf-8").lower()
        assert all(word in text for word in ("context", "choice", "price")), path.name


def test_every_direct_dependency_has_its_line():
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    named = set(re.findall(r'^  "([A-Za-z][\w.-]*?)(?:\[[\w,-]+\])?[><=;" ]', project, re.MULTILINE))
    lines = (ROOT / "docs/decisions/dependencies.md").read_text("utf-8")
    missing = {name for name in named if f"`{name}`" not in lines}
    assert not missing, f"no line in docs/decisions/dependencies.md for {sorted(missing)}"
