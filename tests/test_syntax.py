"""Questions about trees, asked of trees built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Token

from dateline.reading import syntax

VOCAB = spacy.blank("en").vocab


def tree(*rows: str) -> Doc:
    """A Doc from rows "word lemma POS relation head", heads counted from 0 in the sentence."""
    cells = [row.split() for row in rows]
    return Doc(
        VOCAB,
        words=[c[0] for c in cells],
        lemmas=[c[1] for c in cells],
        pos=[c[2] for c in cells],
        deps=[c[3] for c in cells],
        heads=[int(c[4]) for c in cells],
        sent_starts=[i == 0 for i in range(len(cells))],
    )


def words(tokens: list[Token]) -> list[str]:
    return [t.text for t in tokens]


@pytest.fixture
def passive() -> Doc:
    return tree(
        "Bridges bridge NOUN nsubj:pass 2", "were be AUX aux:pass 2", "destroyed destroy VERB root 2",
        "by by ADP case 4", "rebels rebel NOUN obl:agent 2", "and and CCONJ cc 6", "soldiers soldier NOUN conj 4",
    )  # fmt: skip


def test_a_passive_turns_its_roles_round(passive: Doc) -> None:
    verb = passive[2]
    assert syntax.is_passive(verb)
    assert words(syntax.agents(verb)) == ["rebels", "soldiers"]
    assert words(syntax.patients(verb)) == ["Bridges"]


def test_control_gives_the_object_and_promises_the_subject() -> None:
    rows = [
        "Peru Peru PROPN nsubj 1", "{} {} VERB root 1", "Chile Chile PROPN obj 1", "to to PART mark 4",
        "leave leave VERB xcomp 1",
    ]  # fmt: skip
    urged = tree(*[r.format("urged", "urge") for r in rows])
    promised = tree(*[r.format("promised", "promise") for r in rows])
    assert words(syntax.subjects(urged[4])) == ["Chile"]
    assert words(syntax.subjects(promised[4])) == ["Peru"]


def test_a_relative_clause_resolves_its_pronoun_and_its_gap() -> None:
    who = tree(
        "men man NOUN root 0", "who who PRON nsubj 2", "fled flee VERB acl:relcl 0",
    )  # fmt: skip
    gap = tree(
        "hostages hostage NOUN root 0", "they they PRON nsubj 2", "freed free VERB acl:relcl 0",
    )  # fmt: skip
    assert words(syntax.subjects(who[2])) == ["men"]
    assert words(syntax.objects(gap[2])) == ["hostages"]
    assert words(syntax.subjects(gap[2])) == ["they"]


def test_coordinated_predicates_share_subject_auxiliaries_and_object() -> None:
    doc = tree(
        "Police police NOUN nsubj 2", "will will AUX aux 2", "search search VERB root 2", "and and CCONJ cc 4",
        "arrest arrest VERB conj 2", "looters looter NOUN obj 4",
    )  # fmt: skip
    assert words(syntax.subjects(doc[4])) == ["Police"]
    assert syntax.modal(doc[4]) == "will"
    assert words(syntax.objects(doc[2])) == ["looters"]


def test_a_gapped_passive_is_one() -> None:
    doc = tree(
        "Ten ten NUM nsubj:pass 2", "were be AUX aux:pass 2", "hurt hurt VERB root 2", "and and CCONJ cc 5",
        "six six NUM nsubj 5", "arrested arrest VERB conj 2",
    )  # fmt: skip
    assert syntax.is_passive(doc[5])
    assert words(syntax.patients(doc[5])) == ["six"]


def test_reduced_relatives_are_passive_and_participles_active() -> None:
    doc = tree(
        "rockets rocket NOUN root 0", "fired fire VERB acl 0", "at at ADP case 3", "ships ship NOUN obl 1",
        "crossing cross VERB acl 3",
    )  # fmt: skip
    assert syntax.is_passive(doc[1]) and not syntax.is_passive(doc[4])
    assert words(syntax.subjects(doc[4])) == ["ships"]
    assert {p: words(t) for p, t in syntax.obliques(doc[1]).items()} == {"at": ["ships"]}


def test_nouns_have_possessors_phrases_and_spans() -> None:
    doc = tree(
        "Mali Mali PROPN nmod:poss 4", "'s 's PART case 0", "new new ADJ amod 4", "peace peace NOUN compound 4",
        "talks talk NOUN root 4", "with with ADP case 6", "rebels rebel NOUN nmod 4",
    )  # fmt: skip
    assert words(syntax.possessors(doc[4])) == ["Mali"]
    assert words(syntax.nominal_modifiers(doc[4])["with"]) == ["rebels"]
    assert words(syntax.modifiers(doc[4])) == ["new", "peace"]
    assert syntax.core_span(doc[4]) == (0, 5)
    assert syntax.full_span(doc[4]) == (0, 7)


def test_negation_tense_and_fixed_prepositions() -> None:
    doc = tree(
        "They they PRON nsubj 3", "did do AUX aux 3", "not not PART advmod 3", "attack attack VERB root 3",
        "because because ADP case 6", "of of ADP fixed 4", "rain rain NOUN obl 3",
    )  # fmt: skip
    negation = syntax.negation(doc[3])
    assert negation is not None and negation.text == "not"
    assert syntax.tense(doc[3]) == "past"
    assert syntax.preposition(doc[6]) == "because of"
    assert syntax.clause_of(doc[6]).text == "attack"


def test_a_tree_that_loops_through_many_heads_ends() -> None:
    rows = [f"w{i} w{i} VERB {'root' if i == 0 else 'xcomp'} {max(0, i - 1)}" for i in range(60)]
    doc = tree(*rows)
    assert syntax.subjects(doc[59]) == []
    assert len(list(syntax.ancestors(doc[59]))) == 59
