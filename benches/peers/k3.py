"""One peer of K3, the stable plan that is best for people: python k3.py PEER INSTANCE prints a row.

The time is that of the matching alone: reading, and building the peer's objects, come before. That plan is unique,
so that all peers give one checksum; it is also checked to have no blocking pair and no more people than seats.
"""
import itertools
import sys

import numpy as np

import peer

NOBODY = -1


class Instance:
    """Edges are in the order of the people, each person's best first; `rank` is the need's."""

    def __init__(self, name):
        numbers = np.fromfile(peer.path(f"k3_{name}.bin"), "<i4")
        self.people, self.needs, edges = (int(number) for number in numbers[:3])
        self.person, self.need, self.rank = numbers[3:3 + 3 * edges].reshape(3, edges)
        self.seats = numbers[3 + 3 * edges:]
        self.first = np.concatenate([[0], np.cumsum(np.bincount(self.person, minlength=self.people))])

    def is_stable(self, plan):
        """Whether nobody and no need would both rather have each other; `plan` has each person's need."""
        placed = np.bincount(plan[plan != NOBODY], minlength=self.needs)
        mine = np.full(self.people, len(self.need))
        edges = np.flatnonzero(plan[self.person] == self.need)
        mine[self.person[edges]] = edges
        worst = np.full(self.needs, -1)
        np.maximum.at(worst, self.need[edges], self.rank[edges])
        would = np.arange(len(self.need)) < mine[self.person]
        would_too = (placed[self.need] < self.seats[self.need]) | (self.rank < worst[self.need])
        listed = len(edges) == (plan != NOBODY).sum()
        return bool(listed and (placed <= self.seats).all() and not (would & would_too).any())


def checksum(plan):
    return int((np.arange(len(plan)) * (plan.astype(np.int64) + 2) % 1_000_003).sum())


def plain(instance):
    """No peer but the plain loop, compiled by numba."""
    from k3_plain import accept

    arrays = (instance.first, instance.need, instance.rank, instance.seats)
    accept(*(array[:1] for array in arrays))  # compiles; one begin of a row is no rows
    return (lambda: accept(*arrays)), (lambda plan: plan)


def matching(instance):
    """The package `matching`, whose copies of the game need deep recursion already at a thousand people."""
    from matching.games import HospitalResident

    sys.setrecursionlimit(1_000_000)
    rows = [instance.need[begin:end].tolist() for begin, end in itertools.pairwise(instance.first)]
    order = np.lexsort((instance.rank, instance.need))
    lists = {}
    for need, person in zip(instance.need[order].tolist(), instance.person[order].tolist()):
        lists.setdefault(f"n{need}", []).append(f"p{person}")
    people = {f"p{person}": [f"n{need}" for need in row] for person, row in enumerate(rows) if row}
    seats = {need: int(instance.seats[int(need[1:])]) for need in lists}
    game = HospitalResident.create_from_dictionaries(people, lists, seats)

    def plan(answer):
        needs = np.full(instance.people, NOBODY)
        for need, placed in answer.items():
            for person in placed:
                needs[int(str(person)[1:])] = int(str(need)[1:])
        return needs

    return (lambda: game.solve(optimal="resident")), plan


def main(name, instance_name):
    instance = Instance(instance_name)
    make = {"plain loop": plain, "matching": matching}[name]
    (run, plan), built = peer.build(lambda: make(instance))
    answer, took = peer.solve(run, once=name == "matching")  # solving changes its game
    plan = plan(answer)
    peer.report({"checksum": checksum(plan)}, took, built, {"exact": instance.is_stable(plan)})


if __name__ == "__main__":
    main(*sys.argv[1:])
