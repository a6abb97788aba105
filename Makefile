# Every command a developer types. `make serve` and `make test` need nothing else.
.DEFAULT_GOAL := serve
.PHONY: serve dev build assets check fmt clippy unit test clients oracle browser bench fuzz chaos chaos-small docs deny

DATA ?= ./data
LISTEN ?= 127.0.0.1:8080
SEEDS ?= 2000
FUDA := target/debug/fuda
LAB := .lab/v26.9.3/bin/python
# Tests run on what CI builds: warnings are errors there, not while typing.
NEXTEST := $(shell cargo nextest --version >/dev/null 2>&1 && echo "nextest run --no-fail-fast" || echo "test --no-fail-fast")

serve: assets ## builds and runs the site on one machine
	cargo run --release -p server -- serve --data $(DATA) --listen $(LISTEN)
dev: assets ## the same, unoptimised, assets read from disk
	cargo run -p server -- serve --data $(DATA) --listen $(LISTEN)
build: assets
	cargo build -p server
assets: ## bundles styles and scripts; without Node the pages work without them
	@if command -v npm >/dev/null && [ -f package.json ]; then scripts/assets; fi

check: fmt clippy unit ## format, lints, unit and capability tests
fmt:
	cargo fmt --all --check
clippy:
	cargo clippy --workspace --all-targets --locked -- -D warnings
unit:
	cargo $(NEXTEST) --workspace --locked

test: assets check clients histories chaos-small browser ## everything that judges a change
clients: build lab ## real clients of six versions against the built binary
	FUDA_BINARY=$(FUDA) $(LAB) tests/oracle/clients.py --write
histories: build lab ## random histories: equal to Anki's own server?
	FUDA_BINARY=$(FUDA) $(LAB) tests/oracle/histories.py --seeds 60
oracle: build lab ## the same in full: make oracle SEEDS=2000
	FUDA_BINARY=$(FUDA) $(LAB) tests/oracle/histories.py --seeds $(SEEDS)
lab: # the clients' virtual environments, kept under .lab
	python3 tests/oracle/venvs.py
browser: build ## journeys in Debian's Chromium
	@if [ -d tests/browser ]; then scripts/browser; fi

chaos: build lab ## kills, full disks, bombs, hostile accounts: in full
	FUDA_BINARY=$(FUDA) $(LAB) tests/chaos/campaign.py --write
chaos-small: build lab
	FUDA_BINARY=$(FUDA) $(LAB) tests/chaos/campaign.py --small
bench: assets lab ## Anki's own server and Fuda in turn, medians of three
	cargo build --release -p server
	FUDA_BINARY=target/release/fuda $(LAB) benches/run.py --write
fuzz: ## parsers, for a while each
	scripts/fuzz
docs: build ## generated pages
	scripts/docs
deny: ## licences, sources, walls; advisories where their database can be fetched
	scripts/deny
