"""The plain loop over an index by region, compiled: what any engine should beat."""
import numba
import numpy as np

K = 10
ANYWHERE = 60


@numba.njit
def keep(top, score):
    """Puts a score above the least of `top` in its place."""
    place = len(top) - 1
    while place > 0 and top[place - 1] < score:
        top[place] = top[place - 1]
        place -= 1
    top[place] = score


@numba.njit
def regions(accepted):
    """The regions to read: those of the person, each once, and anywhere."""
    several = np.empty(4, np.int64)
    several[0] = ANYWHERE
    count = 1
    for region in accepted:
        if region >= 0 and not (several[:count] == region).any():
            several[count] = region
            count += 1
    return several[:count]


@numba.njit
def search(begins, ids, strengths, plang, plic, accepted, lists, local, weight, terms, first, nlang, nlic):
    """The ten highest scores of each query; `begins` has where each query begins and the end of the last."""
    sums = np.zeros(np.diff(first).max(), np.int32)
    seen = np.empty(len(sums), np.int32)
    top = np.zeros((len(begins) - 1, K), np.int64)
    for query in range(len(begins) - 1):
        for region in regions(accepted[query]):
            count = 0
            for entry in range(begins[query], begins[query + 1]):
                term = region * terms + ids[entry]
                for posting in range(lists[term], lists[term + 1]):
                    need = local[posting]
                    if sums[need] == 0:
                        seen[count] = need
                        count += 1
                    sums[need] += strengths[entry] * weight[posting]
            for need in seen[:count]:
                score = sums[need]
                sums[need] = 0
                at = first[region] + need
                if score > top[query, K - 1] and nlang[at] <= plang[query] and nlic[at] & ~plic[query] == 0:
                    keep(top[query], score)
    return top
