"""Tokens, sentences, trees and lemmas: what needs no model."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.language.lemmas import lemma_of
from dateline.language.names import NameDecoder
from dateline.language.sentences import LONGEST_SENTENCE, sentence_starts
from dateline.language.tokens import LONGEST_RUN, UniversalTokenizer
from dateline.language.trees import best_heads, spanning_tree

tokenizer = UniversalTokenizer()

HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(" \n\r\t.,!?\"'“”‘’()[]-–—/#@:;0123456789\x00\u200b\u200f\u202e\u00a0\u2028\ufeff🏳️‍🌈🇺🇦ŠĐ"),
    ),
    max_size=200,
)


def words(text: str) -> list[str]:
    return [token.text for token in tokenizer(text)]


def sentences(text: str) -> list[str]:
    doc = tokenizer(text)
    starts = sentence_starts(doc)
    return [doc[a:b].text.strip() for a, b in zip(starts, [*starts[1:], len(doc)], strict=True)]


@given(HOSTILE)
@settings(max_examples=150, deadline=None)
def test_tokens_spell_the_text_and_sentences_cover_it(text: str) -> None:
    doc = tokenizer(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    starts = sentence_starts(doc)
    assert starts == sorted(set(starts))
    assert starts[:1] == ([0] if len(doc) else [])


@pytest.mark.parametrize("run", ["a" * 5000, "!" * 5000, "(" * 5000, "a-" * 3000, "1." * 3000, "http://" + "x/" * 3000])
def test_long_runs_without_space_are_cut(run: str) -> None:
    doc = tokenizer(f"Before {run} after.")
    assert doc.text == f"Before {run} after."
    assert max(len(token) for token in doc) <= LONGEST_RUN


def test_half_of_a_surrogate_pair_is_refused_with_its_place() -> None:
    with pytest.raises(DatelineError, match="character 3 "):
        tokenizer("abc\ud800def")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pro-government re-elected", ["pro-government", "re-elected"]),
        ("U.N.-backed rebel-held", ["U.N.", "-", "backed", "rebel", "-", "held"]),
        ("a 12-year-old", ["a", "12", "-", "year", "-", "old"]),
        ("40–50 people", ["40", "–", "50", "people"]),
        ("Lt. Gen. Sano", ["Lt.", "Gen.", "Sano"]),
        ("$1.2bn", ["$", "1.2", "bn"]),
        ("(AGN)—Troops", ["(", "AGN", ")", "—", "Troops"]),
        ("they’ve didn’t", ["they", "’ve", "did", "n’t"]),
        ("#StopTheWar #1", ["#StopTheWar", "#", "1"]),
    ],
)
def test_words_are_those_of_the_treebanks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["The minister left.", "Talks go on."],
        ["Gen. Okoro met Mr. Li in the U.S. Senate on Jan. 5.", "He left at 5 p.m. on Friday."],
        ["It was sent to the U.S.", "The ship sank."],
        ["“We will stay. ", "We will not move,” he said."],
        ["“Where are they?” Ms. Adeyemi asked.", "Nobody knew."],
        ["She said: “They are safe.”", "Rescuers agreed."],
        ["(No one was hurt.)", "Police left."],
        ["The toll rose to 3.5 million, up from No. 2 in 2019.", "Aid is late."],
        ["J. R. Moyo spoke.", "Then J. Banda did."],
        ["The treaty was signed. [12]", "It holds."],
    ],
)
def test_sentences_of_one_paragraph(expected: list[str]) -> None:
    assert sentences(" ".join(sentence.strip() for sentence in expected)) == [s.strip() for s in expected]


def test_headlines_datelines_and_paragraphs() -> None:
    text = "Floods kill 12 in the north\n\nKISUMU, May 3 (AGN) - Rain fell on Lt. Moyo's camp.\nIt stopped later"
    assert sentences(text) == [
        "Floods kill 12 in the north",
        "KISUMU, May 3 (AGN) -",
        "Rain fell on Lt. Moyo's camp.",
        "It stopped later",
    ]


def test_lines_that_were_wrapped_by_hand_are_joined() -> None:
    text = (
        "The foreign minister arrived in the capital on\n"
        "Monday to meet the president and the head of the\n"
        "Central Bank. Talks are expected to last for two\n"
        "days.\n\n"
        "A spokesman declined to comment."
    )
    assert len(sentences(text)) == 3


def test_what_never_ends_is_cut() -> None:
    assert max(len(sentence.split()) for sentence in sentences("word " * 1000)) <= LONGEST_SENTENCE


def all_trees(size: int) -> list[tuple[int, ...]]:
    """Heads of every tree over words 1..size-1 with one root, word 0 the head of it."""
    trees = []
    for heads in product(range(size), repeat=size - 1):
        if heads.count(0) == 1 and all(reaches_root(heads, word) for word in range(1, size)):
            trees.append(heads)
    return trees


def reaches_root(heads: tuple[int, ...], word: int) -> bool:
    for _ in heads:
        if word == 0:
            break
        word = heads[word - 1]
    return word == 0


@given(st.integers(2, 5), st.integers(0, 2**32 - 1))
@settings(max_examples=100, deadline=None)
def test_the_tree_is_the_best_of_all_with_one_root(size: int, seed: int) -> None:
    arcs = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    arcs[:, 0] += 2
    best = max(all_trees(size), key=lambda heads: sum(arcs[i + 1, h] for i, h in enumerate(heads)))
    assert tuple(spanning_tree(arcs)[1:].tolist()) == best


def test_a_tree_is_found_where_all_scores_are_the_same() -> None:
    heads = spanning_tree(np.zeros((300, 300), np.float32))[1:].tolist()
    assert heads.count(0) == 1
    assert all(reaches_root(tuple(heads), word) for word in range(1, 300))


@given(st.lists(st.integers(1, 12), min_size=1, max_size=4), st.integers(0, 2**32 - 1))
@settings(max_examples=50, deadline=None)
def test_every_sentence_of_a_batch_is_a_tree(lengths: list[int], seed: int) -> None:
    size = max(lengths) + 1
    arcs = np.random.default_rng(seed).normal(size=(len(lengths), size, size)).astype(np.float32)
    counts = np.array([length + 1 for length in lengths])
    for row, length in enumerate(lengths):
        arcs[row, :, length + 1 :] = -1e4
    for heads, length in zip(best_heads(arcs, counts).tolist(), lengths, strict=True):
        real = tuple(heads[1 : length + 1])
        assert real.count(0) == 1
        assert all(reaches_root(real, word) for word in range(1, length + 1))


def test_no_name_continues_that_has_not_begun() -> None:
    decoder = NameDecoder(["O", "B-PER", "I-PER", "B-ORG", "I-ORG"])
    scores = np.array([[1, 0, 3, 0, 0], [0, 0, 3, 0, 2], [5, 0, 0, 0, 0], [0, 0, 0, 2, 0]], np.float32)
    assert decoder.decode(scores) == [(0, 2, "PER"), (3, 4, "ORG")]


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [
        ("Killed", "VERB", "kill"),
        ("shot", "VERB", "shoot"),
        ("fled", "VERB", "flee"),
        ("’s", "AUX", "be"),
        ("n’t", "PART", "not"),
        ("wounded", "VERB", "wound"),
        ("wounded", "NOUN", "wounded"),
        ("Militias", "NOUN", "militia"),
        ("peacekeepers", "NOUN", "peacekeeper"),
        ("Kyiv", "PROPN", "Kyiv"),
        ("worst", "ADJ", "bad"),
    ],
)
def test_lemmas(form: str, upos: str, lemma: str) -> None:
    assert lemma_of(form, upos) == lemma
