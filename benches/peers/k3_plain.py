"""Deferred acceptance as a plain loop, compiled: one refused person after another, and a heap a need."""
import numba
import numpy as np


@numba.njit
def sink(heap, key):
    """Replaces the first, which is the worst, of a heap of the worst first."""
    hole = 0
    while True:
        child = 2 * hole + 1
        if child >= len(heap):
            break
        if child + 1 < len(heap) and heap[child + 1] > heap[child]:
            child += 1
        if heap[child] <= key:
            break
        heap[hole] = heap[child]
        hole = child
    heap[hole] = key


@numba.njit
def rise(heap, key):
    """Puts a key into the last place of the heap, and from there to its own."""
    hole = len(heap) - 1
    while hole > 0 and heap[(hole - 1) // 2] < key:
        heap[hole] = heap[(hole - 1) // 2]
        hole = (hole - 1) // 2
    heap[hole] = key


@numba.njit
def accept(first, needs, ranks, seats):
    """Each person's need, or -1. `first` has where each person's list begins and the end of the last."""
    base = np.zeros(len(seats) + 1, np.int64)
    base[1:] = np.cumsum(seats)
    heaps, held = np.empty(base[-1], np.int64), np.zeros(len(seats), np.int32)
    tried, plan = first[:-1].copy(), np.full(len(first) - 1, -1, np.int32)
    for begin in range(len(plan)):
        person = begin
        while tried[person] < first[person + 1]:
            edge = tried[person]
            tried[person] += 1
            need = needs[edge]
            key = (np.int64(ranks[edge]) << 32) | person
            if held[need] < seats[need]:
                held[need] += 1
                rise(heaps[base[need]:base[need] + held[need]], key)
                plan[person] = need
                break
            if seats[need] == 0 or key > heaps[base[need]]:
                continue
            refused = heaps[base[need]] & 0xFFFFFFFF
            sink(heaps[base[need]:base[need + 1]], key)
            plan[person], plan[refused] = need, -1
            person = refused
    return plan
