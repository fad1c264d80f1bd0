.PHONY: build test check lint format demo bench mutants torture asan fuzz clean

build:
	swift build

test:
	scripts/test

lint:
	scripts/lint

check: lint test

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests Examples
	find Sources/FFmpegShim Sources/SampleKernels Sources/WorkerConfinement Tests/Fuzz -name '*.[ch]' | xargs clang-format -i

demo:
	scripts/demo

bench:
	scripts/bench
	scripts/bench-booking
	scripts/bench-feed
	scripts/bench-http

mutants:
	scripts/mutants

torture:
	STUDIO_TORTURE=1 scripts/test

fuzz:
	scripts/fuzz

asan:
	scripts/asan

clean:
	rm -rf .build .build-* demo-data
