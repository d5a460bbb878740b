# Two commands are enough on a fresh machine with Python 3.11 or newer: `make site` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING = 1
export DISABLE_MKDOCS_2_WARNING = true

.PHONY: site test serve check lock clean kills edits

site: .venv/site.stamp
	$(BIN)/kb build
	$(BIN)/kb offline

check: .venv/site.stamp
	$(BIN)/kb check

serve: .venv/site.stamp
	$(BIN)/kb serve

test: .venv/test.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python tests/browser/install.py
	$(BIN)/python tests/quality/install.py
	$(BIN)/python tests/offline/install.py
	$(BIN)/pytest

# What takes too long for every test run: fifty builds killed at random moments, two hundred random changes.
kills: .venv/test.stamp
	KB_KILLS=50 $(BIN)/pytest -n 0 -s tests/test_interrupted_builds.py -k killed

edits: .venv/test.stamp
	KB_EDITS=200 $(BIN)/pytest -n 0 -s tests/kb/previewing/test_session.py -k many_changes

# A lock file changed or the environment is missing: make it what the lock file says.
.venv/site.stamp: requirements/site.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/test.stamp: requirements/test.txt .venv/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	touch $@

clean:
	rm -rf .venv .cache site dist
