"""The parser as its users see it: offsets, trees, names, and results that depend on the text alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from test_language_tokens import HOSTILE

from dateline.errors import DatelineError
from dateline.language import Parser
from dateline.language.encoder import batches

TEXTS = [
    "Rebels killed two soldiers near Goma on Monday, the army said.",
    "NAIROBI, May 3 (AGN) — Amina Odhiambo met Chen Wei.\n\nThe talks, held by the United Nations, failed.\n",
    "“We were shelled all night,” said Oksana Bondar, a nurse in Kharkiv. “Nobody slept.”",
    "Aid " * 300,
]


@cache
def parser() -> Parser:
    return Parser()


def annotation(doc: Doc) -> list[tuple[object, ...]]:
    names = [(span.start, span.end, span.label_) for span in [*doc.ents, *doc.spans["report"]]]
    return [(t.text, t.idx, t.pos_, t.lemma_, t.head.i, t.dep_, t.is_sent_start) for t in doc] + list(names)


def check_trees(doc: Doc) -> None:
    for sentence in doc.sents:
        assert [token.dep_ for token in sentence].count("root") == 1
        assert sentence.root.dep_ == "root"
        for token in sentence:
            assert token.head in sentence
            assert sentence.root in [token, *token.ancestors]


@given(HOSTILE)
@settings(max_examples=25, deadline=None)
def test_any_text_is_parsed_with_exact_offsets(text: str) -> None:
    doc = parser().parse(text)
    assert doc.text == text
    check_trees(doc)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\x00", "…", "a\x00b", " \n A man\tsat. \n", "שלום לעולם.", "🙂" * 50]
)
def test_odd_texts(text: str) -> None:
    doc = parser().parse(text)
    assert doc.text == text
    check_trees(doc)
    assert all(token.pos_ and token.dep_ for token in doc)


def test_what_a_reader_finds_in_a_parse() -> None:
    doc = parser().parse("Two soldiers were killed by rebels in Goma, Amina Odhiambo said.")
    killed = next(token for token in doc if token.text == "killed")
    assert (killed.pos_, killed.lemma_) == ("VERB", "kill")
    relations = {child.text: child.dep_ for child in killed.children}
    assert relations["soldiers"] == "nsubj:pass"
    assert relations["rebels"] == "obl:agent"
    assert ("Goma", "LOC") in [(name.text, name.label_) for name in doc.ents]
    assert ("Amina Odhiambo", "PER") in [(name.text, name.label_) for name in doc.ents]


def test_a_parse_depends_on_its_text_alone() -> None:
    alone = [annotation(parser().parse(text)) for text in TEXTS]
    assert [annotation(doc) for doc in parser().pipe(TEXTS)] == alone
    assert [annotation(doc) for doc in parser().pipe(TEXTS[::-1])][::-1] == alone
    threaded = Parser(threads=2)
    assert [annotation(doc) for doc in threaded.pipe(TEXTS)] == alone


SENTENCES = [
    "Rebels shelled the town.",
    "Nobody was hurt.",
    "The minister met envoys in Geneva on Friday.",
    "Two aid workers were abducted near the border, police said.",
    "Talks will resume if the truce holds.",
    "“We saw smoke,” a resident said.",
]


@given(st.lists(st.lists(st.sampled_from(SENTENCES), max_size=6).map(" ".join), max_size=6), st.integers(1, 6))
@settings(max_examples=25, deadline=None)
def test_company_changes_no_parse(texts: list[str], batch_size: int) -> None:
    together = parser().encoder.pipe((parser().tokenizer(text) for text in texts), batch_size)
    assert [annotation(doc) for doc in together] == [annotation(parser().parse(text)) for text in texts]


def test_a_vocabulary_that_grew_too_large_is_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = annotation(parser().parse(TEXTS[0]))
    monkeypatch.setattr("dateline.language.parser.MAX_STRINGS", 0)
    old = parser().tokenizer
    assert annotation(parser().parse(TEXTS[0])) == before
    assert parser().tokenizer is not old


@given(st.lists(st.integers(3, 512), max_size=60))
def test_batches_hold_each_window_once_are_of_one_size_and_stay_small(sizes: list[int]) -> None:
    made = list(batches(sizes))
    assert sorted(index for batch in made for index in batch) == list(range(len(sizes)))
    assert all(len({sizes[i] for i in batch}) == 1 for batch in made)
    assert all(sizes[batch[0]] * len(batch) <= 1024 for batch in made)


def test_the_encoder_stands_in_any_spacy_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_encoder")
    doc = nlp("The rebels withdrew. Nobody was hurt.")
    assert [token.text for token in doc if token.dep_ == "root"] == ["withdrew", "hurt"]
    assert len(list(nlp.pipe(["One fell.", "Two fell."]))) == 2


def test_sentences_that_are_there_are_kept() -> None:
    doc = Doc(
        parser().tokenizer.vocab, words=["Stop", ".", "Go", "now", "."], sent_starts=[True, False, False, False, False]
    )
    assert len(list(parser().encoder(doc).sents)) == 1


def test_a_sentence_longer_than_the_encoder_is_one_tree() -> None:
    count = 600
    doc = Doc(parser().tokenizer.vocab, words=["peacekeepers"] * count, sent_starts=[True] + [False] * (count - 1))
    doc = parser().encoder(doc)
    assert len(list(doc.sents)) == 1
    check_trees(doc)


def test_a_model_that_is_not_complete_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match=r"encoder\.onnx"):
        Parser(tmp_path)
