# What people type here. `make demo` and `make test` set up all they need: Python 3.11 or newer, git and make suffice.
SHELL := /bin/sh
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
# The sample's figures end with September 2026; said here so that the demo is the same on any day.
DEMO_AS_OF := 2026-10-05T09:00
DEMO_RUN = $(BIN)/okr-reports run $(1) --as-of $(DEMO_AS_OF) --company demo/company --store demo/store \
	--reason "made again after a change of the program"
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help demo test lint schemas bench requirements clean

help: ## what there is
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

demo: $(VENV)/.installed ## the sample company's three reports, under demo/
	@sh .ci/system-packages pdf
	@test -f demo/company/company.yaml || $(BIN)/okr-reports init demo/company --sample saas60 --store demo/store
	@$(call DEMO_RUN,kpi-review 2026-09)
	@$(call DEMO_RUN,okr-retro 2026-Q3)
	@$(call DEMO_RUN,appraisals 2026-H1)

test: $(VENV)/.installed-dev ## the whole suite
	@sh .ci/system-packages pdf tests
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(TESTS)

lint: $(VENV)/.installed-dev ## ruff and pyright
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright

schemas: $(VENV)/.installed-dev ## JSON Schemas for editors and of report.json, in docs/schemas/
	@$(BIN)/python -m okr_reports.catalogue.schemas docs/schemas
	@$(BIN)/python -m okr_reports.packs.schemas docs/schemas

bench: $(VENV)/.installed-dev ## the figures of docs/performance.md
	@$(PIP_INSTALL) --no-deps --require-hashes -r requirements-bench.txt
	@for script in $(filter-out benchmarks/machine.py,$(wildcard benchmarks/*.py)); do $(BIN)/python $$script || exit 1; done

requirements: $(VENV)/.installed-dev ## pin anew; UPGRADE=--upgrade takes the newest releases
	@$(BIN)/python .ci/pin-requirements $(UPGRADE)

clean: ## forget the installation and the demo
	rm -rf $(VENV) demo

$(BIN)/python:
	@sh .ci/system-packages python
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ...")'
	@echo "Making $(VENV) ..." >&2
	@$(PYTHON) -m venv $(VENV)

# Dependencies come with their hashes, the project itself from here, built by the pinned hatchling.
$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing the pinned requirements (once) ..." >&2
	@$(PIP_INSTALL) --no-deps --require-hashes -r requirements.txt
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing the pinned requirements of the tests (once) ..." >&2
	@$(PIP_INSTALL) --no-deps --require-hashes -r requirements-dev.txt
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.installed
