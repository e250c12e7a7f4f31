"""Run every benchmark and print the table of docs/explanation/performance.md."""

from benchmarks import cold_start, people_lists, school_plans

if __name__ == "__main__":
    print("| what | figure | ratio, median (spread) | goal |")
    print("|---|---|---|---|")
    for benchmark in (cold_start, school_plans, people_lists):
        print(benchmark.run(), flush=True)
