"""Which entry of the ontology a word of the text stands for: keys, conditions and the choice between readings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.knowledge.ontology import Entry, Ontology, Words
from dateline.knowledge.ontology.entries import FUNCTION_WORDS, PREPOSITIONS
from dateline.reading import syntax
from dateline.reading.context import Reading
from dateline.reading.events.frames import Frame, heads
from dateline.reading.tree import Token

PERSONAL = frozenset(["he", "she", "they", "we", "i", "you", "him", "her", "them", "us", "me", "who", "whom"])
INDEFINITE = frozenset(["nobody", "somebody", "someone", "anyone", "anybody", "everyone", "everybody", "others"])
APART = frozenset({"conj", "cc", "mark", "parataxis", "punct", "discourse"})
OPEN_KINDS = frozenset({"ACTOR", "PERSON", "ORGANIZATION", "GROUP", "COUNTRY"})


@dataclass
class Match:
    """A word read by an entry: the tokens of its key, those that satisfied conditions, and its arguments."""

    token: Token
    entry: Entry
    score: float
    frame: Frame
    key: list[Token] = field(default_factory=list)
    consumed: set[int] = field(default_factory=set)


@dataclass
class Near:
    """An entry that nearly matched, and the condition that failed."""

    token: Token
    entry: Entry
    failed: str


class Matcher:
    """Matches the words of one document; answers are kept, so that conditions may ask about other words."""

    def __init__(self, reading: Reading, ontology: Ontology) -> None:
        self.reading = reading
        self.ontology = ontology
        self.near: list[Near] = []
        self._matches: dict[int, Match | None] = {}
        self._busy: set[int] = set()
        self._words: dict[int, set[str]] = {}
        self.actor_words = ontology.classes.get("ACTOR_NOUNS", frozenset())
        self.quantities = ontology.classes.get("QUANTITIES", frozenset())
        self.collectives = ontology.classes.get("COLLECTIVES", frozenset())

    def best(self, token: Token) -> Match | None:
        """The reading of a word that satisfies most conditions, None where no entry fits; its type may be None."""
        if token.i in self._matches:
            return self._matches[token.i]
        if token.i in self._busy:
            return None
        self._busy.add(token.i)
        section = "" if token.i in self.reading.time_at else _section(token)
        entries = self.ontology.entries_of(section, _lemma(token, section)) if section else ()
        found: Match | None = None
        if entries:
            carrier, relation = self.carrier(token) if section == "nouns" else (None, "")
            frame = Frame(token, carrier, relation, nominal=section == "nouns")
            around = self.around(token)
            for entry in entries:
                if not around.issuperset(entry.words):
                    continue
                match = self._try(frame, entry)
                if match is not None and (found is None or match.score > found.score):
                    found = match
        self._busy.discard(token.i)
        self._matches[token.i] = found
        return found

    def around(self, token: Token) -> set[str]:
        """The words of the token's sentence and their lemmas."""
        sentence = token.sent
        if sentence.start not in self._words:
            self._words[sentence.start] = {form for t in sentence for form in (t.lower_, t.lemma_.lower())}
        return self._words[sentence.start]

    def type_of(self, token: Token) -> str | None:
        """The event type that a word is read as, None for no event."""
        match = self.best(token)
        return match.entry.type if match else None

    def told(self, clause: Token) -> str | None:
        """The type of the event that a clause tells of: that of its verb, else of the noun that the verb carries."""
        kind = self.type_of(clause)
        if kind is None:
            carried = (o for o in syntax.objects(clause) if self.carrier(o)[0] == clause)
            kind = next((k for k in map(self.type_of, carried) if k), None)
        return kind

    def carrier(self, noun: Token) -> tuple[Token | None, str]:
        """The light verb that carries an event noun, and how: does, undergoes, happens or relation."""
        first = syntax.first_conjunct(noun)
        for child in noun.children:
            if child.dep_ == "acl" and syntax.is_passive(child) and self._is_light("does", child):
                return child, "does"
            if child.dep_ == "acl:relcl" and self._is_light("does", child) and syntax.has_gap_filler(child):
                return child, "does"
        head, link = first.head, syntax.rel(first)
        if link == "nmod" and syntax.preposition(first) == "of" and head.lemma_.lower() in self.collectives:
            head, link, first = head.head, syntax.rel(head), head
        related = self.ontology.light_verbs.get("relation", {})
        owning = f"{head.lemma_.lower()} {syntax.preposition(first)}"
        if link == "nmod" and owning in related.get(head.head.lemma_.lower(), ()):
            return head.head, "relation"
        if head.i == first.i or head.pos_ not in {"VERB", "AUX"}:
            return None, ""
        if link == "obj" or first.dep_ == "nsubj:pass":
            for relation in ("does", "undergoes"):
                if self._is_light(relation, head):
                    return head, relation
        elif link == "nsubj" and self._is_light("happens", head):
            return head, "happens"
        elif link == "obl":
            preposition = syntax.preposition(first)
            for relation in ("relation", "undergoes"):
                if preposition in self.ontology.light_verbs.get(relation, {}).get(head.lemma_.lower(), ()):
                    return head, relation
        return None, ""

    def _is_light(self, relation: str, verb: Token) -> bool:
        rests = self.ontology.light_verbs.get(relation, {}).get(verb.lemma_.lower())
        if rests is None:
            return False
        nouns = (c.lower_ for c in verb.children if syntax.rel(c) == "obj")  # the "place" of "took place"
        return " ".join(syntax.particles(verb)) in rests or any(noun in rests for noun in nouns)

    def _try(self, frame: Frame, entry: Entry) -> Match | None:
        match = Match(frame.token, entry, 0.1 if entry.type is None else 0.0, frame, [frame.token])
        if entry.words and not self._key(match):
            return None
        for slot, words in entry.conditions:
            if not self._condition(match, slot, words):
                self.near.append(Near(frame.token, entry, f"{slot}: {words.text}"))
                return None
        return match

    def _key(self, match: Match) -> bool:
        """Whether the further words of the key stand with the token."""
        found = _noun_key(match) if match.entry.section == "nouns" else _verb_key(match)
        if not found:
            return False
        match.score += 2 * len(match.entry.words)
        return True

    def _condition(self, match: Match, slot: str, words: Words) -> bool:
        frame = match.frame
        if slot == "voice":
            if "any" in words.text:
                return True
            wanted = "passive" in words.lemmas
            match.score += 0.5
            return frame.is_passive == wanted
        if slot == "complement":
            return self._complement(match, words)
        tokens = self._slot(match, slot)
        if words.presence is False and not (words.lemmas or words.classes or words.types or words.kinds):
            return not tokens
        if not tokens:
            open_subject = slot == "subject" and bool(words.kinds & OPEN_KINDS)
            return words.is_negative or words.presence is False or open_subject
        if any(self._excluded(t, words) for t in tokens):
            return False
        if words.is_negative:
            match.score += 0.25
            return True
        weight, satisfied = max(((self._weight(t, words), t) for t in tokens), key=lambda pair: pair[0])
        if weight > 0:
            match.score += weight
            match.consumed.add(satisfied.i)
        return weight > 0

    def _slot(self, match: Match, slot: str) -> list[Token]:
        frame = match.frame
        if slot == "subject":
            passive_reading = any(s == "voice" and "passive" in w.lemmas for s, w in match.entry.conditions)
            return self._heads(frame.grammatical_subjects if passive_reading else frame.subjects)
        if slot == "object":
            return self._heads(frame.objects)
        if slot == "modifier":
            return syntax.modifiers(frame.token) + syntax.possessors(frame.token)
        if slot == "owner":
            return self._heads(frame.owners + frame.after("by") + (frame.subjects if frame.is_nominal else []))
        found = self._heads(frame.after(slot))
        for word in match.key[1:]:
            found.extend(self._heads(syntax.nominal_modifiers(word).get(slot, [])))
        return found

    def _heads(self, tokens: list[Token]) -> list[Token]:
        return heads(tokens, self.quantities)

    def _complement(self, match: Match, words: Words) -> bool:
        clauses = match.frame.complements
        if words.presence is False:
            return not clauses
        if not clauses:
            return words.is_negative
        lemmas = words.lemmas | words.not_lemmas
        for clause in clauses:
            forms = {clause.lemma_.lower()} | {a.lower_ for a in syntax.auxiliaries(clause)}
            if syntax.has_infinitive_marker(clause) or syntax.is_participle(clause):
                forms.add("to")
            elif syntax.rel(clause) == "ccomp":
                forms.add("that")
            if syntax.rel(clause) == "xcomp":
                forms.add("to")
            if "not" in lemmas and syntax.negation(clause) is not None:
                forms.add("not")
            if "past" in lemmas and (syntax.tense(clause) == "past" or syntax.is_perfect(clause)):
                forms.add("past")
            kind = self.told(clause) if words.types or words.not_types else None
            if forms & words.not_lemmas or (kind and kind in words.not_types):
                return False
            in_class = any(clause.lemma_.lower() in self.ontology.classes[c] for c in words.classes)
            if words.presence or forms & lemmas or kind in words.types or in_class:
                match.score += 1.0
                return True
        if words.is_negative:
            match.score += 0.25
        return words.is_negative

    def _weight(self, token: Token, words: Words) -> float:
        """How closely a token satisfies a condition: a word that is named says more than a kind of entity."""
        if self._named(token, words.lemmas, words.classes):
            return 1.0
        if words.types and self.type_of(token) in words.types:
            return 0.9
        if words.kinds and self._of_kind(token, words.kinds):
            return 0.7
        return 0.6 if words.presence is True else 0.0

    def _excluded(self, token: Token, words: Words) -> bool:
        return (
            self._named(token, words.not_lemmas, words.not_classes)
            or bool(words.not_kinds and self._of_kind(token, words.not_kinds))
            or bool(words.not_types and self.type_of(token) in words.not_types)
        )

    def _named(self, token: Token, lemmas: frozenset[str], classes: Iterable[str]) -> bool:
        if not lemmas and not classes:
            return False
        forms = forms_of(token)
        if forms & lemmas or any(forms & self.ontology.classes[c] for c in classes):
            return True
        entity = self.reading.entity_at.get(token.i) if "PEOPLE" in classes else None
        return entity is not None and entity.kind in {"person", "group"}

    def _of_kind(self, token: Token, kinds: frozenset[str]) -> bool:
        entity = self.reading.entity_at.get(token.i)
        if "EVENT" in kinds and self.type_of(token) is not None:
            return True
        if "PLACE" in kinds and token.i in self.reading.place_at:
            return True
        if entity is not None:
            return "ACTOR" in kinds or entity.kind.upper() in kinds
        if "COUNTRY" in kinds and token.i in self.reading.place_at:
            return self.reading.place_at[token.i].kind == "country"
        if "ACTOR" in kinds or "PERSON" in kinds:
            if token.lower_ in PERSONAL | INDEFINITE or (token.pos_ == "PROPN" and token.i not in self.reading.time_at):
                return True
            return token.lemma_.lower() in self.actor_words and "ACTOR" in kinds
        return False


def _lemma(token: Token, section: str) -> str:
    """What a word is looked up by: its lemma, for a verb that is used as a noun the form itself ("police firing")."""
    return token.lower_ if section == "nouns" and token.pos_ == "VERB" else token.lemma_.lower()


def _section(token: Token) -> str:
    """The section of the lexicon that a word is looked up in, "" for none."""
    if token.pos_ == "VERB":
        link = syntax.rel(token)
        stands = link in {"obl", "nmod", "nsubj", "obj"} or bool(syntax.children(token, "compound", "det", "nmod:poss"))
        if stands and syntax.is_participle(token) and not syntax.children(token, "obj", "nsubj", "aux"):
            return "nouns"
        return "" if link == "amod" else "verbs"
    if token.pos_ in {"NOUN", "PROPN"}:
        return "nouns"
    if token.pos_ in {"ADJ", "ADV"}:
        return "adjectives"
    return ""


def forms_of(token: Token) -> set[str]:
    """The lemma, the word, and with each word before it that narrows it the compound of both."""
    lemma = _lemma(token, _section(token))
    found = {lemma, token.lower_}
    if lemma == token.lower_ and lemma.endswith("s") and len(lemma) > 4:
        lemma = lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]
        found.add(lemma)
    for child in token.children:
        if syntax.rel(child) in {"compound", "amod"}:
            found.add(f"{child.lemma_.lower()} {lemma}")
            found.add(f"{child.lower_} {lemma}")
    preposition = syntax.preposition(token)
    if preposition:
        found.add(f"{preposition} {lemma}")
    for child in token.children:
        if child.dep_ == "nmod" and syntax.preposition(child) == "of":
            found.add(f"{lemma} of {child.lemma_.lower()}")
    return found


def _noun_key(match: Match) -> bool:
    token = match.token
    before = {t.lemma_.lower(): t for t in _narrowing(token)} | {t.lower_: t for t in _narrowing(token)}
    seen = False
    for word in match.entry.words:
        if word in before:
            match.key.append(before[word])
        elif word in PREPOSITIONS and syntax.preposition(token) == word:
            match.key += [c for c in token.children if c.lower_ == word][:1]
        elif word in PREPOSITIONS and match.frame.after(word):
            seen = True
        elif seen and any(word in forms_of(t) for ts in match.frame.phrases.values() for t in ts):
            continue
        else:
            return False
    return True


def _narrowing(noun: Token) -> list[Token]:
    found = [t for m in syntax.modifiers(noun) for t in (m, *syntax.modifiers(m))]
    if noun.i > noun.sent.start:
        previous = noun.nbor(-1)
        if previous.text == "-" and previous.i > noun.sent.start:
            previous = previous.nbor(-1)
        if previous.pos_ in {"NOUN", "ADJ", "PROPN", "VERB"}:
            found.append(previous)
    return found


def _verb_key(match: Match) -> bool:
    """Walk the key's words: particles and prepositions at the verb, nouns and adverbs among its dependents."""
    frame, key = match.frame, match.key
    holder = frame.token
    for word in match.entry.words:
        if word in FUNCTION_WORDS:
            here = [
                c
                for c in holder.children
                if c.lower_ == word and syntax.rel(c) in {"compound", "advmod", "obl", "xcomp"}
            ]
            if here:
                key.append(here[0])
                continue
            phrases = frame.phrases if holder.i == frame.token.i else syntax.nominal_modifiers(holder)
            if word in phrases or (holder.i != frame.token.i and word in frame.phrases):
                match.consumed.update(t.i for t in phrases.get(word, frame.phrases.get(word, [])))
                continue
            following = holder.doc[holder.i + 1 : holder.i + 2]
            if holder.i == frame.token.i and following and following[0].lower_ == word:
                key.append(following[0])
                continue
        found = _dependent(frame, word)
        if found is None:
            return False
        key.append(found)
        match.consumed.add(found.i)
        holder = found
    return True


def _dependent(frame: Frame, word: str) -> Token | None:
    own = (t for t in frame.token.children if syntax.rel(t) not in APART)
    pools = [*frame.objects, *own, *(t for ts in frame.phrases.values() for t in ts)]
    if frame.is_passive:
        pools = [*frame.grammatical_subjects, *pools]
    for token in pools:
        if word in {token.lemma_.lower(), token.lower_}:
            return token
    for token in pools:
        for child in token.children:
            if word in {child.lemma_.lower(), child.lower_} and syntax.rel(child) in {"compound", "amod", "obj"}:
                return child
    return None
