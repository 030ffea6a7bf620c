# Everything here is also given as plain pip / uv commands in README.md, for systems without make.

PYTHON ?= python3
VENV ?= .venv
TIMES ?= 20
BIN := $(VENV)/bin
PICTURE ?= opscenter.png

# Compiled modules are kept whatever the system around says: tests start hundreds of processes, each of which would
# compile all it imports again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run picture test check format smoke wheel bench hunt translate clean

help: ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: $(VENV)/.ready ## virtual environment with the program and its test tools

# uv is used where it is installed: the same result, sooner.
$(VENV)/.ready: pyproject.toml
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && \
	  uv pip install --quiet --python $(BIN)/python -e '.[dev]'; \
	else \
	  $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'; \
	fi
	@$(BIN)/opscenter doctor --install || true
	@touch $@

run: setup ## the operations centre on the demo city
	@if [ "$$(uname -s)" != Linux ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ]; then \
	  $(BIN)/opscenter demo; \
	else \
	  echo "There is no screen here: the demo city runs for two minutes on a virtual one, and a picture of it is saved."; \
	  $(MAKE) --no-print-directory picture; \
	fi

picture: setup ## the demo city without a screen, as a picture after two minutes
	@if command -v xvfb-run >/dev/null 2>&1; then \
	  xvfb-run -a -s "-screen 0 1920x1080x24" $(BIN)/opscenter demo --size 1920x1080 --screenshot $(PICTURE) --after 120; \
	else \
	  QT_QPA_PLATFORM=offscreen $(BIN)/opscenter demo --size 1920x1080 --screenshot $(PICTURE) --after 120; \
	fi
	@echo "Saved $(PICTURE)."

# In the order of their folders: those with many processes begin, what is quick is left for the end.
test: setup $(VENV)/.compiled ## all tests
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

# Once for an environment: what three workers would each compile for themselves at the same time, half by each core.
$(VENV)/.compiled: $(VENV)/.ready
	@$(BIN)/python -m compileall -q -j 2 opscenter
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -qq --collect-only tests/unit/console >/dev/null & \
	  QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -qq --collect-only --ignore tests/unit/console >/dev/null; wait
	@touch $@

# Property tests with new examples each time, twenty times as many as those (always the same) of `make test`.
hunt: setup $(VENV)/.compiled ## rare mistakes: property tests with many more, new examples (TIMES=20); about an hour
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist load --timeout 3600 -m hypothesis \
	  --hypothesis-profile=hunt --times $(TIMES)

check: setup ## format, lint, strict types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: setup ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

wheel: setup ## the package
	$(BIN)/python -m build --wheel --outdir dist .

smoke: wheel ## the package, installed into a clean environment and run
	$(BIN)/python packaging/smoke.py dist

bench: setup ## every benchmark: a table and JSON
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks

translate: setup ## texts of the program into resources/i18n
	$(BIN)/python packaging/translate.py update
	$(BIN)/python packaging/translate.py release

clean: ## remove what was made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
