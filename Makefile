# What a developer, a newcomer and the checks run. Needs Python 3.11 or newer, git and make, nothing else.

PYTHON ?= python3
WORKERS ?= auto
WEEKS ?= 100
KILLS ?= 500
SEED ?= 1
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements.lock
LOCKED := $(VENV)/.locked
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help practice demo test test-postgresql bench race simulate kills killed check format-check lint types floors documents format pictures coverage mutation lock

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

practice: $(READY) ## be everybody, in a practice partnership in the browser
	$(BIN)/disagree practice

demo: $(READY) ## a practice partnership plays a disagreement, without Slack
	$(BIN)/disagree demo

test: $(READY) ## run every test
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

test-postgresql: $(READY) ## the use cases' tests on PostgreSQL, where the machine has one
	DISAGREE_TESTS_ON=postgresql $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal tests/casework

bench: $(READY) ## figures, each beside what it is measured against (slow)
	$(BIN)/python -m tests.bench

race: $(READY) ## two processes race for 1000 deadlines, on each database (slow)
	DISAGREE_RACES=1000 $(BIN)/python -m pytest tests/under_fire/test_race.py

simulate: $(READY) ## play WEEKS of a partnership's life with everything going wrong, from SEED on
	PYTHONHASHSEED=0 $(BIN)/python -m tests.simulation --weeks $(WEEKS) --seed $(SEED)

kills: $(READY) ## kill real processes KILLS times on each database while people work (slow)
	$(BIN)/python -m tests.under_fire.kills --on sqlite --kills $(KILLS) --seed $(SEED)
	$(BIN)/python -m tests.under_fire.kills --on postgresql --kills $(KILLS) --seed $(SEED)

killed: $(READY) ## kill the app at every point of a journey, on each database, and start it again (slow)
	DISAGREE_KILL_EVERY=1 $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal tests/journeys/test_killed.py

check: format-check lint types floors documents ## everything that can be checked without running the program

format-check: $(READY) ## is the code formatted?
	$(BIN)/ruff format --check .

lint: $(READY) ## ruff's rules
	$(BIN)/ruff check .

types: $(READY) ## mypy --strict
	$(BIN)/mypy --strict

floors: $(READY) ## does every import go down?
	$(BIN)/lint-imports --no-logo

documents: $(READY) ## documents, lock, manifest, wheel
	$(BIN)/python -m pytest -q tests/project

format: $(READY) ## format the code and mend what ruff can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

pictures: $(READY) ## take the documents' pictures anew; needs a Chromium
	$(BIN)/python -m tests.browser.pictures

coverage: $(READY) ## which branches do no tests reach?
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --cov

mutation: $(READY) ## does a test notice each change in the rules? (slow)
	$(BIN)/python -m tests.project.mutation

lock: $(READY) ## write the lock; LOCK_OPTIONS=--upgrade takes newer versions
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(LOCK_OPTIONS) \
		pyproject.toml --group dev --output-file $(LOCK)

# The environment holds what the lock holds and nothing else, so a changed lock makes it anew.
$(LOCKED): $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Disagree needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $(LOCK)
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@
