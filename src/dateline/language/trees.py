"""Arc scores to dependency trees: the best head of each word, mended where that makes no tree with one root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def best_heads(arcs: Floats, lengths: Ints) -> Ints:
    """Heads [B, N] from arc scores [B, N dependents, N heads]; word 0 is the root and the head of itself.

    `lengths` [B] are the numbers of words with word 0 counted. The heads of padding are 0.
    """
    size = arcs.shape[1]
    scores = arcs.copy()
    scores[:, np.arange(size), np.arange(size)] = -np.inf
    heads: Ints = scores.argmax(2)
    real = np.arange(size)[None, :] < lengths[:, None]
    heads[~real] = 0
    heads[:, 0] = 0
    above = heads
    for _ in range(max(1, (size - 1).bit_length())):
        above = np.take_along_axis(above, above, 1)
    roots = ((heads == 0) & real).sum(1) - 1
    for row in np.flatnonzero((above != 0).any(1) | (roots != 1)):
        length = int(lengths[row])
        if length > 1:
            heads[row, :length] = spanning_tree(arcs[row, :length, :length])
    return heads


def spanning_tree(arcs: Floats) -> Ints:
    """The best tree with one root over arc scores [N dependents, N heads], N > 1, in N² steps.

    Chu and Liu (1965), Edmonds (1967) as Tarjan (1977) has them: a path grows along best heads, and a cycle on it is
    contracted to one node. Every arc from the root pays more than all other scores can gain, so that the best tree
    has only one of them.
    """
    size = len(arcs)
    every = np.arange(size)
    scores = arcs.astype(np.float64)
    scores[:, 0] -= (scores.max() - scores.min() + 1) * size
    scores[0] = scores[every, every] = -np.inf
    dependent, head = np.repeat(every[:, None], size, 1), np.repeat(every[None, :], size, 0)
    node_of = list(range(size))
    chosen: dict[int, tuple[int, int]] = {}
    members: dict[int, list[int]] = {}
    finished, contracted = {0}, set[int]()
    for start in range(1, size):
        path = [] if start in finished or start in contracted else [start]
        while path:
            word = path[-1]
            above = int(scores[word].argmax())
            chosen[node_of[word]] = int(dependent[word, above]), int(head[word, above])
            if above in finished:
                finished.update(path)
                break
            if above not in path:
                path.append(above)
                continue
            cycle = np.array(path[path.index(above) :])
            gain = scores[cycle] - scores[cycle].max(1)[:, None]
            best = cycle[gain.argmax(0)]
            scores[above], dependent[above], head[above] = gain.max(0), dependent[best, every], head[best, every]
            best = cycle[scores[:, cycle].argmax(1)]
            scores[:, above] = scores[every, best]
            dependent[:, above], head[:, above] = dependent[every, best], head[every, best]
            scores[:, cycle[1:]] = scores[above, above] = -np.inf
            contracted.update(cycle[1:].tolist())
            del path[path.index(above) + 1 :]
            members[size + len(members)] = [node_of[word] for word in cycle.tolist()]
            node_of[above] = size + len(members) - 1
    return _opened(size, [node_of[word] for word in finished - {0}], chosen, members)


def _opened(size: int, nodes: list[int], chosen: dict[int, tuple[int, int]], members: dict[int, list[int]]) -> Ints:
    """The heads of words, given the arc (dependent, head) that each node chose and the members of contracted ones."""
    heads = np.zeros(size, np.int64)
    outer = {member: node for node, inside in members.items() for member in inside}
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        word, heads[chosen[node][0]] = chosen[node]
        while word != node:
            waiting.extend(member for member in members[outer[word]] if member != word)
            word = outer[word]
    return heads
