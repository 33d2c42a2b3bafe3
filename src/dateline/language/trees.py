"""Arc scores to dependency trees: the best head of each word, mended where that makes no tree with one root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
IMPOSSIBLE = -1e18


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
    """The best tree with one root over arc scores [N dependents, N heads], N > 1 (Chu and Liu 1965, Edmonds 1967).

    Words are tried as the root in the order of what a tree with this root can reach at most, until none can do better.
    """
    scores = arcs.astype(np.float64)
    np.fill_diagonal(scores, IMPOSSIBLE)
    size = len(scores)
    within = scores[1:, 1:].max(1)
    reach = within.sum() + scores[1:, 0] - within
    best, best_score = np.zeros(size, np.int64), -np.inf
    for root in (np.argsort(-reach, kind="stable") + 1).tolist():
        if reach[root - 1] <= best_score:
            break
        rooted = scores.copy()
        rooted[:, 0] = IMPOSSIBLE
        rooted[root] = IMPOSSIBLE
        rooted[root, 0] = scores[root, 0]
        heads = _arborescence(rooted)
        score = scores[np.arange(1, size), heads[1:]].sum()
        if score > best_score:
            best, best_score = heads, score
    return best


def _arborescence(scores: NDArray[np.float64]) -> Ints:
    size = len(scores)
    np.fill_diagonal(scores, IMPOSSIBLE)
    scores[0] = IMPOSSIBLE
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    outside = np.ones(size, bool)
    outside[cycle] = False
    rest = np.flatnonzero(outside)
    last = len(rest)
    contracted = np.full((last + 1, last + 1), IMPOSSIBLE)
    contracted[:last, :last] = scores[np.ix_(rest, rest)]
    out = scores[np.ix_(rest, cycle)]
    contracted[:last, last] = out.max(1)
    gain = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    contracted[last, :last] = gain.max(0)
    inner = _arborescence(contracted)
    entered = inner[last]
    from_cycle = inner[:last] == last
    heads[rest] = np.where(from_cycle, cycle[out.argmax(1)], rest[np.where(from_cycle, 0, inner[:last])])
    heads[cycle[gain[:, entered].argmax()]] = rest[entered]
    heads[0] = 0
    return heads


def _cycle(heads: Ints) -> Ints | None:
    """The words of one cycle, in order of their position, or None."""
    seen = [0] * len(heads)
    links = heads.tolist()
    for start in range(1, len(links)):
        word = start
        while word and not seen[word]:
            seen[word] = start
            word = links[word]
        if word and seen[word] == start:
            cycle = [word]
            while links[cycle[-1]] != word:
                cycle.append(links[cycle[-1]])
            return np.array(sorted(cycle))
    return None
