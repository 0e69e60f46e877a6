"""Every benchmark in turn, each a ratio within one run."""

from benchmarks import due, guard, listening, sending

if __name__ == "__main__":
    for benchmark in (guard, sending, listening, due):
        benchmark.main()
