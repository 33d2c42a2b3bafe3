"""Who a reporting verb or noun says is speaking, where the tree shows it and where it does not."""

from __future__ import annotations

from dateline.knowledge.speech import speech
from dateline.reading import syntax
from dateline.reading.attributions.extents import matrix_verb, phrase_before
from dateline.reading.attributions.report import frames_of
from dateline.reading.tree import Token


def verb_source(word: Token) -> Token | None:
    if syntax.is_passive(word) and not _is_active_conjunct(word):
        agents = syntax.by_phrase(word)
        return agents[0] if agents else None
    own = [c for c in word.children if syntax.relation(c.dep_) == "nsubj"]
    if own:
        return min(own, key=lambda c: abs(c.i - word.i))
    matrix = matrix_verb(word) or _carried_on(word)
    if matrix is not None:
        return verb_source(matrix)
    asked = _asked(word) or _speaker_before(word)
    if asked is not None:
        return asked
    through = syntax.subjects(word)
    return through[0] if through else _set_off_before(word) or _name_before(word)


def _is_active_conjunct(word: Token) -> bool:
    """Whether a verb only looks passive because it is coordinated with a passive: "had been hit and said that …"."""
    marked = syntax.children(word, "aux:pass", "nsubj:pass", "obl:agent")
    told = [c for c in syntax.children(word, "obj", "ccomp", "xcomp") if c.i > word.i]
    return syntax.relation(word.dep_) == "conj" and not marked and bool(told)


def _carried_on(word: Token) -> Token | None:
    """The verb whose subject speaks on in "demanded that he resign, saying …" and "lodged a protest, saying …"."""
    if not syntax.is_participle(word) or word.i == word.sent.start or word.nbor(-1).text != ",":
        return None
    if word.dep_ == "acl":
        above = word.head
        while above.i != above.head.i and above.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            if syntax.relation(above.dep_) in {"nsubj", "csubj", "conj", "appos"}:
                return None
            above = above.head
        return above if above.pos_ == "VERB" and not syntax.is_passive(above) else None
    above = word.head
    if above.dep_ == "acl:relcl" and word.lemma_.lower() == "add":
        over = above.head.head
        return over if over.pos_ == "VERB" and "clause" in frames_of(over) else None
    if syntax.relation(word.dep_) != "advcl" or syntax.relation(above.dep_) not in {"ccomp", "xcomp"}:
        return None
    reporting = above.head
    return reporting if reporting.i < above.i and frames_of(reporting) & {"clause", "infinitive"} else None


def _set_off_before(word: Token) -> Token | None:
    """The head of a noun phrase between a comma and the verb that hangs elsewhere: ", an aide in Oslo said"."""
    start = phrase_before(word)
    run = word.doc[start : word.i]
    tops = [t for t in run if t.pos_ in {"NOUN", "PROPN"} and not start <= t.head.i < word.i]
    return tops[0] if tops and not syntax.has_infinitive_marker(word) and not syntax.is_participle(word) else None


def _speaker_before(word: Token) -> Token | None:
    """Who goes on in "…, X said, warning that …", whatever the tree hangs the participle on."""
    if not syntax.is_participle(word) or word.i == word.sent.start or word.nbor(-1).text != ",":
        return None
    for before in reversed(word.doc[max(word.sent.start, word.i - 12) : word.i - 1]):
        if before.pos_ == "VERB":
            own = [c for c in before.children if syntax.relation(c.dep_) == "nsubj"]
            return own[0] if own and "clause" in frames_of(before) else None
    return None


def _name_before(word: Token) -> Token | None:
    """A name right before a verb that the tree gives no subject."""
    position = word.i - 1
    while position > word.sent.start and word.doc[position].pos_ in {"AUX", "ADV"}:
        position -= 1
    before = word.doc[position]
    named = position >= word.sent.start and before.ent_type_ != "" and not before.is_punct
    return before if named and not syntax.has_infinitive_marker(word) and not syntax.is_participle(word) else None


def _asked(word: Token) -> Token | None:
    """Who is to do it, in "persuade those to pressure": the audience of the verb above."""
    above = word.head
    cue = speech().verbs.get(above.lemma_.lower())
    if cue is None or "audience" not in cue.frames or not syntax.has_infinitive_marker(word):
        return None
    if syntax.relation(word.dep_) not in {"xcomp", "advcl", "ccomp"} or syntax.is_passive(above):
        return None
    return next((c for c in above.children if syntax.relation(c.dep_) in {"obj", "iobj"} and c.i > above.i), None)


def noun_source(word: Token) -> Token | None:
    owners = syntax.possessors(word)
    if owners:
        return owners[0]
    phrases = syntax.nominal_modifiers(word)
    for preposition in ("by", "from"):
        if phrases.get(preposition):
            return phrases[preposition][0]
    head = word.head
    if head.lemma_.lower() in speech().carriers and syntax.relation(word.dep_) == "obj":
        agents = syntax.agents(head)
        return agents[0] if agents else None
    return None
