# Every command installs what it needs; a second call takes no time.
BIN := .venv/bin
.DEFAULT_GOAL := help

help: ## say what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

setup: ## install the product into .venv
	@tools/setup.sh base

run: setup ## serve the demo city on http://127.0.0.1:8000/demo/
	@$(BIN)/tongban serve --demo

ocr: setup ## let the machine read pictures of documents (350 MB more), then `make run`
	@tools/setup.sh ocr

test: ## run all tests
	@tools/setup.sh dev browser
	@$(BIN)/python -m pytest -q -n 2 -m "not faults and not walks" $(ARGS)

walks: ## every walk in a real browser, one errand by mouse, finger, keyboard alone, without scripts and in elderly mode
	@tools/setup.sh dev browser
	@$(BIN)/python -m pytest -q tests/walk $(ARGS)

check: ## lint, types, walls, sizes, items, migrations, interface
	@tools/setup.sh dev
	@tools/check.sh

faults: ## kill, stop, cut and double on purpose, and see that the house heals (ROUNDS=4: a short one)
	@tools/setup.sh dev
	@$(BIN)/python -m pytest -q -m faults tongban
	@$(BIN)/python -m bench.faults $(if $(ROUNDS),--rounds $(ROUNDS) --short) $(ARGS)

audit: setup ## look up whether a pinned library waits for its update (PyPI) or is known as weak (api.osv.dev), and keep the answer
	@$(BIN)/python -m tools.audit

bench: ## measure what the figures of the README say
	@tools/setup.sh dev
	@$(BIN)/python -m bench $(ARGS)

.PHONY: help setup run ocr test walks check faults audit bench
