# The commands of the house; `make help` lists them. Everything else is `.venv/bin/python manage.py ...`.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
RUN := $(VENV)/bin/python
MANAGE := $(RUN) manage.py
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --no-input
ASSETS := $(shell find static -type f 2>/dev/null)
SERVE := $(VENV)/bin/gunicorn ntm.wsgi:application --bind 127.0.0.1:$(PORT) --worker-class gthread \
	--workers 2 --threads 4 --preload --no-control-socket

.PHONY: help run serve administrator test lint messages screenshots bench bench-one reference
.DEFAULT_GOAL := help

help: ## list these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

run: reference staticfiles/staticfiles.json ## try it out: illustration, demo accounts, http://127.0.0.1:8000 (PORT= changes it)
	@$(MANAGE) load_illustration
	@$(MANAGE) create_demo_accounts
	@echo "http://127.0.0.1:$(PORT)/  (Ctrl+C: dừng / stop)"
	@$(SERVE)

serve: reference staticfiles/staticfiles.json ## a real installation: no illustration, no demo accounts
	@$(MANAGE) create_administrator --remind
	@echo "http://127.0.0.1:$(PORT)/  (Ctrl+C: dừng / stop)"
	@$(SERVE)

administrator: $(VENV)/runtime.stamp ## create an administrator; asks for name and password
	@$(MANAGE) create_administrator

test: $(VENV)/development.stamp ## the whole suite, on SQLite or on DATABASE_URL; ARGS= goes to pytest
	@$(RUN) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: $(VENV)/development.stamp ## style of Python and templates, and that no migration is missing
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/djlint templates --lint --quiet  # not its formatter: it puts spaces into titles and inline text
	$(MANAGE) makemigrations --check --dry-run

messages: $(VENV)/runtime.stamp ## collect the texts to translate and compile the Vietnamese catalogue (needs gettext)
	$(MANAGE) makemessages --locale vi --no-obsolete --no-location --ignore 'staticfiles/*' --ignore '$(VENV)/*'
	$(MANAGE) compilemessages --locale vi

screenshots: $(VENV)/development.stamp reference staticfiles/staticfiles.json ## every page at 1440 and 390 into screenshots/
	@$(MANAGE) load_illustration
	@$(MANAGE) create_demo_accounts
	@$(RUN) -m tests.browser.screenshots

bench: $(VENV)/runtime.stamp staticfiles/staticfiles.json ## pages beside their plain SQL; BENCH_POSTGRES=postgres://... adds PostgreSQL
	@DATABASE_URL=sqlite:///bench.sqlite3 $(MAKE) --no-print-directory bench-one
	@[ -z "$(BENCH_POSTGRES)" ] || DATABASE_URL=$(BENCH_POSTGRES) $(MAKE) --no-print-directory bench-one

bench-one:
	@$(MANAGE) migrate --no-input --verbosity 0
	@$(MANAGE) load_reference >/dev/null
	@$(MANAGE) load_illustration >/dev/null
	@$(RUN) -m bench.pages
	@$(RUN) -m bench.workbook

reference: $(VENV)/runtime.stamp
	@$(MANAGE) migrate --no-input --verbosity 0
	@$(MANAGE) load_reference

# Hashed and compressed once, again only when an asset or a package has changed.
staticfiles/staticfiles.json: $(ASSETS) $(VENV)/runtime.stamp
	@echo "Nén tệp tĩnh / compressing assets ..."
	@$(MANAGE) collectstatic --no-input --clear --verbosity 0
	@touch $@

$(VENV)/development.stamp: requirements-dev.txt requirements.txt $(VENV)/created.stamp
	@echo "Cài thư viện kiểm thử / installing what the tests need (1-2 phút / minutes) ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch $(VENV)/runtime.stamp $@

$(VENV)/runtime.stamp: requirements.txt $(VENV)/created.stamp
	@echo "Cài thư viện / installing libraries (khoảng 1 phút / about a minute) ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/created.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Cần Python 3.11 trở lên / Python 3.11 or newer is needed: sudo apt install python3" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "Thiếu gói python3-venv / python3 -m venv is missing: sudo apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@
