"""What a count counts: its measure from the predicate, the nouns around it, a toll, or who is counted."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.knowledge.measures import measures
from dateline.reading import syntax
from dateline.reading.context import Reading
from dateline.reading.figures.counts import Count
from dateline.record import Measure

_PERSONAL = ("man", "men", "woman", "women", "ist", "er", "or", "ian", "ee", "ant")
_ELLIPTIC = frozenset({"more", "other", "another", "them", "those", "whom", "us", "they", "dead", "injured", "wounded"})
_MARCHING = frozenset({"march", "protest", "demonstrate", "rally"})
_THINGS = frozenset({"munitions", "vehicles", "structures"})


@dataclass(frozen=True)
class Measured:
    """A measure with the word that says so and whether a predicate did ("predicate", "noun", "toll", "money")."""

    measure: Measure
    word: Token
    by: str


def measure(reading: Reading, count: Count) -> Measured | None:
    """The measure of a count, None where it is an ordinary number."""
    if count.quantity.unit is not None:
        return _money(count)
    found = (
        _beside(count)
        or _counted_noun(count)
        or _predicate(reading, count)
        or _modifier(count)
        or _toll(count)
        or _nearby(reading, count)
    )
    if not count.single and (found is None or (found.by == "predicate" and is_unrealised(found.word))):
        found = _kind(count) or found
    return _together(found) if found is not None else None


def is_unrealised(predicate: Token) -> bool:
    """Whether the predicate is an infinitive that somebody only plans, wants or asks for."""
    for _ in range(4):
        if not syntax.has_infinitive_marker(predicate):
            return False
        if syntax.relation(predicate.dep_) not in {"xcomp", "advcl", "acl", "ccomp"}:
            return False
        predicate = predicate.head
        if _lemma(predicate) in measures().unrealised:
            return True
    return False


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _is_person(reading: Reading, count: Count) -> bool:
    """Whether those counted are people, or not named at all."""
    noun = count.noun
    if noun is None:
        return True
    lemma, known = _lemma(noun), measures()
    if (
        lemma in known.people
        or lemma in known.groups
        or lemma in _ELLIPTIC
        or noun.i in reading.entity_at
        or noun.pos_ in {"PROPN", "ADJ", "PRON"}
    ):
        return True
    found = known.noun.get(lemma)
    return found not in _THINGS if found is not None else lemma.endswith(_PERSONAL)


def _beside(count: Count) -> Measured | None:
    """ "12 dead and 30 wounded", "11 people arrested", "five others missing"."""
    doc, known = count.head.doc, measures()
    position = count.last
    skipped = 0
    while position < len(doc) and skipped < 3:
        token = doc[position]
        if token.lower_ in {"still", "more", "others"}:
            position, skipped = position + 1, skipped + 1
            continue
        found = known.adjective.get(token.lower_)
        if found is not None and token.pos_ not in {"ADV"}:
            return Measured(found, token, "predicate")
        if _lemma(token) not in known.people and _lemma(token) not in _ELLIPTIC:
            return None
        position, skipped = position + 1, skipped + 1
    return None


def _counted_noun(count: Count) -> Measured | None:
    """ "12 deaths", "30 arrests", "claimed 22 lives"."""
    known, noun = measures(), count.noun
    for token in (noun, count.head):
        if token is None:
            continue
        found = known.counted.get(_lemma(token))
        if found is not None and token.pos_ != "VERB":
            return Measured(found, token, "predicate")
        if _lemma(token) == "life":
            verb = syntax.first_conjunct(count.head).head
            lost = _lemma(verb) in known.life_verbs or any(_lemma(c) in known.life_verbs for c in token.children)
            return Measured("killed", token, "predicate") if lost else None
    return None


def _says(token: Token, role: str) -> Measure | None:
    """The measure of a predicate in a role, if the words that it needs beside it are there."""
    known = measures()
    table = {"patient": known.patient, "subject": known.subject, "adjective": known.adjective}[role]
    lemma = _lemma(token)
    found = table.get(lemma) or (table.get(token.lower_) if role == "adjective" else None)
    if found is None:
        return "killed" if role == "patient" and _fatally(token) else None
    companions = known.companions.get(lemma)
    if companions is not None and role != "adjective":
        beside = {w for t in token.subtree for w in (t.lower_, _lemma(t))}
        if beside & {"hostage", "captive"}:
            return "abducted"
        if not beside & companions:
            return None
    return found


def _fatally(verb: Token) -> bool:
    """ "shot dead", "beaten to death"."""
    return any(c.lower_ == "dead" or (_lemma(c) == "death" and syntax.preposition(c) == "to") for c in verb.children)


def _modifier(count: Count) -> Measured | None:
    """ "50 displaced families", "22 people killed in …", "12 soldiers who died"."""
    for noun in {t.i: t for t in (count.noun, count.head) if t is not None}.values():
        for child in noun.children:
            link = syntax.relation(child.dep_)
            if link == "amod":
                found = _says(child, "adjective") or (
                    _says(child, "patient") if not syntax.is_participle(child) else None
                )
            elif link == "acl" and child.i > noun.i:
                found = _clause(child)
            else:
                continue
            if found is not None:
                return Measured(found, child, "predicate")
    return None


def _clause(predicate: Token) -> Measure | None:
    """What a clause says of the noun that it modifies."""
    if predicate.pos_ != "VERB":
        return _says(predicate, "adjective")
    relative = [c for c in predicate.children if c.lower_ in {"who", "that", "which", "whom"}]
    subject = any(syntax.relation(c.dep_) == "nsubj" for c in relative) or not syntax.own_subjects(predicate)
    if syntax.is_passive(predicate) or (not subject and predicate.dep_ == "acl:relcl"):
        return _says(predicate, "patient") or _says(predicate, "adjective")
    if subject:
        return _says(predicate, "subject") or _linked(predicate)
    return None


def _linked(predicate: Token) -> Measure | None:
    """ "were reported missing", "left 12 dead", "are feared to have drowned"."""
    if _lemma(predicate) not in measures().links:
        return None
    for child in predicate.children:
        if child.i <= predicate.i or syntax.relation(child.dep_) not in {"xcomp", "ccomp", "obl", "advcl", "obj"}:
            continue
        found = _says(child, "adjective")
        if (
            found is None
            and child.pos_ in {"VERB", "AUX"}
            and syntax.relation(child.dep_) in {"xcomp", "advcl", "ccomp"}
        ):
            passive = syntax.is_passive(child) or (
                not syntax.has_infinitive_marker(child) and not syntax.is_participle(child)
            )
            found = (_says(child, "patient") if passive else _says(child, "subject")) or _linked(child)
        if found is not None:
            return found
    return None


def _predicate(reading: Reading, count: Count) -> Measured | None:
    known = measures()
    head = count.head
    for _ in range(4):
        head = syntax.first_conjunct(head)
        link, verb = syntax.relation(head.dep_), head.head
        if link != "nmod" or _lemma(verb) not in known.bundles or verb.i == head.i:
            break
        head = verb
    if verb.i == head.i or not _is_person(reading, count):
        return None
    found: Measure | None = None
    if link in {"advmod", "obl"} and head.lower_ in _ELLIPTIC and head.i < verb.i and not syntax.own_subjects(verb):
        link = "nsubj"
    if link == "nsubj":
        if head.dep_ == "nsubj:pass" or syntax.is_passive(verb):
            found = _says(verb, "patient") or _says(verb, "adjective") or _linked(verb)
        elif verb.pos_ in {"VERB", "AUX"}:
            found = _says(verb, "subject") or _linked(verb) or _protest(verb)
        if found is None and (verb.pos_ != "VERB" or any(c.dep_ == "cop" for c in verb.children)):
            found = _says(verb, "adjective")
        if found is None and (verb.pos_ != "VERB" or syntax.is_passive(verb)):
            found = next((f for c in syntax.conjuncts(verb)[1:] if (f := _says(c, "adjective"))), None)
    elif link in {"obj", "iobj"}:
        found = _says(verb, "patient") or _linked(verb)
        if found is None and _lemma(verb) == "lose" and not count.single:
            found = "killed"
    elif link in {"nmod", "obl"} and (syntax.preposition(head) in {"of", "by"} or head.dep_ == "nmod:poss"):
        found = known.of.get(_lemma(verb)) if syntax.preposition(head) != "by" else None
        if found == "demonstrators" and not (count.noun is None or _lemma(count.noun) in known.people):
            found = None
    return Measured(found, verb, "predicate") if found is not None else None


def _protest(verb: Token) -> Measure | None:
    known = measures()
    if _lemma(verb) not in known.protest_verbs:
        return None
    return "demonstrators" if any(_lemma(t) in known.protest_nouns for t in verb.subtree) else None


def _toll(count: Count) -> Measured | None:
    """ "a death toll of 40", "the toll rose to 40", "put the crowd at 338,000", "the number of dead stood at 12"."""
    known = measures()
    if count.noun is not None and _lemma(count.noun) not in known.people and _lemma(count.noun) not in _ELLIPTIC:
        return None
    head = syntax.first_conjunct(count.head)
    near = [head, head.head, *head.children, *head.head.children]
    if syntax.relation(head.dep_) in {"nmod", "nummod", "obl"}:
        near += [head.head.head, *head.head.head.children]
    for token in near:
        lemma = _lemma(token)
        if lemma == "crowd" and abs(token.i - head.i) < 12:
            around = token.doc[max(0, token.i - 60) : token.i + 40]
            protest = any(_lemma(t) in known.protest_nouns - {"crowd"} or t.lemma_.lower() in _MARCHING for t in around)
            return Measured("demonstrators", token, "toll") if protest else None
        if lemma not in known.totals or abs(token.i - head.i) > 25:
            continue
        about = [_lemma(t) for t in token.subtree if t.i != head.i and t.i != token.i and t.i < token.i + 8]
        about += [t.lower_ for t in token.subtree if t.i < token.i + 8]
        for word in about:
            found = (
                known.toll_measures.get(word)
                or known.adjective.get(word)
                or known.counted.get(word)
                or known.patient.get(word)
            )
            if found is not None:
                return Measured(found, token, "toll")
        if lemma == "toll":
            return Measured("killed", token, "toll")
    return None


def _nearby(reading: Reading, count: Count) -> Measured | None:
    """The words right before and after, where the tree says nothing: "killing at least 12", "12 people were killed"."""
    doc, sentence = count.head.doc, count.head.sent
    if count.single or not _is_person(reading, count) or _is_whole(count):
        return None
    before = doc[count.first - 1] if count.first > sentence.start else None
    if before is not None and before.pos_ == "VERB" and not syntax.is_passive(before):
        found = _says(before, "patient")
        if found is not None:
            return Measured(found, before, "predicate")
    position = count.last
    while position < min(sentence.end, count.last + 4) and doc[position].pos_ in {"NOUN", "ADJ", "PROPN"}:
        position += 1
    passive = False
    while position < min(sentence.end, count.last + 9) and (doc[position].pos_ in {"AUX", "ADV"}):
        passive = passive or _lemma(doc[position]) in {"be", "get"}
        position += 1
    if position < sentence.end and doc[position].pos_ in {"VERB", "ADJ"}:
        predicate = doc[position]
        found = (
            (_says(predicate, "patient") or _says(predicate, "adjective")) if passive else _says(predicate, "subject")
        )
        if found is not None:
            return Measured(found, predicate, "predicate")
    return None


def _is_whole(count: Count) -> bool:
    """The nine of "seven of the nine soldiers"."""
    head = count.head
    return syntax.relation(head.dep_) == "nmod" and syntax.preposition(head) == "of" and head.head.pos_ == "NUM"


def _kind(count: Count) -> Measured | None:
    """Who or what is counted says it: "scores of hostages", "1,500 militants", "thousands of rockets"."""
    known = measures()
    noun = count.noun
    if noun is None:
        return None
    lemma = _lemma(noun)
    found = known.noun.get(lemma)
    if found is None:
        return None
    needed = known.needs.get(found)
    if needed is not None and not needed & {_lemma(t) for t in syntax.clause_of(noun).subtree}:
        return None
    if lemma == "round":
        of = _lemma_of(noun)
        verb = syntax.first_conjunct(count.head).head
        if of in known.talks or (of is None and _lemma(verb) not in {"fire", "shoot"}):
            return None
    return Measured(found, noun, "noun")


def _lemma_of(noun: Token) -> str | None:
    for child in noun.children:
        if syntax.relation(child.dep_) == "nmod" and syntax.preposition(child) == "of":
            return _lemma(child)
    return None


def _money(count: Count) -> Measured | None:
    known = measures()
    clause = syntax.clause_of(count.head)
    words = {_lemma(t): t for t in (*clause.subtree, *list(syntax.ancestors(count.head))[:3])}
    if words.keys() & known.money_not:
        return None
    reasons = [words[w] for w in words.keys() & known.money]
    return Measured("money", min(reasons, key=lambda t: t.i), "money") if reasons else None


def _together(found: Measured) -> Measured:
    """Killed and injured in one number are casualties."""
    if found.measure not in {"killed", "injured"} or found.by != "predicate":
        return found
    other = "injured" if found.measure == "killed" else "killed"
    known = measures()
    for conjunct in found.word.children:
        if syntax.relation(conjunct.dep_) != "conj" or conjunct.i - found.word.i > 3:
            continue
        if any(syntax.relation(c.dep_) in {"nsubj", "obj", "nummod"} for c in conjunct.children):
            continue
        lemma = _lemma(conjunct)
        tables = (known.patient, known.adjective, known.counted, known.subject)
        if any(t.get(lemma) == other or t.get(conjunct.lower_) == other for t in tables):
            return Measured("casualties", found.word, found.by)
    return found
