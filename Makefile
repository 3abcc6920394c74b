# `make run` starts the shop; `make test` checks everything. `make help` lists the rest.

PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	command -v $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
JOBS ?= 2
MODELS ?= 10000
WORDS := $(wildcard configurator/translations/ko/*.po)
MO := configurator/translations/ko/LC_MESSAGES/messages.mo

.PHONY: help run test check bench bench-budget bench-parts bench-prices bench-engine fuzz screenshots requirements clean

help:
	@echo "make run           the demo shops on http://127.0.0.1:8000"
	@echo "make test          format, lint, types, layers and every test"
	@echo "make bench         what one click costs in the builder of each demo shop"
	@echo "make bench-budget  how long the best within a budget takes"
	@echo "make bench-parts   real parts by the thousand: the engine alone, then the whole shop"
	@echo "make bench-prices  whether the engine costs what the quote says, a million times"
	@echo "make bench-engine FILES=...   the engine on models in the neutral format"
	@echo "make fuzz          generated models against an oracle, as many as MODELS says"
	@echo "make screenshots   renew the pictures of the README"
	@echo "make requirements  pin the dependencies again"
	@echo "make clean         remove what was made, but not the data in var/"

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: https://www.python.org"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; $(PYTHON) is older. Use: make PYTHON=..."; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || \
		{ echo "Python cannot make environments. On Debian: apt-get install python3-venv"; exit 1; }

$(STAMPS)/run: requirements.txt | $(BIN)/python
	@echo "Installing dependencies (once) ..."
	@$(PIP) -r requirements.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/test: requirements-test.txt $(STAMPS)/run
	@$(PIP) -r requirements-test.txt
	@mkdir -p $(STAMPS) && touch $@

$(MO): $(WORDS) | $(STAMPS)/run
	@$(BIN)/python -m configurator.translations

run: $(STAMPS)/run $(MO)
	@LOG_LEVEL=$${LOG_LEVEL:-warning} exec $(BIN)/flask start

check: $(STAMPS)/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict
	$(BIN)/lint-imports

test: check $(MO)
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

bench: $(STAMPS)/test $(MO)
	$(BIN)/python -m tests.bench

bench-budget: $(STAMPS)/test
	$(BIN)/python -m tests.bench.budget

bench-parts: $(STAMPS)/test $(MO)
	$(BIN)/python -m tests.bench.real_parts
	$(BIN)/python -m tests.bench.all_parts

bench-prices: $(STAMPS)/test
	$(BIN)/python -m tests.bench.prices

bench-engine: $(STAMPS)/run
	$(BIN)/python -m configurator.engine.bench $(FILES)

fuzz: $(STAMPS)/test
	$(BIN)/python -m tests.engine.fuzz $(MODELS)

screenshots: $(STAMPS)/test $(MO)
	$(BIN)/python -m tests.browser.screenshots

requirements: $(STAMPS)/test
	$(BIN)/pip-compile --generate-hashes --strip-extras --no-emit-index-url \
		--no-emit-trusted-host --no-emit-find-links --quiet --output-file requirements.txt requirements.in
	$(BIN)/pip-compile --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url \
		--no-emit-trusted-host --no-emit-find-links --quiet --output-file requirements-test.txt requirements-test.in

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -rf configurator/translations/ko/LC_MESSAGES
	find catalog configurator pricing tests -name __pycache__ -type d -prune -exec rm -rf {} +
