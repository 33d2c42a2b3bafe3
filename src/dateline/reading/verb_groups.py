"""The verb group of a clause: auxiliaries, modal verb, negation, aspect and tense."""

from __future__ import annotations

from dateline.reading.links import (
    SUBJECT,
    children,
    conjuncts,
    first_conjunct,
    has_infinitive_marker,
    is_participle,
    is_predicate,
    relation,
)  # fmt: skip
from dateline.reading.tree import Token

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "none", "nothing", "without"})
MODALS = frozenset({
    "will", "'ll", "’ll", "wo", "shall", "sha", "would", "'d", "’d", "can", "ca", "could", "may", "might", "must",
    "should", "ought",
})  # fmt: skip


def auxiliaries(predicate: Token) -> list[Token]:
    """Auxiliaries and copulas in text order; a conjunct without any of its own, nor a subject, borrows the first's."""
    own = [c for c in predicate.children if relation(c.dep_) in {"aux", "cop"}]
    if own or relation(predicate.dep_) != "conj" or any(relation(c.dep_) in SUBJECT for c in predicate.children):
        return own
    if has_infinitive_marker(predicate) or not is_predicate(predicate.head):
        return own
    borrowed = auxiliaries(predicate.head)
    finite = predicate.lower_ != predicate.lemma_.lower() and not is_participle(predicate)
    if finite and any(a.lower_ in MODALS or a.lemma_.lower() == "do" for a in borrowed):
        return own
    return borrowed


def modal(predicate: Token) -> str:
    """The modal verb of the clause in lower case ("will", "may" …), "" for none."""
    for aux in auxiliaries(predicate):
        if aux.lower_ in MODALS:
            return {"'ll": "will", "’ll": "will", "wo": "will", "sha": "shall", "ca": "can", "'d": "would",
                    "’d": "would"}.get(aux.lower_, aux.lower_)  # fmt: skip
    return ""


def negation(token: Token) -> Token | None:
    """The word that negates a predicate or a noun in its own clause: "did not", "no talks"; None for none."""
    for child in token.children:
        if child.lower_ in NEGATIONS and relation(child.dep_) in {"advmod", "det", "mark", "case", "cc", "aux"}:
            return child
        if relation(child.dep_) == "nsubj" and (
            child.lower_ in {"nobody", "none", "neither", "nothing"}
            or any(d.lower_ in {"no", "neither"} and relation(d.dep_) == "det" for d in child.children)
        ):
            return child
    return None


def is_progressive(predicate: Token) -> bool:
    """Whether the clause is in a progressive form: "is attacking", "has been calling"."""
    return is_participle(predicate) and any(a.lemma_.lower() == "be" or a.lower_ in {"'s", "'re", "’s", "’re"}
                                            for a in auxiliaries(predicate))  # fmt: skip


def is_perfect(predicate: Token) -> bool:
    """Whether the clause is in a perfect form: "has called", "had been"."""
    return any(a.lower_ in {"have", "has", "had", "having", "'ve", "’ve"} for a in auxiliaries(predicate))


def tense(predicate: Token) -> str:
    """A light test of the clause's tense: "past", "present", "future", or "none" for non-finite forms."""
    word = modal(predicate)
    if word in {"will", "shall"}:
        return "future"
    aux = [a.lower_ for a in auxiliaries(predicate)]
    if any(a in {"was", "were", "had", "did"} for a in aux):
        return "past"
    if word or any(a in _PRESENT for a in aux):
        return "present"
    if has_infinitive_marker(predicate) or is_participle(predicate):
        return "none"
    if predicate.pos_ not in {"VERB", "AUX"} or _continues_infinitive(predicate):
        return "none"
    if "Tense=Past" in predicate.morph or predicate.tag_ == "VBD":
        return "past"
    lower, lemma = predicate.lower_, predicate.lemma_.lower()
    if lower == lemma or (lower.endswith("s") and lower.startswith(lemma[:-1])):
        return "past" if lower == lemma and lower in _UNCHANGING and not _plural_subject(predicate) else "present"
    return "past"


def _continues_infinitive(predicate: Token) -> bool:
    """Whether a bare verb stands coordinated with an infinitive: "to land and evacuate them"."""
    if relation(predicate.dep_) != "conj" or predicate.lower_ != predicate.lemma_.lower():
        return False
    return has_infinitive_marker(first_conjunct(predicate))


_PRESENT = frozenset({
    "is", "are", "am", "has", "have", "do", "does", "'s", "'re", "'m", "’s", "’re", "’m", "'ve", "’ve",
})  # fmt: skip


_UNCHANGING = frozenset({
    "hit", "cut", "put", "set", "shut", "hurt", "beat", "bid", "cost", "let", "quit", "rid", "shed", "split", "spread",
})  # fmt: skip


def _plural_subject(predicate: Token) -> bool:
    found = [t for c in children(predicate, "nsubj") for t in conjuncts(c)]
    return bool(found) and (len(found) > 1 or "Number=Plur" in found[0].morph)
