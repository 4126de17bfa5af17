# One word a task; CI uses the same words. Works with GNU make 3.81 (macOS) and newer.
VENV ?= .venv
LESSONS ?= fr
FOLDER ?= my-lessons
BIN := $(VENV)/bin
TOOLS := build/tools
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c '$(NEW_ENOUGH)' 2>/dev/null && echo "$$python" && break; done)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
NBVAL := --nbval --nbval-current-env --nbval-cell-timeout 60 --nbval-sanitize-with tests/nbval.cfg
NODE = $$($(BIN)/python tools/node.py)

.PHONY: help env lab test test-all lint unit lessons javascript browser notebooks handouts site docs bench bench-hub lock clean

help: ## list these words
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | while IFS='|' read -r word does; do \
		printf 'make %-12s %s\n' "$$word" "$$does"; done

lab: $(VENV)/lab ## open JupyterLab on the welcome page of copies in my-lessons (LESSONS=en FOLDER=... PORT=8888 BROWSER=none where wanted)
	$(BIN)/kit --interface $(LESSONS) lab $(FOLDER) $(if $(PORT),--port $(PORT)) $(if $(filter none,$(BROWSER)),--no-browser)

env: $(VENV)/test ## make .venv with all that the tests need, kit at .venv/bin/kit

test: lint unit lessons javascript browser ## every test; installs what it needs, a browser included

test-all: test site docs $(VENV)/all ## the same, then the site and the documentation are built, and the long tests named one by one
	command -v soffice >/dev/null || { echo "LibreOffice is needed to test how it opens the tables: install libreoffice-calc."; exit 1; }
	CHROMIUM=$$($(BIN)/python tests/browser/chromium.py) && export CHROMIUM && $(BIN)/python -m pytest -m long -v

lint: $(VENV)/test ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/mypy

unit: $(VENV)/test ## the tests of the Python code
	$(BIN)/python -m pytest --ignore tests/browser -m "not long"

lessons: $(VENV)/test ## run every notebook and compare with the outputs that it carries
	notebooks=$$($(BIN)/python tools/notebooks.py list) && KIT_ANSWERS=$$(mktemp -d) && export KIT_ANSWERS && \
		trap 'rm -rf "$$KIT_ANSWERS"' EXIT && $(BIN)/python -m pytest $(NBVAL) -p no:cacheprovider $$notebooks

javascript: $(VENV)/test ## the tests of the widgets' functions
	$(NODE) --test "tests/**/*.test.mjs"

browser: $(VENV)/test ## lessons done in a real JupyterLab
	CHROMIUM=$$($(BIN)/python tests/browser/chromium.py) && export CHROMIUM && \
		$(BIN)/python -m pytest tests/browser -m "not long"

notebooks: $(VENV)/test ## run every notebook in place and keep its outputs
	$(BIN)/python tools/notebooks.py run

handouts: $(VENV)/test ## a worksheet for each lesson, to print, in build/handouts
	$(BIN)/python tools/handouts.py build/handouts

site: $(TOOLS)/publish ## the lessons as a static site in site/, for a file server without internet
	$(TOOLS)/bin/python tools/build_site.py site $(LESSONS)

docs: $(TOOLS)/publish ## the documentation as a site in build/docs/html
	$(TOOLS)/bin/python tools/build_docs.py

bench: $(VENV)/test ## each claim of speed, against a rival in the same run
	for claim in $(filter-out bench/hub.py bench/site.py,$(wildcard bench/*.py)); do \
		echo "== $$claim"; $(BIN)/python $$claim || exit 1; done

bench-hub: $(VENV)/test $(TOOLS)/publish ## 30 simulated students in a real JupyterHub on this machine
	$(BIN)/python bench/hub.py 30 --write docs/figures/hub.md

lock: $(VENV)/test ## write the locks anew, with the newest versions
	$(COMPILE) --upgrade --extra lab --extra test pyproject.toml -o locks/test.txt
	$(COMPILE) --all-extras --constraint locks/test.txt pyproject.toml -o locks/all.txt
	echo hatchling | $(COMPILE) --extra lab --constraint locks/test.txt pyproject.toml - -o locks/lab.txt
	$(COMPILE) --group binder --extra lab --constraint locks/test.txt pyproject.toml -o .binder/requirements.txt
	$(COMPILE) --group publish --constraint locks/test.txt -o locks/publish.txt
	$(COMPILE) --group hub --extra lab --constraint locks/test.txt pyproject.toml -o locks/hub.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-header --only-binary :all: \
		--python-version 3.14 --python-platform wasm32-pyodide2025 --group browser --constraint locks/test.txt \
		$(addprefix --no-emit-package ,jedi parso jupyterlab-widgets widgetsnbextension) -o locks/browser.txt

clean: ## remove the environment and the caches, never anybody's answers
	rm -rf $(VENV) build dist site .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find kit tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# The environments are one folder: what the tests need comes on top of what a lesson needs, and the long ones' on top.
$(VENV)/lab $(VENV)/test $(VENV)/all: $(VENV)/%: locks/%.txt pyproject.toml | $(BIN)/python
	@echo "Installing / installation : locks/$*.txt ..."
	$(INSTALL) --require-hashes -r $<
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# What publishes the kit stands apart: its JupyterLab extensions would fail in a JupyterLab with a server.
$(TOOLS)/publish: locks/publish.txt | $(BIN)/python
	$(BIN)/python -m venv $(TOOLS)
	@echo "Installing / installation : $< ..."
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(NEW_ENOUGH)' || { echo "Python 3.11 or newer is needed, and none was found: install it (python.org, or your system's packages)."; \
		echo "Il faut Python 3.11 ou plus récent, et il est introuvable : installez-le (python.org, ou les paquets de votre système)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make environments: run 'sudo apt install python3-venv', then make again."; \
		echo "Ce Python ne sait pas créer d'environnement : lancez « sudo apt install python3-venv », puis make à nouveau."; exit 1; }
	$(PYTHON) -m venv $(VENV)
