"""What is said of those counted: the predicate that tells the measure."""

from __future__ import annotations

from dateline.knowledge.measures import measures
from dateline.reading import syntax
from dateline.reading.context import Reading
from dateline.reading.figures.counts import Count
from dateline.reading.figures.people import ELLIPTIC, is_person, lemma, may_be_person
from dateline.reading.tree import Token
from dateline.record import Measure


def predicate(reading: Reading, count: Count) -> tuple[Measure, Token] | None:
    """The measure that the clause of the count tells, with its word: "12 people died", "wounding 30", "left 9 dead"."""
    head, verb, link = role_of(count)
    if verb.i == head.i:
        return None
    found = _in_role(reading, count, head, verb, link)
    if found is not None and not is_person(reading, count) and not _takes_people(count, found[1]):
        return None
    return found


def role_of(count: Count) -> tuple[Token, Token, str]:
    """The word that stands for those counted in the clause, what governs it, and how; bundles are looked through."""
    head = count.head
    for _ in range(4):
        head = syntax.first_conjunct(head)
        link, governor = syntax.relation(head.dep_), head.head
        bundled = link == "nmod" and lemma(governor) in measures().bundles
        beside = link == "appos" and governor.pos_ == "NOUN" and lemma(governor) in measures().people
        if not (bundled or beside) or governor.i == head.i:
            break
        head = governor
    link = syntax.relation(head.dep_)
    verb = head.head
    if link in {"advmod", "obl"} and head.lower_ in ELLIPTIC and head.i < verb.i and not syntax.own_subjects(verb):
        link = "nsubj"
    return head, verb, link


def _in_role(reading: Reading, count: Count, head: Token, verb: Token, link: str) -> tuple[Measure, Token] | None:
    known = measures()
    found: Measure | None = None
    if link == "nsubj":
        passive = head.dep_ == "nsubj:pass" or syntax.is_passive(verb)
        found = _of_passive(reading, verb) if passive else _of_subject(reading, verb)
        if passive:
            found = found or _moved(count, verb)
        if found is None and passive:
            return _made(reading, verb)
    elif link in {"obj", "iobj"}:
        found = says(reading, verb, "patient") or linked(reading, verb) or _moved(count, verb)
        if found is None and lemma(verb) == "lose" and not count.single:
            found = "killed"
        if found is None:
            return _made(reading, verb)
    elif link in {"nmod", "obl"}:
        preposition = syntax.preposition(head)
        if preposition == "of" or head.dep_ == "nmod:poss":
            found = known.of.get(lemma(verb))
            if found == "demonstrators" and not (count.noun is None or lemma(count.noun) in known.people):
                found = None
        elif preposition in {"to", "for"}:
            found = known.beneficiary.get(lemma(verb))
            if verb.pos_ == "VERB" and says(reading, verb, "patient") == "affected":
                found = "affected"
        elif preposition == "with" and linked(reading, verb) == "missing":
            found = "missing"
    return (found, verb) if found is not None else None


def _moved(count: Count, verb: Token) -> Measure | None:
    """People of a place who are carried off to another: "600 residents were taken by bus to the town"."""
    known = measures()
    frames = known.frames["settled"].get(lemma(verb))
    if frames is None or count.noun is None or lemma(count.noun) not in known.settled:
        return None
    beside = _beside(verb)
    return next((measure for measure, words in frames if beside & words), None)


def _of_subject(reading: Reading, verb: Token) -> Measure | None:
    found: Measure | None = None
    if verb.pos_ in {"VERB", "AUX"}:
        found = says(reading, verb, "subject") or linked(reading, verb) or _protest(verb)
    if found is None and (verb.pos_ != "VERB" or any(c.dep_ == "cop" for c in verb.children)):
        found = says(reading, verb, "adjective")
    if found is None and verb.pos_ != "VERB":
        found = _of_conjuncts(reading, verb)
    if found is None and lemma(verb) in measures().phases:
        begun = syntax.children(verb, "xcomp")
        found = next((f for c in begun if (f := says(reading, c, "subject")) is not None), None)
    return found


def _of_passive(reading: Reading, verb: Token) -> Measure | None:
    found = says(reading, verb, "patient") or says(reading, verb, "adjective") or linked(reading, verb)
    return found or _of_conjuncts(reading, verb)


def _of_conjuncts(reading: Reading, verb: Token) -> Measure | None:
    """ "were hungry and homeless"."""
    others = [c for c in syntax.conjuncts(verb)[1:] if not syntax.children(c, "obj")]
    return next((f for c in others if (f := says(reading, c, "adjective"))), None)


def _takes_people(count: Count, verb: Token) -> bool:
    return bool({lemma(verb), verb.lower_} & measures().of_people) and may_be_person(count)


def says(reading: Reading, token: Token, role: str) -> Measure | None:
    """The measure of a predicate for its "patient", its "subject" or what it is an "adjective" of."""
    known = measures()
    word = lemma(token)
    if role == "adjective":
        return known.adjective.get(word) or known.adjective.get(token.lower_)
    frames = known.frames[role].get(word)
    if frames is not None:
        beside = _beside(token)
        found = next((measure for measure, words in frames if beside & words), None)
        if found is not None:
            return found
    if role == "subject":
        return known.subject.get(word)
    if word in known.captive_verbs and _is_captor(reading, token):
        return "abducted"
    return known.patient.get(word) or ("killed" if _fatally(token) else None)


def _beside(verb: Token) -> set[str]:
    """The words of a clause in both forms, its subject resolved, those of clauses inside it left out."""
    near = [t for t in verb.subtree if t.head.i == verb.i or syntax.clause_of(t).i == verb.i]
    near += syntax.own_subjects(verb)
    return {form for t in near for form in (t.lower_, lemma(t))}


def _is_captor(reading: Reading, verb: Token) -> bool:
    known = measures()
    for agent in syntax.agents(verb):
        entity = reading.entity_at.get(agent.i)
        if lemma(agent) in known.captors or (entity is not None and known.captor_sectors & set(entity.sectors)):
            return True
    return False


def _fatally(verb: Token) -> bool:
    """ "shot dead", "beaten to death"."""
    return any(c.lower_ == "dead" or (lemma(c) == "death" and syntax.preposition(c) == "to") for c in verb.children)


def linked(reading: Reading, verb: Token) -> Measure | None:
    """ "were reported missing", "left 12 dead", "are feared to have drowned", "are yet to be found"."""
    known = measures()
    if lemma(verb) not in known.links:
        return None
    for child in verb.children:
        link = syntax.relation(child.dep_)
        if child.i <= verb.i or link not in {"xcomp", "ccomp", "obl", "advcl", "obj"}:
            continue
        found = says(reading, child, "adjective")
        if found is None and child.pos_ in {"VERB", "AUX"} and link in {"xcomp", "advcl", "ccomp"}:
            passive = syntax.is_passive(child) or (
                not syntax.has_infinitive_marker(child) and not syntax.is_participle(child)
            )
            found = says(reading, child, "patient") if passive else says(reading, child, "subject")
            found = found or (says(reading, child, "subject") if passive else None) or linked(reading, child)
            if found is None and any(c.lower_ == "yet" for t in (verb, child) for c in t.children):
                found = known.denied.get(lemma(child))
        if found is not None:
            return found
    return None


def _made(reading: Reading, verb: Token) -> tuple[Measure, Token] | None:
    """ "forced 900 families to flee", "were told to evacuate"."""
    if lemma(verb) not in measures().makes:
        return None
    for child in verb.children:
        if syntax.relation(child.dep_) in {"xcomp", "ccomp", "advcl"} and child.i > verb.i:
            role = "patient" if syntax.is_passive(child) else "subject"
            found = says(reading, child, role) or linked(reading, child)
            if found is not None:
                return found, child
    return None


def _protest(verb: Token) -> Measure | None:
    known = measures()
    if lemma(verb) not in known.protest_verbs:
        return None
    return "demonstrators" if any(lemma(t) in known.protest_nouns for t in verb.subtree) else None


def denied(reading: Reading, count: Count) -> tuple[Measure, Token] | None:
    """ "three hikers have not been seen since": what the denial of a verb says."""
    _, verb, link = role_of(count)
    if link != "nsubj" or syntax.negation(verb) is None or not is_person(reading, count):
        return None
    found = measures().denied.get(lemma(verb))
    return (found, verb) if found is not None else None


def modifier(reading: Reading, count: Count) -> tuple[Measure, Token] | None:
    """ "50 displaced families", "22 people killed in …", "12 soldiers who died"."""
    last = syntax.conjuncts(count.head)[-1]
    shared = [c for c in last.children if c.dep_ == "acl" and c.i > last.i and last.i != count.head.i]
    nouns = (count.noun, count.head, _apposed(count))
    for noun in {t.i: t for t in nouns if t is not None}.values():
        for child in [*noun.children, *shared]:
            link = syntax.relation(child.dep_)
            found: Measure | None = None
            if link == "amod":
                found = says(reading, child, "adjective") or (
                    says(reading, child, "patient") if not syntax.is_participle(child) else None
                )
            elif link == "acl" and child.i > noun.i:
                found = _clause(reading, child)
            if found is not None and (is_person(reading, count) or _takes_people(count, child)):
                return found, child
    return _trailing(reading, count)


def _apposed(count: Count) -> Token | None:
    """The word for people that a list of them explains: "those freed, 24 civilians and 25 militiamen, …"."""
    head = syntax.first_conjunct(count.head)
    words = [head.head] if head.dep_ == "appos" else []
    if syntax.relation(head.dep_) == "nsubj":
        words = [c for c in syntax.children(head.head, "nsubj") if c.i < head.i]
    if count.noun is None or not words or syntax.children(words[0], "nummod"):
        return None
    word = words[0]
    return word if lemma(word) in measures().people or word.lower_ in ELLIPTIC else None


def _trailing(reading: Reading, count: Count) -> tuple[Measure, Token] | None:
    """ "nine of her colleagues, held since March": a passive participle behind a comma, wherever the tree hangs it."""
    noun, doc = count.noun, count.head.doc
    if noun is None or noun.i + 2 >= noun.sent.end or doc[noun.i + 1].text != "," or not is_person(reading, count):
        return None
    verb = doc[noun.i + 2]
    if verb.pos_ != "VERB" or syntax.relation(verb.dep_) not in {"acl", "advcl"} or not syntax.is_passive(verb):
        return None
    found = says(reading, verb, "patient")
    return (found, verb) if found is not None else None


def _clause(reading: Reading, verb: Token) -> Measure | None:
    """What a clause says of the noun that it modifies."""
    if verb.pos_ != "VERB":
        return says(reading, verb, "adjective")
    relative = [c for c in verb.children if c.lower_ in {"who", "that", "which", "whom"}]
    subject = any(syntax.relation(c.dep_) == "nsubj" for c in relative) or not syntax.own_subjects(verb)
    if syntax.is_passive(verb) or (not subject and verb.dep_ == "acl:relcl"):
        return says(reading, verb, "patient") or says(reading, verb, "adjective") or linked(reading, verb)
    if subject:
        return says(reading, verb, "subject") or linked(reading, verb)
    return None
