"""Runs the peers on the generated files, each in a process of its own, and writes a row each to `peers.jsonl`.

    python benches/peers/run.py [k1] [k2] [k3] [--instances 10k,100k] [--queries 500] [--peers lapx,matching]

README.md tells what is measured and what is not. This process stays small, so that it is not counted in the memory of
those it starts: it imports no package that is not Python's.
"""
import argparse
import glob
import importlib.metadata
import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass

import peer

HERE = os.path.dirname(os.path.abspath(__file__))
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
KEY = ("kernel", "instance", "direction", "filtered", "peer")


@dataclass
class Peer:
    """A peer of a kernel; `package` is what `pip` installs, and `at` lists the instances it is run on (else all)."""
    kernel: str
    name: str
    package: str
    at: tuple = ()
    ways: tuple = ({},)
    queries: int = sys.maxsize


PEOPLE = {"direction": "people-needs", "filtered": False}
PEOPLE_FILTERED = {"direction": "people-needs", "filtered": True}
NEEDS = {"direction": "needs-people", "filtered": False}

PEERS = [
    Peer("k1", "plain by region", "numba", ways=(PEOPLE_FILTERED,)),
    Peer("k1", "scipy by region", "scipy", ways=(PEOPLE_FILTERED,)),
    Peer("k1", "sparse_dot_topn", "sparse-dot-topn", ways=(PEOPLE, NEEDS)),
    Peer("k1", "qdrant-edge", "qdrant-edge-py", ways=(PEOPLE_FILTERED, PEOPLE), queries=200),
    Peer("k2", "OR-Tools min-cost flow", "ortools"),
    Peer("k2", "OR-Tools linear sum assignment", "ortools", at=("dense1k",)),
    Peer("k2", "lapx", "lapx", at=("dense1k",)),
    Peer("k2", "scipy dense", "scipy", at=("dense1k",)),
    Peer("k2", "scipy sparse", "scipy", at=("dense1k", "10k")),
    Peer("k3", "plain loop", "numba"),
    Peer("k3", "matching", "matching", at=("1k",)),
]
INSTANCES = {"k2": ["dense1k", "10k", "100k", "400k"], "k3": ["1k", "10k", "100k", "1m"]}
AGREE = {"k2": "objective", "k3": "checksum"}


def instances(kernel, wanted):
    """The instances asked for, else all; those of K1 are the files that there are."""
    files = glob.glob(peer.path("k1_*.k1"))
    names = INSTANCES.get(kernel) or sorted(os.path.basename(file)[3:-3] for file in files)
    return [name for name in names if not wanted or name in wanted]


def version(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def start(one, instance, way, options):
    """Runs one peer; the row that it reports, or what went wrong."""
    command = [sys.executable, os.path.join(HERE, f"{one.kernel}.py"), one.name, instance]
    if one.kernel == "k1":
        command += [way["direction"], str(int(way["filtered"])), str(min(options.queries, one.queries))]

    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (options.limit, options.limit + 5))

    environment = os.environ | ONE_THREAD | {"ETABLERA_PEERS": peer.FOLDER}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, preexec_fn=limit)
    if done.returncode < 0:
        return None, f"stopped by signal {-done.returncode}; the limit is {options.limit} s of the processor"
    rows = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or len(rows) != 1:
        return None, f"failed with status {done.returncode}"
    return json.loads(rows[0]), None


def key(row):
    return tuple(row.get(field) for field in KEY)


def read():
    try:
        with open(peer.path("peers.jsonl"), encoding="utf-8") as file:
            return {key(row): row for row in map(json.loads, file)}
    except FileNotFoundError:
        return {}


def write(rows):
    """All rows or none, in the order of their keys."""
    target = peer.path("peers.jsonl")
    with open(target + ".new", "w", encoding="utf-8") as file:
        for _, row in sorted(rows.items(), key=lambda item: str(item[0])):
            file.write(json.dumps(row) + "\n")
    os.replace(target + ".new", target)


def disagreement(rows, kernel, instance):
    """Marks as not exact what another peer proves wrong, and says so.

    The higher of two totals of checked plans is right; of two different checksums of stable plans neither is known
    to be.
    """
    field = AGREE.get(kernel)
    same = [row for row in rows.values() if (row["kernel"], row["instance"]) == (kernel, instance)]
    answers = {row[field] for row in same if row["exact"]} if field else set()
    if len(answers) < 2:
        return None
    for row in same:
        row["exact"] = row["exact"] and field == "objective" and row[field] == max(answers)
    return ", ".join(f"{row['peer']} {row[field]}" for row in same)


def line(row):
    did = f"{row['cpu_s']:.4g} CPU s"
    if "queries" in row:
        did = f"{row['queries'] / row['cpu_s']:.0f} queries a CPU-second"
    answer = "".join(f", {field} {row[field]}" for field in AGREE.values() if field in row)
    exact = "exact" if row["exact"] else "NOT EXACT"
    return f"{did}, built in {row['build_s']:.2f} s, {row['peak_mb']:.0f} MB, {exact}{answer}"


def measure(one, instance, options):
    """Runs a peer on an instance in all its ways, and keeps the rows; whether all went well."""
    is_well = True
    for way in one.ways:
        label = " ".join([one.kernel, instance, *(["filtered"] if way.get("filtered") else []),
                          *([way["direction"]] if way else []), one.name])
        found, fault = start(one, instance, way, options)
        if fault:
            print(f"{label}: FAULT: {fault}", flush=True)
            is_well = False
            continue
        row = {"kernel": one.kernel, "instance": instance} | way | {"peer": one.name, "version": version(one.package)}
        rows = read()
        rows[key(row)] = row | found
        is_well &= found["exact"]
        print(f"{label} {row['version']}: {line(row | found)}", flush=True)
        if difference := disagreement(rows, one.kernel, instance):
            print(f"{label}: FAULT: peers differ: {difference}", flush=True)
            is_well = False
        write(rows)
    return is_well


def run(kernel, options):
    """Runs the peers of a kernel; one `bool` for each that was run, whether all went well."""
    well = []
    there = instances(kernel, options.instances)
    if not there:
        print(f"{kernel}: SKIPPED: no such instance; `generate.py {kernel}` writes them to {peer.FOLDER}")
    for instance in there:
        file = peer.path(f"{kernel}_{instance}.{'k1' if kernel == 'k1' else 'bin'}")
        if not os.path.exists(file):
            print(f"{kernel} {instance}: SKIPPED: no `{file}`: `generate.py {kernel}` writes it")
            continue
        for one in PEERS:
            if one.kernel != kernel or (one.at and instance not in one.at):
                continue
            if options.peers and one.name not in options.peers:
                continue
            if version(one.package) is None:
                print(f"{kernel} {instance} {one.name}: SKIPPED: not installed: pip install -r requirements.txt")
                continue
            well.append(measure(one, instance, options))
    return well


def arguments():
    names = sorted({one.name for one in PEERS})
    parser = argparse.ArgumentParser(description="Runs the peers on the generated files.")
    parser.add_argument("kernels", nargs="*", metavar="k1|k2|k3", help="all if none is named")
    parser.add_argument("--instances", type=lambda text: text.split(","), help="such as 10k,100k; all if not given")
    parser.add_argument("--queries", type=int, default=500, help="of K1 (500); some peers take fewer")
    parser.add_argument("--peers", type=lambda text: text.split(","), help=f"some of: {', '.join(names)}")
    parser.add_argument("--limit", type=int, default=900, help="seconds of the processor a peer (900)")
    options = parser.parse_args()
    if unknown := set(options.kernels) - {"k1", "k2", "k3"}:
        parser.error(f"`{sorted(unknown)[0]}` is no kernel: expected k1, k2 or k3")
    if unknown := set(options.peers or []) - set(names):
        parser.error(f"`{sorted(unknown)[0]}` is no peer: expected some of {', '.join(names)}")
    if options.queries < 1:
        parser.error("`--queries` expects at least 1")
    return options


def main():
    options = arguments()
    well = [one for kernel in options.kernels or ["k1", "k2", "k3"] for one in run(kernel, options)]
    if not well:
        sys.exit("no peer was run")
    sys.exit(0 if all(well) else "a peer failed or was not exact")


if __name__ == "__main__":
    main()
