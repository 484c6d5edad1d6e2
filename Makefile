# HIP Desk: two commands do everything; the rest are their parts.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .stamps
READY := $(STAMPS)/ready
SHARED := $(wildcard ../shared/data)
export PYTHONDONTWRITEBYTECODE := 1
export QT_QPA_PLATFORM_FONTDIR :=

.PHONY: run test check format bench pictures soak clean lock system

run: $(READY)
	@$(BIN)/python installer/run_demo.py

test: $(READY)
	@$(BIN)/python installer/run_checks.py

check: $(READY)
	@$(BIN)/python installer/run_checks.py --no-tests

format: $(READY)
	$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format .

bench: $(READY)
	$(BIN)/python -m tests.bench $(ROWS)

pictures: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.support.pictures

soak: $(READY)
	$(BIN)/python installer/run_checks.py --soak

lock:
	$(BIN)/python -m uv --version >/dev/null 2>&1 || $(BIN)/pip install --quiet uv
	$(BIN)/python -m uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 --quiet -o requirements.lock >/dev/null

clean:
	rm -rf $(VENV) $(STAMPS) out build dist

$(READY): requirements.lock pyproject.toml installer/system_libraries.sh
	@sh installer/system_libraries.sh
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@mkdir -p $(STAMPS) && touch $(READY)
