"""Questions about Universal Dependencies trees that every reader asks: who does what to whom, in trees of any shape."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reading.links import SUBJECT
from dateline.reading.links import children as children
from dateline.reading.links import conjuncts as conjuncts
from dateline.reading.links import first_conjunct as first_conjunct
from dateline.reading.links import has_infinitive_marker as has_infinitive_marker
from dateline.reading.links import is_participle as is_participle
from dateline.reading.links import is_predicate as is_predicate
from dateline.reading.links import rel as rel
from dateline.reading.links import relation as relation
from dateline.reading.tree import Token
from dateline.reading.verb_groups import auxiliaries as auxiliaries
from dateline.reading.verb_groups import is_perfect as is_perfect
from dateline.reading.verb_groups import is_progressive as is_progressive
from dateline.reading.verb_groups import modal as modal
from dateline.reading.verb_groups import negation as negation
from dateline.reading.verb_groups import tense as tense

RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that", "whose"})
SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "pledge", "offer", "commit"})
OBLIQUE_CONTROL = {
    "call": ("on", "upon", "for"), "appeal": ("to", "for"), "plead": ("with",), "count": ("on",), "rely": ("on",),
    "prevail": ("on", "upon"), "wait": ("for",), "push": ("for",), "press": ("for",), "pressure": ("on",),
    "order": ("to", "for"), "ultimatum": ("to",), "warning": ("to",), "plea": ("to", "for"), "demand": ("on", "for"),
    "request": ("to", "for"), "invitation": ("to", "for"), "permission": ("for", "to"),
}  # fmt: skip
"""After which prepositions those stand who are to do what the infinitive says: "called on Peru to wait"."""


def is_passive(token: Token) -> bool:
    """Passive voice, also of reduced relatives ("rockets fired at"), of bare participles and shared in coordination."""
    marks = {child.dep_ for child in token.children}
    if "aux:pass" in marks:
        return True
    if "obl:agent" in marks:  # "what it called an attack by rebels" has a subject of its own
        return "nsubj" not in marks
    if marks & {"nsubj:pass", "csubj:pass"}:
        return "nsubj" not in marks
    own = {relation(c.dep_) for c in token.children}
    if token.pos_ != "VERB" or is_participle(token) or has_infinitive_marker(token):
        return False
    relation_up = relation(token.dep_)
    if "nsubj" in own:
        gapped = relation_up == "conj" and not own & {"obj", "aux", "cop", "ccomp", "xcomp"}
        return gapped and token.lower_ != token.lemma_.lower() and _is_passive_like(token.head)
    if relation_up == "acl" and token.dep_ != "acl:relcl":
        return not own & {"obj", "aux"}
    if relation_up == "amod":
        return token.lower_.endswith(("ed", "en", "wn", "ught", "t"))
    if relation_up == "advcl":
        return token.lower_ != token.lemma_.lower() and not own & {"obj", "aux", "ccomp"}
    if relation_up == "conj" and "aux" not in own and token.lower_ != token.lemma_.lower():
        return is_passive(token.head) and "obj" not in own
    return False


def _is_passive_like(token: Token) -> bool:
    """A passive, or a participle that was tagged as an adjective: "were hurt"."""
    if is_passive(token):
        return True
    copula = any(c.dep_ == "cop" for c in token.children)
    return copula and token.pos_ == "ADJ" and token.lower_.endswith(("ed", "en", "t", "wn"))


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for: the noun that its clause modifies; any other token stands for itself."""
    if token.lower_ not in RELATIVE_PRONOUNS or token.pos_ not in {"PRON", "DET", "SCONJ"}:
        return token
    clause = token
    for _ in range(8):
        if clause.dep_ == "acl:relcl" or (clause.dep_ == "acl" and token.dep_ != "mark"):
            return clause.head
        if clause.head.i == clause.i:
            break
        clause = clause.head
    return token


def own_subjects(predicate: Token) -> list[Token]:
    """Subjects written in the predicate's own clause, with their conjuncts, relative pronouns resolved."""
    found = _subjects_in_place(predicate)
    plain = [c for c in found if c.dep_ == "nsubj"]
    heads = [antecedent(c) for c in (plain if plain and not is_passive(predicate) else found)]
    return [t for head in heads for t in conjuncts(head)]


def _subjects_in_place(predicate: Token) -> list[Token]:
    """The subjects among the dependents, of two clauses of a report each with its own.

    In "Peru left, Chile said" some trees hang both subjects on one of the verbs; the order of the words decides.
    """
    found = [c for c in predicate.children if relation(c.dep_) in SUBJECT]
    head = predicate.head
    if relation(predicate.dep_) == "ccomp" and predicate.i < head.i:
        above = [c for c in head.children if relation(c.dep_) in SUBJECT]
        if not found and above[:-1] and above[-1].i > predicate.i:
            return [c for c in above if c.i < predicate.i]
        if len(found) > 1 and not above:
            return [c for c in found if c.i < predicate.i]
        return found
    told = next((c for c in predicate.children if relation(c.dep_) == "ccomp" and c.i < predicate.i), None)
    if told is not None:
        if len(found) > 1:
            return [c for c in found if c.i > told.i] or found
        late = [c for c in told.children if relation(c.dep_) in SUBJECT]
        if not found and len(late) > 1 and late[-1].i > told.i:
            return late[-1:]
    return found


def subjects(predicate: Token, depth: int = 0) -> list[Token]:
    """Grammatical subjects, found through control, raising, coordination, participles and relative clauses.

    For a passive they are the ones acted upon. Empty where the text gives none.
    """
    own = own_subjects(predicate)
    if own or depth > 8:
        return own
    head, link = predicate.head, relation(predicate.dep_)
    if head.i == predicate.i:
        return []
    if link == "conj":
        shares = is_predicate(head) or head.pos_ in {"VERB", "AUX", "ADJ"}
        return subjects(head, depth + 1) if shares else []
    if link == "acl":
        if predicate.dep_ == "acl:relcl":
            return [] if has_gap_filler(predicate) else conjuncts(head)
        if has_infinitive_marker(predicate) or (is_participle(predicate) and clause_marker(predicate)):
            return _subjects_of_noun_complement(head, predicate, depth)
        return conjuncts(head)
    if link == "amod":
        return [head]
    if link == "xcomp":
        controllers = children(head, "obj", "iobj")
        if controllers and head.lemma_.lower() not in SUBJECT_CONTROL and not is_passive(head):
            return [t for c in controllers[:1] for t in conjuncts(antecedent(c))]
        return _oblique_controllers(predicate, head) or subjects(head, depth + 1)
    if link == "ccomp" and (has_infinitive_marker(predicate) or is_participle(predicate)):
        controllers = children(head, "obj", "iobj")
        return [t for c in controllers[:1] for t in conjuncts(c)] or subjects(head, depth + 1)
    if link == "advcl":
        if is_participle(predicate) and clause_marker(predicate) in {"of", "from", "for"}:
            told_of = patients(head)
            if told_of:
                return told_of
        if has_infinitive_marker(predicate) or is_participle(predicate) or is_passive(predicate):
            asked = _oblique_controllers(predicate, head)
            if asked:
                return asked
            if is_passive(head) and not is_passive(predicate):
                return agents(head, depth + 1) or subjects(head, depth + 1)
            if not is_predicate(head):
                return _subjects_of_noun_complement(head, predicate, depth)
            return subjects(head, depth + 1)
        return []
    if link == "parataxis" and has_infinitive_marker(predicate) and head.pos_ in {"NOUN", "PROPN"}:
        return [*conjuncts(head), *children(head, "appos")]
    return []


def _oblique_controllers(clause: Token, governor: Token) -> list[Token]:
    """Who is asked in "called on Peru to wait": those between the governing word and its infinitive."""
    if not has_infinitive_marker(clause):
        return []
    for asking in (governor, *children(governor, "obj")):
        phrases = nominal_modifiers(asking) | obliques(governor)
        for word in OBLIQUE_CONTROL.get(asking.lemma_.lower(), ()):
            found = [t for t in phrases.get(word, []) if governor.i < t.i < clause.i]
            if found and (word != "for" or found[0].pos_ in {"PROPN", "PRON"}):
                return found
    return []


def _subjects_of_noun_complement(noun: Token, clause: Token, depth: int) -> list[Token]:
    """Who would do what a noun's infinitive says: "Israel's plan to", "the campaign to", "made a promise to"."""
    asked = _oblique_controllers(clause, noun)
    if asked:
        return asked
    owner = possessors(noun)
    if owner:
        return owner
    agent = [t for p in ("by", "of", "for") for t in nominal_modifiers(noun).get(p, []) if p == "by"]
    if agent:
        return agent
    governor = noun.head
    if governor.i != noun.i and relation(noun.dep_) in {"obj", "obl", "xcomp"} and is_predicate(governor):
        return subjects(governor, depth + 1)
    return []


def has_gap_filler(predicate: Token) -> bool:
    """Whether the predicate of a relative clause has a subject of its own, so that the antecedent is no subject."""
    return any(relation(c.dep_) in SUBJECT for c in predicate.children)


def agents(predicate: Token, depth: int = 0) -> list[Token]:
    """Who does it: the subjects of an active predicate, the by-phrase of a passive one."""
    if is_passive(predicate):
        return by_phrase(predicate)
    return subjects(predicate, depth)


def by_phrase(predicate: Token) -> list[Token]:
    """The agents of a passive: "hit by X and Y", also where the last of coordinated passives carries the phrase."""
    for holder in (predicate, *(c for c in conjuncts(predicate) if c.i != predicate.i), first_conjunct(predicate)):
        found = [c for c in holder.children if c.dep_ == "obl:agent" or _is_by(c)]
        if found:
            return [t for c in found[:1] for t in conjuncts(antecedent(c))]
    return []


def _is_by(token: Token) -> bool:
    return relation(token.dep_) in {"obl", "nmod"} and token.pos_ != "VERB" and preposition(token) == "by"


def objects(predicate: Token) -> list[Token]:
    """Direct objects of an active predicate, with conjuncts; also shared ones and the gap of a relative clause.

    The person asked in "urged the city to wait" is an object too, though some trees call it an indirect one.
    """
    found = [antecedent(c) for c in predicate.children if relation(c.dep_) == "obj" and not _is_reciprocal(c)]
    if not found:
        found = [antecedent(c) for c in predicate.children if relation(c.dep_) == "iobj"]
    if not found:  # "shrugged off the report", where the particle is taken for a part of the phrase
        ends = {c.i + 1 for c in predicate.children if c.dep_ == "compound:prt"}
        found = [c for c in predicate.children if c.dep_ == "obl" and c.left_edge.i in ends and not preposition(c)]
    if not found and any(c.dep_ == "nsubj" for c in predicate.children):
        found = [antecedent(c) for c in predicate.children if c.dep_ == "nsubj:pass"]
    if not found and predicate.dep_ == "acl:relcl" and has_gap_filler(predicate):
        pronouns = {c.lower_ for c in predicate.children} & {"where", "when", "why"}
        stranded = any(relation(c.dep_) in {"obl", "ccomp", "xcomp"} for c in predicate.children)
        found = [] if pronouns or stranded else [predicate.head]
    if not found and not is_passive(predicate):
        for other in conjuncts(predicate)[1:]:
            if other.i - predicate.i <= 3 and other.pos_ == predicate.pos_:
                found = [c for c in other.children if relation(c.dep_) == "obj"]
                if found:
                    break
    if not found and relation(predicate.dep_) == "conj" and not is_passive(predicate):
        found = [c for c in predicate.head.children if relation(c.dep_) == "obj" and c.i > predicate.i]
    return [t for c in found for t in conjuncts(c)]


def _is_reciprocal(token: Token) -> bool:
    """Whether it is "each other" or "one another", which add nobody."""
    pair = {token.lower_, *(c.lower_ for c in token.children)}
    return {"each", "other"} <= pair or {"one", "another"} <= pair


def indirect_objects(predicate: Token) -> list[Token]:
    """Indirect objects: "gave the city food"."""
    return [t for c in children(predicate, "iobj") for t in conjuncts(antecedent(c))]


def patients(predicate: Token) -> list[Token]:
    """Who or what it is done to: the objects of an active predicate, the subjects of a passive one."""
    return subjects(predicate) if is_passive(predicate) else objects(predicate)


def preposition(token: Token) -> str:
    """The preposition of a nominal or clause in lower case, a fixed one in full: "according to"; "" for none."""
    words: list[str] = []
    for child in token.children:
        if relation(child.dep_) == "case" and child.lower_ not in {"'s", "’s", "'", "’"}:
            words.append(child.lower_)
            words.extend(c.lower_ for c in child.children if relation(c.dep_) == "fixed")
    if not words:
        for child in token.children:
            if relation(child.dep_) == "flat":
                words.extend(c.lower_ for c in child.children if relation(c.dep_) == "case" and c.i < token.i)
    if not words and relation(token.dep_) == "obl" and token.pos_ == "PROPN" and token.left_edge.i > token.sent.start:
        before = token.doc[token.left_edge.i - 1]
        words.extend([before.lower_] if before.pos_ == "ADP" else [])
    return " ".join(words)


def obliques(predicate: Token) -> dict[str, list[Token]]:
    """Prepositional dependents of a predicate by preposition, conjuncts included; "" holds the bare ones ("Sunday").

    A gerund after a preposition ("of killing") is listed under its preposition.
    """
    found: dict[str, list[Token]] = {}
    for child in predicate.children:
        link = relation(child.dep_)
        if link in {"obl", "nmod"}:
            found.setdefault(preposition(child), []).extend(conjuncts(antecedent(child)))
        elif link == "advcl" and is_participle(child):
            marker = clause_marker(child)
            if marker:
                found.setdefault(marker, []).extend(conjuncts(child))
    return found


def nominal_modifiers(noun: Token) -> dict[str, list[Token]]:
    """Prepositional phrases of a noun by preposition, conjuncts included: "talks with A and B" → {"with": [A, B]}."""
    found: dict[str, list[Token]] = {}
    for child in noun.children:
        link = relation(child.dep_)
        if link in {"nmod", "obl"} and child.dep_ != "nmod:poss":
            found.setdefault(preposition(child), []).extend(conjuncts(child))
        elif link == "acl" and is_participle(child):
            marker = clause_marker(child)
            if marker:
                found.setdefault(marker, []).extend(conjuncts(child))
    return found


def clause_marker(predicate: Token) -> str:
    """The word that introduces a subordinate clause ("if", "after", "of"), in lower case; "" for none."""
    for child in predicate.children:
        if relation(child.dep_) in {"mark", "case"} and child.lower_ != "to":
            return child.lower_
    return ""


def possessors(noun: Token) -> list[Token]:
    """Who a noun belongs to: "Israel's strikes", "their visit"."""
    return [t for c in noun.children if c.dep_ == "nmod:poss" for t in conjuncts(c)]


def modifiers(noun: Token) -> list[Token]:
    """Words before a noun that narrow it: adjectives, compounds, participles, their conjuncts included."""
    before = {"compound", "amod", "nummod", "flat"}
    return [t for c in noun.children if relation(c.dep_) in before for t in conjuncts(c)]


def particles(predicate: Token) -> list[str]:
    """Verb particles in lower case: "carried out" → ["out"]."""
    return [c.lower_ for c in predicate.children if c.dep_ == "compound:prt"]


CIRCUMSTANCES = frozenset({
    "after", "before", "while", "when", "since", "upon", "despite", "until", "without", "following", "though",
    "although",
})  # fmt: skip
"""What introduces a clause on when or how something was done, not on what it was about."""


def complements(predicate: Token) -> list[Token]:
    """Clauses that the predicate takes: infinitives, that-clauses, and the gerunds of "accused of killing"."""
    found = [c for c in predicate.children if relation(c.dep_) in {"xcomp", "ccomp"}]
    gerunds = [c for c in predicate.children if relation(c.dep_) == "advcl" and is_participle(c)]
    return found + [c for c in gerunds if clause_marker(c) and clause_marker(c) not in CIRCUMSTANCES]


def clause_of(token: Token) -> Token:
    """The predicate of the clause that the token stands in: the nearest predicate at or above it."""
    for _ in range(200):
        if is_predicate(token) or token.head.i == token.i:
            return token
        token = token.head
    return token


def governor(predicate: Token) -> Token | None:
    """The predicate or noun that governs the clause, coordination skipped; None at the root."""
    first = first_conjunct(predicate)
    return None if first.head.i == first.i else first.head


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first, the root last."""
    while token.head.i != token.i:
        token = token.head
        yield token


CORE = frozenset({"compound", "amod", "nummod", "flat", "fixed", "det", "goeswith"})


def core_span(noun: Token) -> tuple[int, int]:
    """Token positions [start, end) of the noun with its pre-modifiers and names, without phrases after it."""
    start, end = noun.i, noun.i + 1
    for child in noun.children:
        link = relation(child.dep_)
        if link in CORE or child.dep_ == "nmod:poss":
            inner = core_span(child)
            if link in {"flat", "fixed", "goeswith"} or child.i < noun.i:
                start, end = min(start, inner[0]), max(end, inner[1])
            for marker in child.children:
                if relation(marker.dep_) == "case" and child.dep_ == "nmod:poss":
                    end = max(end, min(marker.i + 1, noun.i + 1))
    return start, end


def full_span(token: Token) -> tuple[int, int]:
    """Token positions [start, end) of everything below the token."""
    return token.left_edge.i, token.right_edge.i + 1
