"""The readers' words and trees say what spaCy's say, for trees of any shape."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc as Parsed
from spacy.tokens import Span as ParsedSpan

from dateline.reading.tree import Doc

VOCAB = spacy.blank("en").vocab
WORDS = st.sampled_from(["Gao", "fell", ",", "“", "12", "twelve", "UN", "\n", "’s", "é", "co-operate", "of"])

SAID = (
    "i", "idx", "text", "whitespace_", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "is_punct",
    "is_space", "is_alpha", "is_digit", "is_upper", "is_quote", "like_num",
)  # fmt: skip


@st.composite
def parses(draw: st.DrawFn) -> Parsed:
    """Sentences with trees that may cross, and names."""
    words: list[str] = []
    heads: list[int] = []
    starts: list[bool] = []
    for size in draw(st.lists(st.integers(1, 9), min_size=1, max_size=3)):
        order = draw(st.permutations(range(size)))
        above = {order[0]: order[0]}
        for number, place in enumerate(order[1:], 1):
            above[place] = order[draw(st.integers(0, number - 1))]
        heads += [len(words) + above[place] for place in range(size)]
        starts += [place == 0 for place in range(size)]
        words += draw(st.lists(WORDS, min_size=size, max_size=size))
    spaces = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    deps = ["root" if head == i else "dep" for i, head in enumerate(heads)]
    doc = Parsed(VOCAB, words=words, spaces=spaces, heads=heads, deps=deps, sent_starts=starts)
    doc.ents = [ParsedSpan(doc, 0, 1, label="LOC")]
    doc.spans["report"] = [ParsedSpan(doc, 0, len(doc), label="Location")]
    return doc


@given(parses())
def test_words_and_trees_are_those_of_spacy(parsed: Parsed) -> None:
    doc = Doc(parsed)
    assert len(doc) == len(parsed)
    assert doc.text == parsed.text
    for ours, theirs in zip(doc, parsed, strict=True):
        for name in SAID:
            assert getattr(ours, name) == getattr(theirs, name), name
        assert len(ours) == len(theirs)
        assert bool(ours.is_sent_start) == bool(theirs.is_sent_start)
        for name in ("head", "left_edge", "right_edge"):
            assert getattr(ours, name).i == getattr(theirs, name).i, name
        for name in ("children", "lefts", "rights", "subtree"):
            assert [t.i for t in getattr(ours, name)] == [t.i for t in getattr(theirs, name)], name
        assert (ours.sent.start, ours.sent.end) == (theirs.sent.start, theirs.sent.end)
        assert [ours.is_ancestor(t) for t in doc] == [theirs.is_ancestor(t) for t in parsed]


@given(parses(), st.integers(0, 30), st.integers(0, 10))
def test_spans_are_those_of_spacy(parsed: Parsed, start: int, size: int) -> None:
    doc, end = Doc(parsed), start + size
    ours, theirs = doc[start:end], parsed[start:end]
    assert (ours.start, ours.end, ours.text, len(ours)) == (theirs.start, theirs.end, theirs.text, len(theirs))
    assert [t.i for t in ours] == [t.i for t in theirs]
    if len(ours):
        assert (ours.start_char, ours.end_char, ours.root.i) == (theirs.start_char, theirs.end_char, theirs.root.i)
        assert (ours[0].i, ours[-1].i, ours.sent.start) == (theirs[0].i, theirs[-1].i, theirs.sent.start)
    for mode in ("strict", "contract", "expand"):
        cut, whole = (d.char_span(start, end + 1, alignment_mode=mode) for d in (doc, parsed))
        assert (cut is None) == (whole is None)
        assert cut is None or (cut.start, cut.end) == (whole.start, whole.end)
    for group in ("sents", "ents"):
        mine = [(s.start, s.end, s.label_) for s in getattr(doc, group)]
        assert mine == [(s.start, s.end, s.label_) for s in getattr(parsed, group)]
    assert [(s.start, s.end, s.label_) for s in doc.spans["report"]] == [(0, len(parsed), "Location")]


def test_a_neighbour_beyond_the_text_is_an_error() -> None:
    doc = Doc(Parsed(VOCAB, words=["Gao", "fell"], heads=[1, 1], deps=["nsubj", "root"]))
    assert doc[0].nbor().text == "fell"
    for word, step in ((doc[0], -1), (doc[1], 1)):
        with pytest.raises(IndexError):
            word.nbor(step)


def test_a_tree_as_deep_as_its_sentence_is_long() -> None:
    size = 1500
    deps = ["root", *["dep"] * (size - 1)]
    doc = Doc(Parsed(VOCAB, words=["of"] * size, heads=[0, *range(size - 1)], deps=deps))
    assert [word.i for word in doc[0].subtree] == list(range(size))
