"""One peer of K2, the round with the highest total: python k2.py PEER INSTANCE prints a row.

The time is that of the solver alone, not of building its model. The objective is added up from the pairs that it
chose, once it is checked that nobody is placed twice and no need has more people than seats.
"""
import sys

import numpy as np

import peer


class Instance:
    def __init__(self, name):
        numbers = np.fromfile(peer.path(f"k2_{name}.bin"), "<i4")
        self.people, self.needs, edges = (int(number) for number in numbers[:3])
        self.person, self.need, self.score = numbers[3:3 + 3 * edges].reshape(3, edges)
        self.seats = numbers[3 + 3 * edges:]

    def is_dense(self):
        return len(self.score) == self.people * self.needs

    def total(self, edges):
        """The objective of the chosen edges, or None where they are no plan."""
        people = np.bincount(self.person[edges], minlength=self.people)
        needs = np.bincount(self.need[edges], minlength=self.needs)
        if (people > 1).any() or (needs > self.seats).any():
            return None
        return int(self.score[edges].sum(dtype=np.int64))


def min_cost_flow(instance):
    """A person to needs, needs to the sink by seats, and a person straight to the sink at no score."""
    from ortools.graph.python import min_cost_flow

    flow, people, needs = min_cost_flow.SimpleMinCostFlow(), np.arange(instance.people), np.arange(instance.needs)
    sink, edges = instance.people + instance.needs, len(instance.score)
    add = flow.add_arcs_with_capacity_and_unit_cost
    arcs = add(instance.person, instance.people + instance.need, np.ones(edges, int), -instance.score.astype(int))
    add(instance.people + needs, np.full(len(needs), sink), instance.seats, np.zeros(len(needs), int))
    add(people, np.full(len(people), sink), np.ones(len(people), int), np.zeros(len(people), int))
    supplies = np.concatenate([np.ones(len(people), int), np.zeros(len(needs), int), [-len(people)]])
    flow.set_nodes_supplies(np.arange(sink + 1), supplies)

    def run():
        status = flow.solve()
        if status != flow.OPTIMAL:
            sys.exit(f"expected an optimal flow, not status {status}")

    return run, lambda _: np.flatnonzero(flow.flows(arcs))


def linear_sum_assignment(instance):
    """Each person to one need, dense."""
    from ortools.graph.python import linear_sum_assignment

    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(instance.person, instance.need, -instance.score.astype(np.int64))

    def run():
        status = solver.solve()
        if status != solver.OPTIMAL:
            sys.exit(f"expected an optimal assignment, not status {status}")

    return run, lambda _: chosen(instance, [solver.right_mate(person) for person in range(instance.people)])


def chosen(instance, needs):
    """Where edges are dense and in order, those of each person's need."""
    return np.arange(instance.people) * instance.needs + np.asarray(needs)


def lapx(instance):
    """Jonker and Volgenant, dense, in floating point."""
    import lap

    costs = 20_000 - instance.score.astype(float).reshape(instance.people, instance.needs)
    return lambda: lap.lapjv(costs), lambda answer: chosen(instance, answer[1])


def scipy_dense(instance):
    from scipy.optimize import linear_sum_assignment

    scores = instance.score.astype(float).reshape(instance.people, instance.needs)
    return lambda: linear_sum_assignment(scores, maximize=True), lambda answer: chosen(instance, answer[1])


def scipy_sparse(instance):
    """A column a seat and one a person for nobody, which is worth nothing; costs above 0 and all rows matched."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    copies = instance.seats[instance.need]
    seats, edge = int(instance.seats.sum()), np.repeat(np.arange(len(copies)), copies)
    first = np.cumsum(instance.seats) - instance.seats
    column = first[instance.need[edge]] + np.arange(len(edge)) - np.repeat(np.cumsum(copies) - copies, copies)
    people, nobody = np.arange(instance.people), len(copies)
    edge = np.concatenate([edge, np.full(len(people), nobody)])
    row = np.concatenate([instance.person, [0]])[edge]
    row[-len(people):] = people
    column = np.concatenate([column, seats + people])
    cost = 20_000.0 - np.concatenate([instance.score, [0]])[edge]
    shape = (len(people), seats + len(people))
    matrix = csr_matrix((cost, (row, column)), shape=shape)
    of_cell = csr_matrix((edge + 1, (row, column)), shape=shape)

    def plan(answer):
        edges = np.asarray(of_cell[answer]).ravel() - 1
        return edges[edges != nobody]

    return lambda: min_weight_full_bipartite_matching(matrix), plan


PEERS = {
    "OR-Tools min-cost flow": min_cost_flow,
    "OR-Tools linear sum assignment": linear_sum_assignment,
    "lapx": lapx,
    "scipy dense": scipy_dense,
    "scipy sparse": scipy_sparse,
}


def main(name, instance_name):
    instance = Instance(instance_name)
    (run, plan), built = peer.build(lambda: PEERS[name](instance))
    answer, took = peer.solve(run)
    objective = instance.total(plan(answer))
    peer.report({"objective": objective}, took, built, {"exact": objective is not None})


if __name__ == "__main__":
    main(*sys.argv[1:])
