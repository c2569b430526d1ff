"""Writes the seeded workloads: python benches/peers/generate.py k1|k2|k3 ...

README.md tells what each is. The random source is NumPy's PCG64, so that the same NumPy writes the same bytes; the
order of the draws below is therefore part of the workload.
"""
import os
import sys

import numpy as np

import k1_export
import peer

COMPETENCES = 14_000
PARENTS = 640  # of the competences, in the taxonomy; numbered after them
OCCUPATIONS = 3_000
REGIONS = 60  # local labour markets; number 60 itself is "anywhere"


def zipf(count, exponent=1.0, shift=20.0):
    """The chances of a Zipf-Mandelbrot distribution."""
    weights = 1.0 / (np.arange(count) + shift) ** exponent
    return weights / weights.sum()


def draw(rng, chances, shape):
    return np.searchsorted(np.cumsum(chances), rng.random(shape)).clip(0, len(chances) - 1)


def begins(rows, count):
    """Where each of `count` rows begins, and the end."""
    return np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=count))])


def distinct(rng, rows, ids, sizes, width):
    """Drops what a row has twice and cuts each row, in random order, to its size; sorted within a row."""
    count = len(sizes)
    key = np.unique(rows.astype(np.int64) * width + ids)
    rows, ids = key // width, key % width
    order = np.lexsort((rng.random(len(rows)), rows))
    rows, ids = rows[order], ids[order]
    start = np.searchsorted(rows, np.arange(count))
    keep = np.arange(len(rows)) - start[rows] < sizes[rows]
    rows, ids = rows[keep], ids[keep]
    order = np.lexsort((ids, rows))
    rows, ids = rows[order], ids[order]
    return begins(rows, count).astype(np.int64), ids.astype(np.int32)


class Competences:
    """What needs ask for and people have: 'zipf' draws each apart, 'occ' through latent occupations."""

    def __init__(self, rng, mode):
        self.rng, self.mode = rng, mode
        self.chances = zipf(COMPETENCES)
        self.of_rank = rng.permutation(COMPETENCES)
        self.parent = (rng.permutation(COMPETENCES) % PARENTS) + COMPETENCES
        self.trades = zipf(OCCUPATIONS, 0.9, 5.0)
        sizes = rng.integers(20, 61, OCCUPATIONS)
        field = rng.integers(0, 100, OCCUPATIONS)
        pools = rng.integers(0, COMPETENCES, (100, 200))
        of_trade = []
        for trade in range(OCCUPATIONS):  # half from the pool of its field, half from all
            half = sizes[trade] // 2
            special = pools[field[trade]][rng.integers(0, 200, half)]
            common = self.of_rank[draw(rng, self.chances, sizes[trade] - half)]
            of_trade.append(np.unique(np.concatenate([special, common])))
        self.of_trade = np.concatenate(of_trade)
        self.first = np.concatenate([[0], np.cumsum([len(ids) for ids in of_trade])])

    def sets(self, count, least, most, trades):
        """Sets of `least` to `most` competences; in mode 'occ' out of as many `trades`, and 15 % out of all."""
        rng = self.rng
        sizes = rng.integers(least, most + 1, count)
        drawn = np.ceil(sizes * 1.4).astype(np.int64) + 2  # enough that repeats can be dropped
        rows = np.repeat(np.arange(count), drawn)
        if self.mode == "zipf":
            ids = np.searchsorted(np.cumsum(self.chances), rng.random(len(rows)), side="right")
            first, ids = distinct(rng, rows, ids.clip(0, COMPETENCES - 1), sizes, COMPETENCES)
            return first, self.of_rank[ids].astype(np.int32)
        own = draw(rng, self.trades, (count, trades))
        trade = own[rows, rng.integers(0, trades, len(rows))]
        start, end = self.first[trade], self.first[trade + 1]
        ids = self.of_trade[start + (rng.random(len(rows)) * (end - start)).astype(np.int64)]
        general = rng.random(len(rows)) < 0.15
        ids[general] = self.of_rank[draw(rng, self.chances, general.sum())]
        return distinct(rng, rows, ids, sizes, COMPETENCES)


def needs(rng, competences, count):
    """A tenth of what is asked for is a parent; weights 3 or 1, scaled so that a need has 10 000 in all."""
    terms = COMPETENCES + PARENTS
    first, ids = competences.sets(count, 5, 30, 1)
    rows = np.repeat(np.arange(count), np.diff(first))
    is_parent = rng.random(len(ids)) < 0.10
    ids = np.where(is_parent, competences.parent[ids], ids).astype(np.int64)
    key = np.unique(rows * terms + ids)
    rows, ids = key // terms, key % terms
    weight = np.where(rng.random(len(ids)) < 0.5, 3, 1)
    total = np.bincount(rows, weights=weight, minlength=count)
    weight = np.floor(10_000 * weight / total[rows]).astype(np.int32)
    return {"nptr": begins(rows, count).astype(np.int64), "nid": ids.astype(np.int32), "nw": weight}


def people(rng, competences, count):
    """Strengths of 20 to 100; each competence lends its parent 40 % of its own, and the strongest counts."""
    first, ids = competences.sets(count, 10, 60, 2)
    rows = np.repeat(np.arange(count), np.diff(first))
    strength = rng.integers(20, 101, len(ids))
    rows, ids = np.concatenate([rows, rows]), np.concatenate([ids, competences.parent[ids]])
    strength = np.concatenate([strength, (strength * 2) // 5])
    order = np.lexsort((-strength, ids, rows))
    rows, ids, strength = rows[order], ids[order], strength[order]
    keep = np.concatenate([[True], (rows[1:] != rows[:-1]) | (ids[1:] != ids[:-1])])
    rows, ids, strength = rows[keep], ids[keep], strength[keep]
    first = begins(rows, count).astype(np.int64)
    return {"pptr": first, "pid": ids.astype(np.int32), "ps": strength.astype(np.int32)}


def conditions(rng, n_people, n_needs):
    """Regions (5 % of needs anywhere, a person accepts one to three), least levels of language, licences as bits."""

    def bits(count, chances):
        return sum(((rng.random(count) < chance) << bit) for bit, chance in enumerate(chances)).astype(np.int32)

    popular = zipf(REGIONS, 1.0, 2.0)
    nreg = rng.choice(REGIONS, n_needs, p=popular).astype(np.int32)
    nreg[rng.random(n_needs) < 0.05] = REGIONS
    nlang = rng.choice(6, n_needs, p=[.3, .1, .15, .2, .15, .1]).astype(np.int32)
    plang = rng.choice(6, n_people, p=[.05, .1, .15, .2, .2, .3]).astype(np.int32)
    nlic = bits(n_needs, [.3, .05, .05, .03, .02, .02, .01, .01])
    plic = bits(n_people, [.6, .1, .1, .05, .04, .03, .02, .02])
    pacc = np.full((n_people, 3), -1, np.int32)
    pacc[:, 0] = rng.choice(REGIONS, n_people, p=popular)
    for column, chance in ((1, .5), (2, .25)):
        more = rng.random(n_people) < chance
        pacc[more, column] = (pacc[more, 0] + rng.integers(1, 6, more.sum()) * column) % REGIONS
    return {"nreg": nreg, "nlang": nlang, "nlic": nlic, "plang": plang, "plic": plic, "pacc": pacc}


def k1(mode, n_people, n_needs, seed):
    rng = np.random.default_rng(seed)
    competences = Competences(rng, mode)
    arrays = needs(rng, competences, n_needs) | people(rng, competences, n_people)
    arrays |= conditions(rng, n_people, n_needs)
    target = peer.path(f"k1_{mode}_{n_people}x{n_needs}.npz")
    np.savez(target, V=COMPETENCES + PARENTS, **arrays)
    k1_export.export(target)


def candidates(rng, n_people, n_needs, degree):
    """About `degree` needs a person: half near one drawn for the person, half popular ones."""
    wide = int(degree * 1.5) + 3
    home = rng.integers(0, n_needs, n_people)
    away = np.rint(rng.laplace(0, n_needs / 100 + 5, (n_people, wide)))
    near = (home[:, None] + away).astype(np.int64) % n_needs
    popular = rng.permutation(n_needs)[draw(rng, zipf(n_needs, 0.7, 10), (n_people, wide))]
    need = np.where(rng.random((n_people, wide)) < .5, near, popular)
    rows = np.repeat(np.arange(n_people), wide)
    first, need = distinct(rng, rows, need.ravel(), np.full(n_people, degree), n_needs)
    return np.repeat(np.arange(n_people), np.diff(first)), need


def k2(name, n_people, n_needs, degree, seats, seed):
    """Scores of 1 to 10 000: 40 % the need's, 30 % the person's, 30 % the pair's own."""
    rng = np.random.default_rng(seed)
    of_need, of_person = rng.random(n_needs), rng.random(n_people)
    if degree >= n_needs:
        person, need = np.repeat(np.arange(n_people), n_needs), np.tile(np.arange(n_needs), n_people)
    else:
        person, need = candidates(rng, n_people, n_needs, degree)
    noise = rng.random(len(person))
    score = 1 + (3999 * of_need[need] + 3000 * of_person[person] + 3000 * noise).astype(np.int64)
    seats = rng.integers(seats[0], seats[1] + 1, n_needs)
    write(f"k2_{name}.bin", [n_people, n_needs, len(person)], person, need, score, seats)


def k3(name, n_people, n_needs, degree, seats, seed):
    """Half of the choices uniform, half popular; both sides' tastes half common, half the pair's own, and strict."""
    rng = np.random.default_rng(seed)
    degree = min(degree, n_needs)
    wide = int(degree * 1.5) + 3
    popular = draw(rng, zipf(n_needs, 0.7, 10), (n_people, wide))
    uniform = rng.integers(0, n_needs, (n_people, wide))
    need = np.where(rng.random((n_people, wide)) < .5, uniform, popular)
    rows = np.repeat(np.arange(n_people), wide)
    first, need = distinct(rng, rows, need.ravel(), np.full(n_people, degree), n_needs)
    person = np.repeat(np.arange(n_people), np.diff(first))
    liked = rng.random(n_needs)[need] + rng.random(len(person))
    likes = rng.random(n_people)[person] + rng.random(len(person))
    order = np.lexsort((-liked, person))
    person, need, likes = person[order], need[order], likes[order]
    order = np.lexsort((-likes, need))
    rank = np.empty(len(person), np.int32)
    rank[order] = np.arange(len(person)) - begins(need, n_needs)[need[order]]
    seats = rng.integers(seats[0], seats[1] + 1, n_needs)
    write(f"k3_{name}.bin", [n_people, n_needs, len(person)], person, need, rank, seats)


def write(name, *arrays):
    """32-bit integers, little-endian, one array after the other."""
    with open(peer.path(name), "wb") as file:
        for array in arrays:
            np.asarray(array).astype("<i4").tofile(file)
    print(peer.path(name))


def main(kernels):
    if not kernels or set(kernels) - {"k1", "k2", "k3"}:
        sys.exit(__doc__.splitlines()[0])
    os.makedirs(peer.FOLDER, exist_ok=True)
    if "k1" in kernels:
        k1("occ", 400_000, 150_000, 11)
        k1("zipf", 400_000, 150_000, 11)
    if "k2" in kernels:
        k2("dense1k", 1_000, 1_000, 1_000, (1, 1), 21)
        k2("10k", 10_000, 10_000, 20, (1, 1), 22)
        k2("100k", 100_000, 40_000, 20, (2, 3), 23)
        k2("400k", 400_000, 150_000, 10, (1, 4), 24)
    if "k3" in kernels:
        k3("1k", 1_000, 100, 10, (5, 12), 31)
        k3("10k", 10_000, 1_000, 10, (5, 12), 31)
        k3("100k", 100_000, 40_000, 10, (1, 4), 31)
        k3("1m", 1_000_000, 400_000, 10, (1, 4), 31)


if __name__ == "__main__":
    main(sys.argv[1:])
