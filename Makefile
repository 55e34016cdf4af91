# Needs Python 3.11+ and make; everything else comes from the lock file into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv
SEED ?= 1
CUSTOMERS ?= 200
MONTHS ?= 8
WORKERS ?= 2
VERSION = $(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)

# A suite is a dozen Python processes; without compiled modules each of them compiles everything again at its start.
export UV_COMPILE_BYTECODE := 1
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup run up down test check bench soak image fmt gen rules clean \
	check-format check-lint check-types check-imports check-protos check-gen check-house

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r target line; do printf '%-8s %s\n' "$$target" "$$line"; done

setup: $(VENV)/.installed-dev ## install everything into .venv, the development tools too

run: $(VENV)/.installed ## start the suite, run a sample operator through its months, print the summary, stop
	$(BIN)/tollbook run --seed $(SEED) --customers $(CUSTOMERS) --months $(MONTHS)

up: $(VENV)/.installed ## start PostgreSQL, Redis and the five services, and leave them running
	$(BIN)/tollbook up

down: $(VENV)/.installed ## stop what `make up` started; the data stays
	$(BIN)/tollbook down

test: $(VENV)/.installed-dev ## run all tests on real PostgreSQL and Redis
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: check-format check-lint check-types check-imports check-protos check-gen check-house ## what CI checks: format, lint, types, imports, protos, generated code, house rules

check-format: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .

check-lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .

check-types: $(VENV)/.installed-dev
	$(BIN)/pyright

check-imports: $(VENV)/.installed-dev
	PYTHONPATH=. $(BIN)/lint-imports

check-protos: $(VENV)/.installed-dev
	$(BIN)/buf format -d --exit-code protos
	$(BIN)/buf lint
	tools/breaking.sh

check-gen: $(VENV)/.installed-dev
	tools/fresh.sh

check-house: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -q tests/house

bench: $(VENV)/.installed-dev ## measure the workloads beside their floors; one of them with W=name; BENCH_SIZE=smoke only shows that they run
	$(BIN)/python -m bench $(W)

soak: $(VENV)/.installed-dev ## every soak file (kills, a Redis that forgets, long lives), then 1,500 customers through 24 months
	$(BIN)/python -m pytest -q $(sort $(wildcard tests/*/soak_*.py))
	$(BIN)/tollbook run --seed $(SEED) --customers 1500 --months 24

image: ## build the container image
	docker build -f deploy/Dockerfile -t tollbook:$(VERSION) .

fmt: $(VENV)/.installed-dev ## format Python and protos, sort imports
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/buf format -w protos

gen: $(VENV)/.installed-dev ## generate gen/ from protos/
	tools/generate.sh

rules: $(VENV)/.installed-dev ## write what docs and READMEs say of rules, errors, events and unserved RPCs
	$(BIN)/python tools/rules.py
	$(BIN)/python tools/reference.py
	$(BIN)/python tools/served.py

clean: ## stop the suite and remove its data
	-test ! -x $(BIN)/tollbook || $(BIN)/tollbook down
	rm -rf .tollbook

$(BIN)/uv:
	PYTHON="$(PYTHON)" tools/bootstrap.sh

$(VENV)/.installed: $(BIN)/uv pyproject.toml uv.lock
	$(UV) sync --locked --inexact --no-dev --quiet
	@touch $@

$(VENV)/.installed-dev: $(BIN)/uv pyproject.toml uv.lock
	$(UV) sync --locked --inexact --quiet
	@touch $@ $(VENV)/.installed
