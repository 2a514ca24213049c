# Everything a newcomer needs: make demo, make test. Each target sets up what is missing.
# The first Python that runs and is new enough (a version manager may put names on the path that do not run).
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
  $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done || echo python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# uv installs what is pinned in a fourth of the time that pip takes, which installs uv; but pip alone reads pip's own
# settings, so that where packages come from somewhere that only those name, pip installs all of it.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
# pytest-xdist would begin with the files that have most tests; tests/conftest.py has the longest ones come first.
SPREAD := -n auto --dist loadfile --no-loadscope-reorder

SOAK ?= full
SOAKS ?= soak

.PHONY: help setup demo test unit lint soak bench docs lock clean

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(READY) ## .venv with the pinned dependencies and khotin itself

$(READY): requirements.lock pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "khotin needs Python 3.11 or newer. Say which with make setup PYTHON=/path/to/python3"; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv"; exit 2; }
	@test -e $(READY) || rm -rf $(VENV)  # what an interrupted setup left behind is of no use
	"$(PYTHON)" -m venv $(VENV)
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock >$(VENV)/uv.txt
	$(PIP) --require-hashes -r $(VENV)/uv.txt
	$(UV) --compile-bytecode --require-hashes -r requirements.lock || $(PIP) --require-hashes -r requirements.lock
	$(UV) --no-deps --no-build-isolation -e . || $(PIP) --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q flows scrapers transforms warehouse  # what is installed is compiled, not what is linked to
	@touch $(READY)

demo: $(READY) ## the main job, offline: harvest the bundled news sites twice and query what came in
	$(BIN)/khotin demo

test: $(READY) ## every test but the soaks
	$(BIN)/python -m pytest $(SPREAD)

unit: $(READY) ## the unit tests alone: no whole commands, no Prefect server, no second environment
	$(BIN)/python -m pytest $(SPREAD) -m "not soak and not flow and not wheel and not commands"

lint: $(READY) ## style, formatting, types, import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

soak: $(READY) ## whatever takes longer: kill loops, long runs, growth (SOAK=short: some of each)
	SOAK=$(SOAK) $(BIN)/python -m pytest $(if $(filter short,$(SOAK)),-n 4 --dist loadfile,-s) -m "$(SOAKS)" tests/soak

bench: $(READY) ## ours beside the peers, on the same input in one run
	$(BIN)/python bench/run.py

docs: $(READY) ## write the generated pages of docs/ anew
	$(BIN)/python -m flows.docs

lock: $(READY) ## pin the dependencies anew: versions and hashes, no addresses
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes --no-annotate --no-header \
	  --extra dev pyproject.toml --output-file requirements.lock

clean: ## remove what can be made again; data/ stays
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache
