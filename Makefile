PYTHON ?= python3
VENV ?= .venv

.PHONY: try test lint types expected clean

try: $(VENV)/.installed
	@cd examples/late-parcel && ../../$(VENV)/bin/replycheck draft.txt --against inbound.eml \
		--draft-date 2026-03-04T10:00:00Z --isolated --fail-on never

test: $(VENV)/.installed-dev
	$(VENV)/bin/python -m pytest -q

lint: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/.installed-dev
	$(VENV)/bin/mypy

# Writes what every case prints today; read the difference before committing it.
expected: $(VENV)/.installed-dev
	REPLYCHECK_UPDATE=1 $(VENV)/bin/python -m pytest -q tests/test_cases.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
