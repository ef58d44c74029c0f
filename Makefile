# make run    opens the window (the first time: sets everything up and invents a sample hospital)
# make check  runs the quick checks: style, types, contracts and the fast tests
# make test   runs every check
# make bench  measures speed and memory
# make voices measures themes and tone of comments (VOICES_DATA=folder of labeled comments)
# make simulate  counts what is said of invented units whose truth is known
# make catalogs  collects the sentences to translate and merges them into resources/locale
# make words  prints every text with its reading grade, length and jargon (SUMMARY=1: the figures)
# make pins   resolves the pinned requirements anew
# make faults tries every promise thousands of times (kills, power cuts, flipped bits), for the night
# make sbom   lists the parts of the program with versions, licenses and hashes
# make bundle       builds the program as one folder that needs no Python; bundle-test tries it
# make deb          puts that folder into a package for Debian and Ubuntu
# make manual       builds the manual; screenshots takes its pictures anew

VENV := .venv
PY := $(VENV)/bin/python
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP := $(PY) -m pip install --disable-pip-version-check --no-deps --require-hashes
SAMPLE_PICTURE := throughline-sample.png

.PHONY: run check nightly test bench simulate voices catalogs words pins bundle bundle-test deb manual screenshots faults sbom
.DELETE_ON_ERROR:

run: $(VENV)/run.stamp
	@$(PY) -m ui.cli.first_start $(SAMPLE_PICTURE)

check: $(VENV)/test.stamp
	$(STATIC)
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n auto --dist worksteal -m "not slow"

test: $(VENV)/test.stamp
	$(STATIC)
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n auto --dist worksteal --durations=25

# Each page at five sizes and three scales, in words 40 % longer than English: no text is cut off.
# And thousands of damaged files, which must be read or refused in time.
nightly: $(VENV)/test.stamp
	for scale in 1 1.5 2; do \
		QT_SCALE_FACTOR=$$scale THROUGHLINE_NIGHTLY=1 QT_QPA_PLATFORM=offscreen \
			$(PY) -m pytest -q tests/ui/pages/test_sizes.py || exit 1; \
	done
	$(PY) -m tests.benchmarks.mutated_files

define STATIC
$(PY) -m ruff check .
$(PY) -m ruff format --check .
$(PY) -m mypy
$(VENV)/bin/lint-imports
$(PY) -m deptry .
endef

bench: $(VENV)/test.stamp
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.benchmarks.bench

voices: $(VENV)/test.stamp
	$(PY) -m tests.models.huddle.comments.voices_measures $(if $(WORDS),--words) $(if $(WRITE),--write)

simulate: $(VENV)/test.stamp
	OPENBLAS_NUM_THREADS=1 $(PY) -m tests.benchmarks.simulations

words: $(VENV)/test.stamp
	@$(PY) -m tests.words.report $(if $(SUMMARY),--summary)

# Without line numbers and dates, so that a catalog changes only where a sentence does.
CATALOGS := resources/locale
TEMPLATE := build/throughline.pot
catalogs: $(VENV)/run.stamp
	@mkdir -p build
	@PYTHONPATH=packaging $(VENV)/bin/pybabel --quiet extract -F packaging/babel.cfg -k N_ -k counted:2,3 --add-location=file --sort-by-file \
		--project=Throughline --copyright-holder=Throughline --width=100 -o $(TEMPLATE) .
	@$(VENV)/bin/pybabel --quiet update -D throughline -i $(TEMPLATE) -d $(CATALOGS) -l es \
		--no-fuzzy-matching --ignore-pot-creation-date --width=100

$(PY):
	@test -n "$(PYTHON)" || { echo "error: Python 3.11 or newer was not found."; \
		echo "hint: Install it, or name it: make run PYTHON=/path/to/python3"; exit 1; } >&2
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "hint: On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }

$(VENV)/run.stamp: requirements.txt | $(PY)
	@echo "Installing the pinned packages into $(VENV) (once; about 200 MB to fetch)"
	@$(PIP) --quiet --progress-bar on -r requirements.txt
	@$(PY) -m ui.cli.qt_libraries
	@touch $@

$(VENV)/test.stamp: requirements-dev.txt | $(PY)
	@echo "Installing the pinned packages into $(VENV) (once; about 250 MB to fetch)"
	@$(PIP) --quiet --progress-bar on -r requirements-dev.txt
	@$(PY) -m ui.cli.qt_libraries
	@touch $@

# One resolution for every platform and every Python from 3.11 on, which pip-compile cannot do.
PINS := $(VENV)/pins
UV := $(PINS)/bin/uv pip compile pyproject.toml --universal --fork-strategy fewest \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet

pins: | $(PY)
	test -x $(PINS)/bin/uv || { $(PY) -m venv $(PINS) && $(PINS)/bin/pip install --quiet uv; }
	$(UV) -o requirements.txt
	$(UV) --group dev -c requirements.txt -o requirements-dev.txt

# Tools that only packaging needs, beside the pinned packages of the program.
$(VENV)/bundle.stamp: requirements.txt | $(PY)
	@$(PIP) --quiet --progress-bar on -r requirements.txt
	@$(PY) -m pip install --disable-pip-version-check --quiet \
		'pyinstaller>=6.16,<7' 'mkdocs-material>=9.6,<10'
	@$(PY) -m ui.cli.qt_libraries
	@touch $@

bundle: $(VENV)/bundle.stamp
	@$(PY) packaging/bundle.py

bundle-test:
	@$(PYTHON) packaging/bundle_test.py

deb:
	@$(PYTHON) packaging/deb.py

manual: $(VENV)/bundle.stamp
	@$(PY) packaging/manual.py

screenshots: $(VENV)/run.stamp
	@$(PY) docs/screenshots.py

faults: $(VENV)/test.stamp
	$(PY) -m tests.faults.report

sbom: $(VENV)/run.stamp
	@$(PY) packaging/sbom.py
