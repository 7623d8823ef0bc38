# Diwan. `make run` starts it; `make` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help setup dev run test check ci format messages docs lock

# Bytecode must be kept, else each start compiles every module again.
unexport PYTHONDONTWRITEBYTECODE
export UV_COMPILE_BYTECODE := 1
export UV_LINK_MODE := copy

BIN := .venv/bin

help:  ## list what there is
	@grep -hE '^[a-z%-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 14

setup:  ## make .venv with what a site needs, from the hash-checked lock
	@.ci/setup runtime

dev:  ## the same, with the tools of developers
	@.ci/setup dev

run: setup  ## start the demo community at http://127.0.0.1:8000 (Ctrl-C ends it)
	@DIWAN_DEMO=1 exec $(BIN)/diwan run

test: dev  ## every test, on SQLite and PostgreSQL, and in Chromium
	@.ci/test

check: dev  ## style, types, layers, catalogues, migrations, locks
	@.ci/check

ci: check test  ## what must pass before a change lands

format: dev  ## put the code in its one form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

messages: dev  ## gather the texts to translate into diwan/*/locale, and compile them
	$(BIN)/diwan messages make
	$(BIN)/diwan messages compile

docs: dev  ## build the documentation into build/docs
	$(BIN)/sphinx-build -W --keep-going -q -b html docs build/docs
	@echo "build/docs/index.html"

lock: dev  ## resolve the dependencies anew
	@.ci/lock

bench-%: dev  ## measure, e.g. make bench-pages; rows go to build/bench
	$(BIN)/python -m bench.$(subst -,_,$*)
