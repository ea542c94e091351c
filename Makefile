# make serve   set everything up, train if needed, run the assistant on http://127.0.0.1:5005
# make test    set everything up, run the tests
# make lint    style, types, which part knows which, dead code, the standard's files
# make bench   print what the program costs on this machine
# make weights learn anew how much speaks for a question that a message may put
# make encoder train the sentence encoder further on the texts as they are now, MINUTES long, to build/encoder.int8.onnx
# make lock    resolve requirements.lock anew
#
# Needs Python 3.10 or 3.11, make and a C compiler; everything else it gets by itself. Variables: PYTHON, PORT, ACTIONS_PORT, ARGS.

SHELL := /bin/sh
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.9.5
PORT ?= 5005
ACTIONS_PORT ?= 5055
ARGS ?=

export RASA_TELEMETRY_ENABLED := false

.PHONY: help setup serve test lint bench weights encoder lock clean

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | sed -n '1,/^$$/p'

setup: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml scripts/setup.sh
	@VENV="$(VENV)" UV_VERSION="$(UV_VERSION)" PYTHON="$(PYTHON)" sh scripts/setup.sh
	@touch $@

serve: setup
	@exec $(BIN)/advisor serve --port $(PORT) --actions-port $(ACTIONS_PORT) $(ARGS)

test: setup
	@$(BIN)/python -m pytest $(ARGS)

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo --no-cache
	@$(BIN)/vulture
	@$(BIN)/advisor lint

bench: setup
	@$(BIN)/python -W ignore -m tests.bench
	@$(BIN)/python -W ignore -m tests.bench.pages
	@$(BIN)/python -W ignore -m tests.bench.staff_training
	@$(BIN)/python -W ignore -m tests.bench.engines

weights: setup
	@$(BIN)/python -W ignore -m tests.bench.weights

MINUTES ?= 30

encoder: setup
	@test -d .venv-encoder || { $(BIN)/python -m venv .venv-encoder && .venv-encoder/bin/pip install --quiet -r scripts/encoder/requirements.txt; }
	@mkdir -p build
	@$(BIN)/python -W ignore scripts/encoder/texts.py build/encoder-texts.json
	@.venv-encoder/bin/python -W ignore scripts/encoder/train.py build/encoder-texts.json bot/language/encoder/encoder.int8.onnx \
		bot/language/encoder/tokenizer.json build/encoder.int8.onnx $(MINUTES)
	@echo "build/encoder.int8.onnx: put it in place of the one in bot/language/encoder, run make weights, and keep it if that is better"

lock: setup
	@UV=$$(cat $(VENV)/.uv) && $$UV pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf build $(VENV) .uv .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
