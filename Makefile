# Two commands are enough on a fresh machine with Python 3.11 or newer: `make site` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING = 1
export DISABLE_MKDOCS_2_WARNING = true

.PHONY: site test bench serve check lock clean budgets lighthouse kills edits fuzz coverage test-random mutants audit sbom

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

# What takes long; a short version of each is in `make test`.
QUICK := tests/kb tests/catalog tests/content tests/fuzz tests/test_architecture.py tests/test_vendored.py tests/test_build.py
SECONDS ?= 600
SEEDS ?= 1 2 3

fuzz: .venv/test.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
	$(BIN)/python tests/fuzz $(SECONDS) .cache/fuzz

coverage: .venv/test.stamp
	$(BIN)/pytest $(QUICK) --cov --cov-report=term-missing

test-random: .venv/test.stamp
	set -e; for seed in $(SEEDS); do $(BIN)/pytest $(QUICK) --random-order --random-order-seed=$$seed; done

mutants: .venv/test.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/mutants.txt
	$(BIN)/python tests/mutants/run.py .cache/mutants $(MODULES)

# The weight of the built site; part of the tests, too.
budgets: .venv/test.stamp
	PYTHONPATH=hooks:tests $(BIN)/python -m bench.budgets

# What Lighthouse says of it on a phone; not part of the tests, since times depend on the machine.
lighthouse: .venv/test.stamp
	$(BIN)/python tests/browser/install.py
	PYTHONPATH=hooks:tests $(BIN)/python -m bench.lighthouse --runs 3

# Not part of the tests: an hour on two cores. BENCH="--sizes 100,1000 --no-peers" makes it shorter.
bench: .venv/test.stamp
	PYTHONPATH=hooks:tests $(BIN)/python -m bench.builds $(BENCH)

# A lock file changed or the environment is missing: make it what the lock file says.
.venv/site.stamp: requirements/site.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/test.stamp: requirements/test.txt .venv/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	touch $@

# The lock files anew from pyproject.toml, the tests first, so that the site gets the same versions. `make lock UPGRADE=--upgrade`
# renews everything, `make lock UPGRADE="--upgrade-package NAME"` one package. They name versions and hashes and no host.
LOCK := $(BIN)/uv pip compile --quiet --no-emit-index-url --universal --python-version 3.11 --generate-hashes --no-annotate --no-header
UPGRADE ?=
lock: .venv/test.stamp
	$(LOCK) $(UPGRADE) --extra test pyproject.toml requirements/build.in -o requirements/test.txt
	$(LOCK) -c requirements/test.txt $(if $(UPGRADE),--upgrade) pyproject.toml requirements/build.in -o requirements/site.txt
	for name in fuzz mutants bench; do $(LOCK) -c requirements/test.txt $(if $(UPGRADE),--upgrade) requirements/$$name.in -o requirements/$$name.txt || exit 1; done

# Known vulnerabilities in what builds the site, what readers get and what tests it; asks the services of PyPI and npm.
audit: .venv/test.stamp
	$(BIN)/python tools/audit.py

sbom: .venv/test.stamp
	mkdir -p dist
	$(BIN)/python tools/make_sbom.py dist/sbom.cdx.json

clean:
	rm -rf .venv .cache site dist
