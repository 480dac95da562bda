# One target for what a person does, each a thin call. `make help` lists them.
SHELL = /bin/sh
PYTHON = python3
VENV = .venv
RUN = $(VENV)/bin/python -m newsroom
PORT = 8000
# What `make bench` measures: articles of the comparison, runs of each build, wire items. GROWTH=1
# measures Wirepage by size as well; GROWTH="1000 2000" chooses the sizes.
ARTICLES = 10000
RUNS = 3
GROWTH = 0
ITEMS = 1000

.DEFAULT_GOAL = help

.PHONY: help
## help       to list what make can do
help:
	@sed -n 's/^## /  make /p' $(firstword $(MAKEFILE_LIST))

# A stamp stands for each set of pinned requirements, so that a second call costs nothing.
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/%.installed: requirements/%.txt | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

.PHONY: serve
## serve      to preview the site on http://localhost:8000 and see edits at once (PORT=8000)
serve: $(VENV)/site.installed
	$(RUN) serve --port $(PORT)

.PHONY: html
## html       to build the preview into output/
html: $(VENV)/site.installed
	$(RUN) build

.PHONY: check
## check      to check all content: every problem with its file and line
check: $(VENV)/site.installed
	$(RUN) check $(if $(GITHUB_ACTIONS),--format github)

.PHONY: import
## import     to turn a source into content files (SOURCE=file or folder; DRY_RUN=1 to look first)
import: $(VENV)/site.installed
	$(RUN) import $(if $(filter-out 0 no false,$(DRY_RUN)),--dry-run) -- "$$SOURCE"

.PHONY: publish
## publish    to build the site for its readers into public/ (SITEURL=https://…)
publish: $(VENV)/site.installed
	$(RUN) publish

.PHONY: deploy
## deploy     to upload public/ (TO=folder, host or bucket; DRY_RUN=1 to look first)
deploy: $(VENV)/site.installed $(VENV)/deploy.installed
	$(RUN) deploy $(if $(filter-out 0 no false,$(DRY_RUN)),--dry-run) -- "$$TO"

.PHONY: bench
## bench      to measure builds and the import (ARTICLES=10000 RUNS=3 GROWTH=1 ITEMS=1000)
bench: $(VENV)/site.installed $(VENV)/bench.installed
	$(VENV)/bin/python -m benchmarks.build --articles $(ARTICLES) --runs $(RUNS) \
	  $(if $(filter-out 0 no false,$(GROWTH)),--growth $(filter-out 1 yes true,$(GROWTH)))
	$(VENV)/bin/python -m benchmarks.ingest $(ITEMS)

.PHONY: test
## test       to run every test
test: $(VENV)/site.installed $(VENV)/deploy.installed $(VENV)/dev.installed
	$(VENV)/bin/python -m pytest

.PHONY: lint
## lint       to check style and types
lint: $(VENV)/site.installed $(VENV)/dev.installed
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

.PHONY: format
## format     to put the code in its usual form
format: $(VENV)/dev.installed
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

.PHONY: lock
## lock       to pin the requirements anew (needs uv)
lock:
	for set in site deploy bench dev; do \
	  uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
	    --no-header --no-annotate --no-emit-index-url \
	    $$( [ $$set = site ] && echo pyproject.toml || echo "--group $$set" ) \
	    $$( [ $$set = site ] || echo "--constraint requirements/site.txt" ) \
	    --output-file requirements/$$set.txt || exit 1; \
	done

.PHONY: clean
## clean      to remove everything that make has made
clean:
	rm -rf $(VENV) output .output.* public .public.* .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find newsroom benchmarks tests -name __pycache__ -type d -prune -exec rm -rf {} +
