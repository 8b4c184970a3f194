# Everything a newcomer needs. `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out/release
SITE ?= out/site
WEB := foederis/export/web
EXPLORER := foederis/site/web
# The pages' scripts where they are not built yet; what needs no page goes on without them (offline, say).
PAGE_IF_IT_CAN = { $(MAKE) --question $(WEB)/dist/page.js 2>/dev/null || $(WEB)/build.sh $(CURDIR)/$(BIN)/python || true; }; \
	$(MAKE) --question $(EXPLORER)/dist/engine.js 2>/dev/null || $(WEB)/build.sh $(CURDIR)/$(BIN)/python $(EXPLORER) || true
.DEFAULT_GOAL := help
.PHONY: help demo test test-all mutation lint generate site web release wheel bench clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "foederis needs Python 3.11 or later; this is $$($(PYTHON) --version)."; \
		  echo "Install a newer one and name it: make demo PYTHON=python3.12"; exit 2; }
	@echo "Making an environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Install the venv module of your Python (Debian: apt install python3-venv)."; exit 2; }

$(VENV)/.installed: $(BIN)/python pyproject.toml hatch_build.py
	@echo "Installing foederis and what it needs ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --editable '.[all]'
	@$(BIN)/python -m compileall -q foederis
	@touch $@

$(VENV)/.test: $(VENV)/.installed
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[pictures,test]'
	@touch $@

$(VENV)/.lint: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[lint]'
	@touch $@

demo: $(VENV)/.installed ## set up, validate the graph, print the scoreboard, write pictures, a graph file and the explorer
	@$(PAGE_IF_IT_CAN)
	@echo; echo "1. Is the graph valid?"; $(BIN)/foederis validate --severity violation
	@echo "Passages that do not fit together are kept side by side, as warnings: foederis ask tensions"
	@echo; echo "2. What did the Dutch cabinet answer to its advisory council?"
	@echo; $(BIN)/foederis ask scoreboard --format table
	@echo; echo "3. What became of what was promised?"
	@echo; $(BIN)/foederis ask kept-and-broken --format table --columns status,proof,commitments
	@echo; echo "4. What shifted since, in other documents? On a European Security Council:"
	@echo; $(BIN)/foederis ask shifts matter="European Security Council" --format table
	@echo; echo "5. Who takes part in what? As a graph file, a picture and a page:"
	@mkdir -p out
	@$(BIN)/foederis export participation -o out/participation.graphml
	@$(BIN)/foederis export participation -o out/participation.svg
	@$(BIN)/foederis export scoreboard-chart -o out/scoreboard.svg
	@$(BIN)/foederis export promise-lanes -o out/promise-lanes.svg
	@test ! -f $(WEB)/dist/page.js || $(BIN)/foederis export participation -o out/participation.html
	@echo; echo "6. All of it as pages: the explorer (about a minute)"
	@$(BIN)/foederis site -o out/site
	@echo; echo "Open in a browser, from $(CURDIR):"
	@test ! -f $(WEB)/dist/page.js || echo "  out/participation.html     who takes part in what: search it, sort it, choose a thing"
	@echo "  out/participation.svg      the same as a picture"
	@echo "  out/scoreboard.svg         the answers to the advice as a chart"
	@echo "  out/promise-lanes.svg      what became of each commitment, and what proves it"
	@echo "  out/participation.graphml  is for Gephi, Cytoscape or yEd"
	@echo; echo "Now type  . $(BIN)/activate  and then:"
	@echo "  foederis ask                                        all questions"
	@echo "  foederis ask what-became-of thing=EPF               what became of an instrument, with dates and sources"
	@echo "  foederis ask about-instrument instrument=PESCO      one instrument, sentence by sentence"
	@echo "  foederis ask commitments --lang nl                  what the Netherlands is committed to, in Dutch"
	@echo "  foederis show 'artikel 42 lid 7'                    one article, by any of its names"
	@echo; echo "The explorer, which needs nothing of this to be opened, read and sent on:"
	@echo "  file://$(CURDIR)/out/site/index.html"

test: $(VENV)/.test ## set up and run the tests (Python only), on all cores: about five minutes on two
	@echo "The tests take about five minutes on two cores; what is not here to test with is named at the end."
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not long"

test-all: test ## the tests, then the long ones: every engine, server, value and tool there is here
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m long

mutation: $(VENV)/.test ## damage the graph hundreds of times and print what validation catches (about ten minutes on two cores)
	@$(BIN)/python -m tests.mutation

lint: $(VENV)/.lint ## style, types and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

generate: $(VENV)/.installed ## write anew what is derived and stays here (mention indexes need the texts: LETTER=file)
	@$(BIN)/python -m foederis.generate
	@test -z "$(LETTER)" || $(BIN)/python -m foederis.generate document "$(LETTER)"

site: $(VENV)/.installed ## write the pages into out/site: questions, things, words, pictures (SITE=folder, URL=address)
	@$(PAGE_IF_IT_CAN)
	@$(BIN)/foederis site -o $(SITE) $(if $(URL),--url $(URL)) $(if $(RELEASE),--release)

web: $(WEB)/dist/page.js $(EXPLORER)/dist/engine.js ## build the scripts of `export --format html` and of the explorer, as make demo does

$(WEB)/dist/page.js: $(wildcard $(WEB)/*.*) | $(BIN)/python
	@$(WEB)/build.sh $(CURDIR)/$(BIN)/python

$(EXPLORER)/dist/engine.js: $(wildcard $(EXPLORER)/*.*) foederis/site/packing.py $(WEB)/bundle.mjs $(WEB)/build.sh | $(BIN)/python
	@$(WEB)/build.sh $(CURDIR)/$(BIN)/python $(EXPLORER)

release: $(VENV)/.installed ## write a release into out/release (OUT=folder, PREVIOUS=the release before, URL=address)
	@$(BIN)/python -m foederis.generate release $(OUT) $(if $(PREVIOUS),--previous $(PREVIOUS)) $(if $(URL),--url $(URL))

wheel: $(VENV)/.installed ## build the wheel into dist/
	@$(PAGE_IF_IT_CAN)
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

bench: $(VENV)/.installed ## measure a question beside bare scripts
	@$(BIN)/python bench/cold_ask.py

clean: ## remove what was made
	@rm -rf $(VENV) build dist out $(WEB)/dist $(WEB)/node_modules $(EXPLORER)/dist $(EXPLORER)/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache __pycache__
	@find bench foederis tests -name __pycache__ -prune -exec rm -rf {} +
