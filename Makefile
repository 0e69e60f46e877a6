VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin
DEMO_PORT ?= 8800

.PHONY: demo test unit lint fmt bench chaos zones slow library lock clean

demo: $(VENV)/.runtime
	@$(BIN)/inrole demo --port $(DEMO_PORT)

test: $(VENV)/.development
	@$(BIN)/python -m tests.prepare
	@$(BIN)/python -m tests.run

unit: $(VENV)/.development
	@$(BIN)/python -m pytest tests/unit -q

lint: $(VENV)/.development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fmt: $(VENV)/.development
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.development
	@$(BIN)/python -m benchmarks

chaos: $(VENV)/.development
	@$(BIN)/python -m benchmarks.chaos

zones: $(VENV)/.development
	@$(BIN)/python -m tests.failures

slow: $(VENV)/.development
	@$(BIN)/python -m pytest tests/slow -q -s

library: $(VENV)/.runtime
	@$(BIN)/inrole prompts document --output docs/library.md

lock:
	for kind in "" "-dev"; do \
	  uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 \
	    pyproject.toml --group build $$( [ -n "$$kind" ] && echo --group dev ) -o requirements$$kind.lock --quiet --upgrade; \
	done

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache

$(VENV)/.runtime: requirements.lock pyproject.toml
	@$(PYTHON) .ci/environment $(VENV) requirements.lock
	@touch $@

$(VENV)/.development: requirements-dev.lock pyproject.toml
	@$(PYTHON) .ci/environment $(VENV) requirements-dev.lock
	@touch $@ $(VENV)/.runtime
