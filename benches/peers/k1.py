"""One peer of K1, the ten best exactly: python k1.py PEER INSTANCE DIRECTION FILTERED QUERIES prints a row.

Reads the `.k1` file that the Rust bench reads. The queries are the first rows; the time is that of all lists, the
index having been built before, and without the translation of the input into arrays of the peer's. The scores of
some queries spread over all are compared with those of a product of whole matrices by scipy.
"""
import itertools
import sys
import tempfile

import numpy as np
import scipy.sparse as sp

import peer
from k1_export import MAGIC

K = 10
ANYWHERE = 60
SAMPLE = 100


class Rows:
    """A matrix in rows of terms and values, all of it in the file until it is read."""

    def __init__(self, first, ids, values):
        self.first, self.ids, self.values = first.astype(np.int64), ids, values

    def __len__(self):
        return len(self.first) - 1

    def cut(self, count):
        end = self.first[min(count, len(self))]
        return Rows(self.first[:count + 1], self.ids[:end], self.values[:end])

    def matrix(self, terms, dtype):
        return sp.csr_matrix((self.values.astype(dtype), self.ids, self.first), shape=(len(self), terms))

    def row(self, number):
        begin, end = self.first[number:number + 2]
        return self.ids[begin:end], self.values[begin:end]


class Instance:
    """An instance and who looks: `docs` are searched, `queries` look."""

    def __init__(self, name, direction, count):
        file = peer.path(f"k1_{name}.k1")
        with open(file, "rb") as head:
            if head.read(4) != MAGIC:
                sys.exit(f"`{file}` is not a K1 file: expected it to begin with {MAGIC}")
        # Every value is less than 2^31, but for the 2^32 - 1 that stands for no region and is then -1.
        numbers = np.memmap(file, "<i4", "r", offset=4)
        self.terms, n, p, in_needs, in_people = (int(number) for number in numbers[:5])
        sizes = [n + 1, in_needs, in_needs, p + 1, in_people, in_people, n, n, n, p, p, 3 * p]
        ends = list(itertools.accumulate(sizes, initial=5))
        parts = [numbers[begin:end] for begin, end in itertools.pairwise(ends)]
        needs, people = Rows(*parts[:3]), Rows(*parts[3:6])
        self.nreg, self.nlang, self.nlic, self.plang, self.plic = parts[6:11]
        self.accepted = parts[11].reshape(p, 3)
        self.for_people = direction == "people-needs"
        self.docs, queries = (needs, people) if self.for_people else (people, needs)
        self.queries = queries.cut(count)

    def may(self, query):
        """Of each need, whether this person may have it; the plain way, which the peers are compared with."""
        region = np.isin(self.nreg, [ANYWHERE, *self.accepted[query]])
        return region & (self.nlang <= self.plang[query]) & (self.nlic & ~self.plic[query] == 0)


def best(scores):
    """The ten highest, in order, then zeros."""
    top = np.sort(np.asarray(scores, np.int64))[::-1][:K]
    return np.pad(top, (0, K - len(top)))


def is_exact(instance, filtered, found):
    matrix = instance.docs.matrix(instance.terms, np.int64)
    queries = instance.queries.matrix(instance.terms, np.int64)
    for query in np.unique(np.linspace(0, len(found) - 1, SAMPLE).astype(int)):
        scores = (matrix @ queries[query].T).toarray().ravel()
        if filtered:
            scores = scores * instance.may(query)
        if not np.array_equal(best(scores), found[query]):
            print(f"query {query}: {found[query]} found, {best(scores)} expected", file=sys.stderr)
            return False
    return True


def scipy_by_region(instance):
    """What a user can arrange: a matrix a region, products of blocks of people, and filters on whole blocks."""
    queries = instance.queries.matrix(instance.terms, np.int32)
    needs = instance.docs.matrix(instance.terms, np.int32)
    accepted, count = instance.accepted[:len(instance.queries)], len(instance.queries)
    of_region = [np.flatnonzero(instance.nreg == region) for region in range(ANYWHERE + 1)]
    matrices = [needs[ids].T.tocsr() for ids in of_region]

    def run():
        found = [[] for _ in range(count)]
        for region, (ids, matrix) in enumerate(zip(of_region, matrices)):
            of = np.arange(count) if region == ANYWHERE else np.flatnonzero((accepted == region).any(1))
            for block in (of[begin:begin + 512] for begin in range(0, len(of), 512)):
                product = queries[block] @ matrix
                person, need = np.repeat(block, np.diff(product.indptr)), ids[product.indices]
                level = instance.nlang[need] > instance.plang[person]
                product.data[level | (instance.nlic[need] & ~instance.plic[person] != 0)] = 0
                for place, query in enumerate(block):
                    x = product.data[product.indptr[place]:product.indptr[place + 1]]
                    found[query].append(x if len(x) <= K else x[np.argpartition(x, len(x) - K)[-K:]])
        return [best(np.concatenate(scores)) for scores in found]

    return run


def plain_by_region(instance):
    """No peer but the plain loop, compiled by numba: postings a region and term, a sum a need, the filters last."""
    from k1_plain import search

    terms, needs, n = instance.terms, instance.docs, len(instance.docs)
    order = np.argsort(instance.nreg, kind="stable")
    place = np.empty(n, np.int64)
    place[order] = np.arange(n)
    first = np.searchsorted(instance.nreg[order], np.arange(ANYWHERE + 2))
    need = np.repeat(np.arange(n), np.diff(needs.first))
    key = instance.nreg[need].astype(np.int64) * terms + needs.ids
    by_key = np.argsort(key, kind="stable")
    lists = np.concatenate([[0], np.cumsum(np.bincount(key, minlength=(ANYWHERE + 1) * terms))])
    local = (place[need] - first[instance.nreg[need]])[by_key].astype(np.int32)
    weight = np.asarray(needs.values)[by_key].astype(np.uint16)
    of_need = instance.nlang[order], instance.nlic[order]
    arrays = [instance.queries.ids, instance.queries.values, instance.plang, instance.plic]
    arrays = [np.array(array) for array in (*arrays, instance.accepted)]
    index = (lists, local, weight, terms, first, *of_need)
    search(instance.queries.first[:2], *arrays, *index)  # compiles
    return lambda: search(instance.queries.first, *arrays, *index)


def sparse_dot_topn(instance):
    """Takes no filters. Scores are below 2^24, so that 32 bits of floating point hold them."""
    from sparse_dot_topn import sp_matmul_topn

    docs = instance.docs.matrix(instance.terms, np.float32).T.tocsr()
    queries = instance.queries.matrix(instance.terms, np.float32)

    def run():
        product = sp_matmul_topn(queries, docs, top_n=K, sort=True, n_threads=1)
        return [best(product.data[begin:end]) for begin, end in itertools.pairwise(product.indptr)]

    return run


def qdrant_edge(instance, filtered, folder):
    """Qdrant within the process; a person's regions, level and lacking licences become its filter."""
    import qdrant_edge as qe

    vector = qe.EdgeSparseVectorParams(full_scan_threshold=0, on_disk=False)
    shard = qe.EdgeShard.create(folder, qe.EdgeConfig(sparse_vectors={"s": vector}, max_search_threads=1))

    def sparse(rows, number):
        ids, values = rows.row(number)
        return qe.SparseVector(ids.tolist(), values.astype(float).tolist())

    def licences(bits):
        return [bit for bit in range(8) if bits >> bit & 1]

    def point(need):
        conditions = {"r": instance.nreg[need], "l": instance.nlang[need]}
        payload = {key: int(value) for key, value in conditions.items()} | {"c": licences(instance.nlic[need])}
        return qe.Point(need, {"s": sparse(instance.docs, need)}, payload)

    for begin in range(0, len(instance.docs), 5_000):
        block = range(begin, min(begin + 5_000, len(instance.docs)))
        shard.update(qe.UpdateOperation.upsert_points([point(need) for need in block]))
    for key in "rlc" if filtered else "":
        shard.update(qe.UpdateOperation.create_field_index(key, qe.PayloadSchemaType.Integer))
    shard.optimize()

    def allowed(query):
        regions = [ANYWHERE] + [int(region) for region in instance.accepted[query] if region >= 0]
        level = qe.RangeFloat(lte=float(instance.plang[query]))
        must = [qe.FieldCondition(key="r", match=qe.MatchAny(regions)), qe.FieldCondition(key="l", range=level)]
        lacking = licences(~instance.plic[query])
        must_not = [qe.FieldCondition(key="c", match=qe.MatchAny(lacking))] if lacking else None
        return qe.Filter(must=must, must_not=must_not)

    def request(query):
        nearest = qe.Query.Nearest(sparse(instance.queries, query), using="s")
        return qe.QueryRequest(limit=K, query=nearest, filter=allowed(query) if filtered else None)

    requests = [request(query) for query in range(len(instance.queries))]
    return lambda: [best([round(hit.score) for hit in shard.query(one)]) for one in requests]


def main(name, instance_name, direction, filtered, count):
    instance, filtered = Instance(instance_name, direction, int(count)), filtered == "1"
    with tempfile.TemporaryDirectory() as folder:
        index = {
            "scipy by region": lambda: scipy_by_region(instance),
            "plain by region": lambda: plain_by_region(instance),
            "sparse_dot_topn": lambda: sparse_dot_topn(instance),
            "qdrant-edge": lambda: qdrant_edge(instance, filtered, folder),
        }[name]
        run, built = peer.build(index)
        found, took = peer.solve(run)
    peer.report({"queries": len(instance.queries)}, took, built, {"exact": is_exact(instance, filtered, found)})


if __name__ == "__main__":
    main(*sys.argv[1:])
