# One command each: setup · run · demo · test · check · docs · contents · messages · clean
# `make run` and `make test` need nothing before them but Python 3.11 with venv, and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export JAVON_HOME ?= $(CURDIR)/var
# Tests start `javon` a hundred times: it is compiled once.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := $(shell find javon -name '*.po' -o -name 'uz_Cyrl.tsv' 2>/dev/null | sort)
PYTEST ?= $(BIN)/pytest

.PHONY: setup run demo test check lint types messages docs contents clean
.DEFAULT_GOAL := run

# --- .venv: made from the lock files, made again only when they change ----------------------------------------------

$(VENV)/pyvenv.cfg:
	@echo "Making $(VENV) …"
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "Javon needs Python 3.11, 3.12 or 3.13")'
	@$(PYTHON) -m venv $(VENV) || { echo "install Python's venv first: apt-get install python3-venv" >&2; exit 1; }

# A .venv that already holds the test tools holds the lock of `run` too: it is only brought up to date, never shrunk.
$(VENV)/.run: requirements/run.lock pyproject.toml $(VENV)/pyvenv.cfg
	@echo "Installing what Javon needs …"
	@$(PIP) install --require-hashes -r requirements/run.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.run
	@echo "Installing the test tools …"
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@

$(VENV)/.messages: $(SOURCES) $(VENV)/.run
	@$(BIN)/python -m javon.config.translations compile >/dev/null
	@touch $@

setup: $(VENV)/.run $(VENV)/.messages

# --- the site -------------------------------------------------------------------------------------------------------

run: setup
	@$(BIN)/javon demo --if-empty --quiet
	@exec $(BIN)/javon serve

demo: setup
	@$(BIN)/javon demo

# --- proofs ---------------------------------------------------------------------------------------------------------

test: $(VENV)/.dev $(VENV)/.messages
	@$(PYTEST) -m "not browser and not slow" -n 2 --dist loadfile

check: lint types messages test

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "make format shows what differs: ruff format --diff ." >&2; exit 1; }
	@$(BIN)/lint-imports --no-logo

types: $(VENV)/.dev
	@$(BIN)/mypy

messages: $(VENV)/.dev $(VENV)/.messages
	@$(BIN)/python -m javon.config.translations check

# --- reading --------------------------------------------------------------------------------------------------------

docs: $(VENV)/.dev
	@$(BIN)/python -m javon.config.contents --write docs/contents.md

contents: $(VENV)/.run
	@$(BIN)/python -m javon.config.contents

clean:
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
