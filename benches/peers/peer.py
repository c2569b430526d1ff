"""What the processes of all peers share: the folder, the stopwatch and the row that is handed back."""
import json
import os
import resource
import sys
import time

FOLDER = os.environ.get("ETABLERA_PEERS", os.path.join("target", "peers"))


def path(name):
    return os.path.join(FOLDER, name)


def peak_mb():
    """The most memory that this process has held, Python and input included, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak * (1 if sys.platform == "darwin" else 1024) / 1e6, 1)


def build(make):
    """What `make` returns, and the seconds of the processor that it took."""
    start = time.process_time()
    made = make()
    return made, {"build_s": round(time.process_time() - start, 6)}


def batch(run, count):
    """What the last of some runs returns, and the seconds of the processor a run."""
    start = time.process_time()
    for _ in range(count):
        answer = run()
    return answer, (time.process_time() - start) / count


def solve(run, once=False):
    """What `run` returns, and what it took: the least of some batches, as other work on the machine only adds.

    A batch takes a tenth of a second, because systems count in steps of milliseconds; batches take a second in all,
    unless `once`. The peak is that after the first run.
    """
    start = time.perf_counter()
    answer, least = batch(run, 1)
    seconds, peak = time.perf_counter() - start, peak_mb()
    if seconds < 1 and not once:
        count = max(1, int(0.1 / seconds))
        least = min(batch(run, count)[1] for _ in range(10))
    return answer, {"cpu_s": round(least, 7), "peak_mb": peak}


def report(*parts):
    """Writes the row, the only line on the standard output that begins with a brace."""
    print(json.dumps({key: value for part in parts for key, value in part.items()}), flush=True)
