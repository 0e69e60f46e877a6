"""Every benchmark in turn, each a ratio within one run."""

from benchmarks import due, guard, listening, safety, sending

if __name__ == "__main__":
    for benchmark in (guard, safety, sending, listening, due):
        benchmark.main()
