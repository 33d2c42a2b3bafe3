"""What is known of words beside the encoder: place names over several words, tables, scores of any words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language import Parser
from dateline.language.encoder import MODEL
from dateline.language.name_evidence import PLACE, PLACE_WIDTH, KnownWords, NameEvidence, place_features


@pytest.fixture(scope="module")
def evidence() -> NameEvidence:
    return NameEvidence(MODEL)


def places(words: list[str], ordinary: set[str]) -> list[str]:
    """B for a word at which a place name begins, I for one that it covers, else O."""
    features = place_features(words, [word in ordinary for word in words])
    begins, covers = features[:, PLACE], features[:, PLACE_WIDTH + PLACE]
    return ["B" if b else "I" if c else "O" for b, c in zip(begins, covers, strict=True)]


def test_the_longest_place_name_counts() -> None:
    assert places(["to", "Port", "Harcourt", "and", "Lagos"], {"to", "and"}) == ["O", "B", "I", "O", "B"]


def test_no_place_name_begins_with_an_ordinary_word() -> None:
    assert places(["nice", "town"], {"nice", "town"}) == ["O", "O"]


def test_people_are_counted_by_the_largest_place_of_a_name() -> None:
    large, small = (place_features([name], [False])[0, PLACE_WIDTH - 1] for name in ("Lagos", "Echuca"))
    assert 0 < small < large


def test_a_word_that_no_table_has_is_told_apart_from_a_frequent_one() -> None:
    known = KnownWords({"amina": (3, 0)}, {"left": (50, 49)})
    amina, left = known.features(["Amina", "left"])[:, 2 * PLACE_WIDTH :].tolist()
    assert amina[0] > 0 and amina[4] == 1
    assert left[0] == 0 and left[4] == 0 and left[3] > 0.9


@given(words=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=20))
def test_any_words_get_finite_scores(evidence: NameEvidence, words: list[str]) -> None:
    scores = evidence.scores(words)
    assert scores.shape == (len(words), 7)
    assert np.isfinite(scores).all()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The convoy left Ouagadougou for Kaya before dawn.", "Ouagadougou", "LOC"),
        ("Nguyen Thi Hoa told the court that she had seen nothing.", "Nguyen Thi Hoa", "PER"),
        ("The World Food Programme suspended its flights.", "World Food Programme", "ORG"),
    ],
)
def test_names_in_a_dispatch(text: str, name: str, kind: str) -> None:
    assert (name, kind) in [(entity.text.removeprefix("The "), entity.label_) for entity in Parser().parse(text).ents]
