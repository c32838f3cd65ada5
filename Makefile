# Thin names for the real commands. `make run` and `make test` are all a newcomer needs.

.PHONY: run build test check test-long bench setup dependencies advisories sbom frontend openapi fmt clean-data

export CARGO_TERM_COLOR ?= auto

## run: build the program, fill ./data with a sample edition when it is empty, serve it
run: build
	@[ -e data/palmares.sqlite ] || target/release/palmares demo --data data
	target/release/palmares serve --data data

## build: the pages, then the program with the pages inside
build: frontend
	cargo build --release --locked

frontend: frontend/dist/index.html

frontend/node_modules/.package-lock.json: frontend/package-lock.json
	cd frontend && npm ci --no-audit --no-fund
	@touch $@

frontend/dist/index.html: frontend/node_modules/.package-lock.json $(shell find frontend/src frontend/messages frontend/plugins frontend/public frontend/index.html frontend/vite.config.ts -type f 2>/dev/null)
	cd frontend && npm run build

## check: what one runs while working; under two minutes once built
check: frontend/node_modules/.package-lock.json
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cargo test --workspace --lib --locked
	cargo test --test it --locked tidy
	cd frontend && npm run check && npm run lint && npm test

## setup: Debian packages that the tests need (PostgreSQL, Chromium)
setup:
	tests/scripts/setup

## dependencies: licences, bans and sources of everything that comes in
dependencies:
	tests/scripts/dependencies

## advisories: known faults of dependencies, where their database is at hand
advisories:
	tests/scripts/dependencies advisories

## sbom: what the program is made of, as CycloneDX, into target/sbom
sbom:
	tests/scripts/sbom

## test: everything, on both databases and in a real browser
test: setup dependencies frontend check
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --document-private-items --locked
	cargo test --workspace --locked
	tests/scripts/with-postgres cargo test --test it --locked
	cd frontend && npm run api:check && npm run budget
	tests/scripts/browser

## test-long: the long forms: simulated panels, more replicates
test-long: test
	SCORING_REPLICATES=200 cargo test -p scoring --release --locked --test simulation -- --nocapture

## bench: criterion for scoring and export, then a load driver over HTTP
bench: frontend
	cargo bench -p scoring --locked
	cargo bench --bench export --bench rules --locked
	cargo bench --bench load --locked

## openapi: bring docs/openapi.json and the frontend's client up to date
openapi:
	UPDATE_OPENAPI=1 cargo test --test it the_committed_document
	cd frontend && npm run api:generate

fmt:
	cargo fmt --all
	cd frontend && npm run format

clean-data:
	rm -rf data
