# Every command a developer types. `make serve` and `make test` need nothing else.
.DEFAULT_GOAL := serve
.PHONY: serve dev build assets check fmt clippy unit pages test clients encrypted disasters canary merge engine month beside histories layouts oracle lab browser chaos chaos-small bench fuzz docs deny begin judge proven

DATA ?= ./data
LISTEN ?= 127.0.0.1:8080
SEEDS ?= 2000
SECONDS ?= 60
LAB := FUDA_BINARY=target/debug/fuda .lab/v26.9.3/bin/python
RUNNER := $(shell cargo nextest --version >/dev/null 2>&1 && echo nextest run --profile whole || echo test) --no-fail-fast
NODE := $(shell command -v npm 2>/dev/null)

serve: assets ## builds the site and runs it on one machine
	cargo run --release --locked -p server -- serve --data $(DATA) --listen $(LISTEN)
dev: assets ## the same unoptimised; styles and scripts are read from disk
	$(if $(NODE),npm run --silent watch &) cargo run -p server -- serve --data $(DATA) --listen $(LISTEN)
build: assets
	cargo build --locked -p server
assets: $(if $(NODE),node_modules/.package-lock.json) ## bundles styles and scripts
	$(if $(NODE),npm run --silent assets,@echo "Node is missing: pages come without styles and scripts")
node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund && touch $@

check: fmt clippy unit ## format, lints, unit and capability tests
fmt: ; cargo fmt --all --check
clippy: ; cargo clippy --workspace --all-targets --locked -- -D warnings
unit: assets ; cargo $(RUNNER) --workspace --locked
pages: assets ; npm run --silent check

test: begin check pages clients encrypted disasters canary merge engine month histories layouts chaos-small browser judge ## everything that judges a change
begin: ; @scripts/proven begin
judge: ; @scripts/proven judge # is each promise proven by what was just run?
proven: ; scripts/proven write # the last judgement into docs/proven.md
lab: ; python3 tests/oracle/venvs.py # the clients' virtual environments, kept under .lab
clients: build lab ## six versions of Anki against the built binary; docs/clients.md
	$(LAB) tests/oracle/clients.py --write
encrypted: build lab ## the same over https, scanned; a certificate of a real authority; what the desktop program asks
	$(LAB) tests/oracle/encrypted.py && $(LAB) tests/oracle/certificates.py
disasters: build lab ## the machine is lost, a backup comes back: what do real clients make of it?
	$(LAB) tests/oracle/disasters.py
canary: build lab ## a word in every field, and 45 days: what is left where it may not be?
	$(LAB) tests/oracle/canary.py
merge: lab ## requests of every kind: the answers and rows of Anki's own server?
	cargo build --locked -p collection --example merge_jsonl
	cd tests/oracle && ../../.lab/v26.9.3/bin/python -m merge
engine: lab ## studying, rendering, searching: the answers of Anki's own library?
	cargo build --locked -p engine-jsonl && $(LAB) tests/oracle/engine.py --small
beside: build ## the same cards in the real desktop program and in the study page; docs/cards.md; needs xvfb
	python3 tests/oracle/venvs.py desktop
	FUDA_BINARY=target/debug/fuda .lab/desktop/bin/python tests/oracle/side_by_side.py --write
month: build lab ; $(LAB) tests/oracle/month.py --seeds 2 --days 6 ## study in turns on a device and on the website
histories: build lab ; $(LAB) tests/oracle/histories.py --seeds 60 ## random histories: equal to Anki's own server?
layouts: build lab ## files of every schema in and out, and the answer sheets: equal to what Anki's own library makes?
	cargo build --locked -p collection --example layouts
	.lab/v26.9.3/bin/python tests/oracle/layouts/judge.py --tool target/debug/examples/layouts --old .lab/v2.1.49/bin/python
	folder=$$(mktemp -d) && $(LAB) crates/quarantine/tests/wheel/compare.py --cage target/debug/fuda --old-python .lab/v2.1.49/bin/python $$folder && \
	$(LAB) crates/quarantine/tests/wheel/repairs.py $$folder/gaps; code=$$?; rm -rf $$folder; exit $$code
	.lab/v26.9.3/bin/python tests/oracle/sheets/make_model_sheets.py --check --small 2>/dev/null
oracle: build lab ## the last four in full: make oracle SEEDS=2000
	.lab/v26.9.3/bin/python tests/oracle/sheets/make_model_sheets.py --check 2>/dev/null
	cargo build --release --locked -p engine-jsonl && $(LAB) tests/oracle/engine.py --write
	$(LAB) tests/oracle/month.py --seeds 12 && $(LAB) tests/oracle/histories.py --seeds $(SEEDS)
browser: build lab ; npm run --silent browser ## journeys in Debian's Chromium
chaos: build lab ; $(LAB) tests/chaos/campaign.py --write ## kills, full disks, bombs; docs/reliability.md
chaos-small: build lab ; $(LAB) tests/chaos/campaign.py --small
fuzz: build lab ## bytes that break a promise, SECONDS for each reader, and 50,000 damaged requests
	cargo fuzz --version >/dev/null 2>&1 || cargo install --locked cargo-fuzz
	fuzz/run.py --seconds $(SECONDS)
	$(LAB) tests/chaos/noise.py --requests 50000
bench: assets lab ## Anki's own server and Fuda in turn, medians of three; docs/benchmark.md
	cargo build --release --locked -p server && cargo build --release --locked -p collection --example study_speed
	FUDA_BINARY=target/release/fuda .lab/v26.9.3/bin/python benches/run.py --write
docs: build ## generated pages
	target/debug/fuda config --markdown > docs/operators/settings.md
	target/debug/fuda config > deploy/fuda.toml
	target/debug/fuda register > docs/privacy.md
	PROMISES=write cargo test -q --locked -p server --test promises
deny: ; scripts/deny ## licences, sources, walls; advisories where their database can be reached
