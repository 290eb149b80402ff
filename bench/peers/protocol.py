"""How a peer talks to the benchmark: settings in the first argument (JSON), one line "ready <versions>" after warm-up,
then for every line read from standard input one timed run, answered by its seconds."""
import json
import sys
import time


def settings():
    return json.loads(sys.argv[1])


def serve(versions, run):
    print("ready", versions, flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        run()
        print(time.perf_counter() - start, flush=True)
