# Each target does all of its own set-up; Python 3.11 or newer and the package index are all that it needs.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || echo python3)
BIN = .venv/bin

.PHONY: demo test lint lock clean

demo: .venv/run
	mkdir -p demo-output && rm -f demo-output/*
	$(BIN)/dateline code examples/dispatches.jsonl -o demo-output/records.jsonl
	$(BIN)/dateline add demo-output/crises.duckdb examples/situation/dispatches.jsonl
	$(BIN)/dateline report demo-output/crises.duckdb -o demo-output/report.html
	$(BIN)/dateline show demo-output/records.jsonl --id hostages --html demo-output/hostages.html --why
	$(BIN)/dateline show demo-output/records.jsonl --id hostages
	@echo
	@echo "The same with words and facts that light each other up: demo-output/hostages.html"
	@echo "Two crises as $$(wc -l < examples/situation/dispatches.jsonl) dispatches tell them: demo-output/report.html"

test: .venv/dev
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/mypy

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

.venv/dev: .venv/run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

# Writes the lock files anew from pyproject.toml.
lock: .venv/bin/python
	$(BIN)/python -m pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		--all-build-deps --output-file requirements.lock pyproject.toml
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		--all-build-deps --extra dev --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv build dist demo-output
