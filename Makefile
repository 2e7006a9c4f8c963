# `make` sets everything up and runs the main job on the example inventory; `make test` proves the rest.

.DEFAULT_GOAL := build
.PHONY: build check setup system tools lint format test test-slow mutants bench docs lock wheel today clean help

VENV := .venv
BIN := $(VENV)/bin
# The day on which the example inventory is true; written once, in pyproject.toml.
TODAY := $(shell sed -n 's/^example-date = "\(.*\)"$$/\1/p' pyproject.toml)
YAML := inventory policies benchmarks .yamllint.yaml .regal.yaml

build: setup ## set up, check the example inventory, and render the policy page
	@$(BIN)/closedcircuit build --today $(TODAY)

check: setup ## check the example inventory
	@$(BIN)/closedcircuit check --today $(TODAY)

setup: $(VENV)/.ready ## install the locked dependencies into .venv

$(VENV)/.ready: requirements.lock pyproject.toml tools/venv.sh
	@sh tools/venv.sh $(VENV)
	@touch $@

system: ## install the Debian packages that tests need (as root), or say what lacks
	@sh tools/system.sh

tools: setup ## build the pinned OPA and Regal into .venv/bin
	@sh tools/build.sh $(BIN) opa regal

lint: setup ## every static check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/yamllint --strict $(YAML)
	@sh tools/lint-rego.sh $(BIN)

format: setup ## format Python and Rego
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .
	@$(BIN)/opa fmt -w policies

test: setup system ## lint and all tests but the slow ones
	@sh tools/build.sh --optional $(BIN) opa regal
	@$(MAKE) --no-print-directory lint
	@$(BIN)/pytest -n 2 -m "not slow and not twin"
	@$(BIN)/pytest -n 2 --dist loadfile -m "twin and not slow"

test-slow: setup system ## the tests that take longer
	@sh tools/build.sh --optional $(BIN) opa regal
	@$(BIN)/pytest -m slow

mutants: setup ## change every policy in every small way, and show that a test notices
	@$(BIN)/python -m tests.policy.mutants

bench: tools system ## time rules next to OPA, signs next to WeasyPrint, deploys next to Ansible, erasure next to shred (as root)
	@$(BIN)/python -m benchmarks.rules $(TODAY)
	@$(BIN)/python -m benchmarks.signs
	@$(BIN)/python -m benchmarks.deploys $(TODAY) 1 5 20
	@$(BIN)/python -m benchmarks.erasure 1 4 16

docs: setup ## write docs/controls.md and the pictures of docs/signs.md anew
	@$(BIN)/closedcircuit controls --format markdown --today $(TODAY) --out docs/controls.md
	@$(BIN)/closedcircuit signs gangneung-terminal --format png --today $(TODAY) --out docs/signs

lock: ## lock the dependencies anew, with hashes and without addresses
	@$(BIN)/uv pip compile pyproject.toml --quiet --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --output-file requirements.lock

wheel: setup ## build the wheel into dist/
	@$(BIN)/python -m hatchling build -t wheel

today: ## print the day of the example inventory
	@echo $(TODAY)

clean: ## remove what was built
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12
