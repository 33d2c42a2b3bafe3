"""Whether an event occurred, is going on, is planned, possible, called for or negated, by a stated method.

The event word's own clause speaks first (negation, modal verbs, hedges, conditionals, tense and aspect), then, from the
inside outwards, the words that govern it (requests, plans, denials, possibilities). The first that says anything but
"occurred" decides. What is reported keeps the status that the report gives it: reporting verbs change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.knowledge.ontology import Ontology
from dateline.reading import syntax
from dateline.reading.tree import Token
from dateline.record import Status

VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
CALLED_FOR_MODALS = frozenset({"must", "should", "ought"})
CALLS = frozenset({"REQUEST", "THREATEN", "ACCUSE"})
POSSIBLE_MODALS = frozenset({"may", "might", "could", "can"})


@dataclass
class Verdict:
    """A status and the reasons for it, innermost first."""

    status: Status = "occurred"
    reasons: list[str] = field(default_factory=list)
    announced: bool = False
    word: str = ""
    """The lemma of the governing word that decided, "" where none did."""


class StatusReader:
    """Reads the status of event words by the lists of an ontology's status.yaml."""

    def __init__(self, ontology: Ontology) -> None:
        table = ontology.status
        self.governing: dict[str, list[Status]] = {}
        for status, words in (table.get("governing") or {}).items():
            for word in words:
                self.governing.setdefault(word, []).append(status)
        self.beside: dict[str, Status] = {w: s for s, words in (table.get("beside") or {}).items() for w in words}
        self.hedges = frozenset(table.get("hedges") or ())
        self.conditional = frozenset(table.get("conditional") or ())
        self.reporting = frozenset(table.get("reporting") or ())
        self.announcing = frozenset(table.get("announcing") or ())
        self.planning = frozenset(table.get("planning") or ())
        self.ending = frozenset(table.get("ending") or ())
        self.disputing = frozenset(table.get("disputing") or ())
        self.answering = frozenset(table.get("answering") or ())
        self.attempting = frozenset(table.get("attempting") or ())
        self.asked = frozenset("on" if w is True else w for w in table.get("asked") or ())

    def read(self, token: Token, carrier: Token | None, event_type: str) -> Verdict:
        """The status of the event that `token` names; `carrier` is the light verb that carries an event noun."""
        predicate = carrier or token
        if token.pos_ in {"NOUN", "PROPN"} and carrier is None and not _has_copula(token):
            verdict = self._noun(token)
        else:
            taken = carrier is not None and carrier.lemma_.lower() in self.ending
            verdict = self._at(token, carrier) or (self._governed(token) if taken else None)
            verdict = verdict or self._clause(predicate) or self._governed(predicate)
            verdict = verdict or self._aspect(predicate, event_type)
            if verdict is None and carrier is not None and carrier.lemma_.lower() in self.planning:
                verdict = Verdict("planned", [f"{carrier.text!r} speaks of what is to come"])
        if verdict is not None and event_type in CALLS:
            answered = verdict.status == "negated" and verdict.word in self.answering and predicate.pos_ != "VERB"
            if answered or (verdict.status == "possible" and verdict.word in self.attempting):
                verdict = Verdict("occurred", [f"{verdict.word!r}: it was made all the same"])
        return verdict or Verdict("occurred", ["nothing in the text says otherwise"])

    def _at(self, token: Token, carrier: Token | None) -> Verdict | None:
        """What stands at the word itself; a plan that was foiled or called off, or did not come about, is negated."""
        verdict = self._beside(token)
        if verdict is not None and verdict.status == "planned":
            outer = self._clause(carrier) if carrier is not None and syntax.negation(carrier) is not None else None
            outer = outer or self._governed(token)
            return outer if outer is not None and outer.status == "negated" else verdict
        return verdict

    def _beside(self, token: Token) -> Verdict | None:
        negation = syntax.negation(token) if token.pos_ in {"NOUN", "PROPN"} else None
        if negation is not None:
            return Verdict("negated", [f"{negation.text!r} negates {token.text!r}"])
        for word in syntax.modifiers(token):
            status = self.beside.get(word.lower_) or self.beside.get(word.lemma_.lower())
            if status:
                return Verdict(status, [f"{word.text!r} beside {token.text!r} says {status}"])
        return None

    def _noun(self, token: Token) -> Verdict | None:
        verdict = self._at(token, None)
        if verdict:
            return verdict
        first = syntax.first_conjunct(token)
        head, link = first.head, syntax.rel(first)
        if head.i == first.i:
            return None
        if link == "nsubj" and head.pos_ in {"VERB", "AUX"}:
            negation = syntax.negation(head)
            if head.dep_ != "nsubj:pass" and syntax.tense(head) == "future" and negation is None:
                return Verdict("planned", [f"its verb {head.text!r} is in the future"])
            if syntax.modal(head) in POSSIBLE_MODALS:
                return Verdict("possible", [f"{syntax.modal(head)!r} at its verb {head.text!r}"])
        return self._governed(token)

    def _clause(self, predicate: Token) -> Verdict | None:
        negation = syntax.negation(predicate)
        if negation is None and syntax.rel(predicate) == "conj" and not syntax.own_subjects(predicate):
            inherited = syntax.negation(predicate.head)
            negation = inherited if inherited is not None and syntax.modal(predicate.head) else None
        if negation is not None:
            refused = syntax.modal(predicate) in {"will", "would"} and self._reported(predicate)
            return Verdict("negated", [f"{negation.text!r} negates {predicate.text!r}"], announced=refused)
        marker = syntax.clause_marker(syntax.first_conjunct(predicate))
        if marker in self.conditional:
            return Verdict("possible", [f"in a clause with {marker!r}"])
        if marker == "before" and syntax.tense(predicate) == "present":
            return Verdict("possible", ["in a clause with 'before', in the present"])
        for child in predicate.children:
            if child.lower_ in self.hedges:
                return Verdict("possible", [f"{child.text!r} hedges {predicate.text!r}"])
            if child.i < predicate.i and predicate.pos_ == "VERB" and self._schedules(child):
                return Verdict("planned", [f"{child.text!r} before {predicate.text!r} says planned"])
        if predicate.sent.text.rstrip().endswith("?") and syntax.rel(predicate) == "root":
            return Verdict("possible", ["the sentence is a question"])
        verdict = self._modal(predicate)
        if verdict:
            return verdict
        if syntax.has_infinitive_marker(predicate) and any(
            a.lemma_.lower() == "be" for a in syntax.auxiliaries(predicate)
        ):
            return Verdict("planned", [f"'be to {predicate.text}' is a plan"])
        return None

    def _schedules(self, word: Token) -> bool:
        """Whether a word of planning was taken for a preposition: "are due to meet"."""
        joined = word.dep_ in {"case", "mark"} and any(c.lower_ == "to" for c in word.children)
        bare = word.head.lower_ == word.head.lemma_.lower()
        return joined and bare and "planned" in self.governing.get(word.lower_, ())

    def _modal(self, predicate: Token) -> Verdict | None:
        word = syntax.modal(predicate)
        if not word:
            return None
        reason = [f"{word!r} before {predicate.text!r}"]
        if word in CALLED_FOR_MODALS:
            return Verdict("called-for", reason)
        if word in POSSIBLE_MODALS:
            return Verdict("possible", reason)
        conditional = any(
            syntax.rel(c) == "advcl" and syntax.clause_marker(c) in self.conditional for c in predicate.children
        )
        bygone = syntax.is_perfect(predicate)
        if word == "would" and (conditional or bygone or not self._reported(predicate)):
            return Verdict("possible", [*reason, "under a condition" if conditional else "not reported as a plan"])
        return Verdict("planned", reason, announced=True)

    def _reported(self, predicate: Token) -> bool:
        """Whether the clause is what somebody says: the complement of a reporting verb, or told beside one."""
        first = syntax.first_conjunct(predicate)
        if syntax.rel(first) in {"ccomp", "parataxis"} or any(
            syntax.rel(c) == "parataxis" and c.lemma_.lower() in self.reporting for c in first.children
        ):
            return True
        return first.head.i != first.i and syntax.rel(first) in {"advcl", "xcomp"} and self._reported(first.head)

    def _aspect(self, predicate: Token, event_type: str) -> Verdict | None:
        if syntax.is_progressive(predicate):
            aux = [a.lower_ for a in syntax.auxiliaries(predicate)]
            if not {"was", "were", "had"} & set(aux):
                return Verdict("ongoing", [f"{predicate.text!r} is in the present progressive"])
            return None
        simple = syntax.tense(predicate) == "present" and not syntax.is_perfect(predicate)
        if event_type in VERBAL or not simple or predicate.pos_ != "VERB":
            return None
        if syntax.is_passive(predicate) or _is_headline(predicate):
            return None
        return Verdict("ongoing", [f"{predicate.text!r} is in the simple present"])

    def _governed(self, token: Token, depth: int = 0) -> Verdict | None:
        first = syntax.first_conjunct(token)
        head, link = first.head, syntax.rel(first)
        if _is_outcome(token, first):
            return self._clause(head) or self._governed(head, depth + 1)
        if depth > 8 or head.i == first.i:
            if link == "root" and syntax.has_infinitive_marker(first):
                return Verdict("planned", ["an infinitive stands for the future, as in a headline"])
            return None
        if link == "parataxis" and syntax.has_infinitive_marker(first) and head.pos_ in {"NOUN", "PROPN"}:
            return Verdict("planned", ["an infinitive stands for the future, as in a headline"])
        if link in {"parataxis", "appos"} or first.dep_ == "acl:relcl":
            return None
        if link in {"acl", "ccomp"} and head.pos_ == "NOUN" and self._disputed(head):
            return Verdict("negated", [f"{head.head.text!r} denies the {head.text!r}"], word=head.head.lemma_.lower())
        lemma = " ".join([head.lemma_.lower(), *syntax.particles(head)])
        nominal = first.pos_ in {"NOUN", "PROPN", "PRON"} or (link in {"obl", "nmod", "obj"})
        if link in {"advcl", "ccomp"} and not syntax.has_infinitive_marker(first) and not syntax.is_participle(first):
            return self._that_clause(first, head, lemma, depth)
        if nominal and not self._takes(first, head, link):
            return None
        if head.lemma_.lower() == "be" and syntax.has_infinitive_marker(first) and link == "xcomp":
            return self._beyond(head, depth) or Verdict("planned", [f"'{head.text} to {first.text}' is a plan"])
        if lemma in self.ending:
            unfinished = self._beyond(head, depth) is not None
            return Verdict("ongoing", [f"{head.text!r} takes it for a fact"]) if nominal or unfinished else None
        statuses = self.governing.get(lemma) or self.governing.get(head.lemma_.lower())
        if statuses and link == "advcl" and syntax.clause_marker(first) in syntax.CIRCUMSTANCES:
            statuses = []
        elif statuses and link == "advcl" and not _follows(first, head):
            statuses = [s for s in statuses if s in {"called-for", "planned"}]
        if statuses:
            status = self._choose(statuses, first, head)
            negation = syntax.negation(head)
            if negation is not None and status in {"planned", "ongoing"}:
                return Verdict("negated", [f"{negation.text!r} negates {head.text!r}"])
            if status == "negated" and negation is not None:
                return Verdict("possible", [f"{negation.text!r} negates {head.text!r}"])
            bygone = syntax.is_perfect(head) and syntax.tense(head) == "past"
            announced = status == "planned" and link == "xcomp" and head.lemma_.lower() in self.announcing
            reasons = [f"{head.text!r} governs it: {status}"]
            return Verdict(status, reasons, announced and not bygone, head.lemma_.lower())
        if link == "advcl" and syntax.has_infinitive_marker(first):
            return self._beyond(head, depth) or Verdict("planned", [f"'to {first.text}' tells a purpose"])
        if link == "acl" and syntax.has_infinitive_marker(first):
            return self._beyond(head, depth) or Verdict("planned", [f"'to {first.text}' completes {head.text!r}"])
        if link in {"xcomp", "advcl", "ccomp"} or (nominal and head.pos_ in {"NOUN", "PROPN"}):
            return self._beyond(head, depth)
        return None

    def _disputed(self, noun: Token) -> bool:
        """Whether somebody denies what a noun reports: "dismissed allegations that …"."""
        governed = syntax.rel(noun) == "obj" or noun.dep_ == "nsubj:pass"
        return governed and noun.head.lemma_.lower() in self.disputing

    def _that_clause(self, first: Token, head: Token, lemma: str, depth: int) -> Verdict | None:
        if syntax.rel(first) == "advcl" or lemma in self.reporting:
            return None
        statuses = self.governing.get(lemma)
        if statuses and "planned" not in statuses:
            return Verdict(statuses[0], [f"{head.text!r} governs it: {statuses[0]}"])
        return None

    def _beyond(self, head: Token, depth: int) -> Verdict | None:
        """What the governing word's own clause says, then what governs that."""
        if head.pos_ not in {"VERB", "AUX", "ADJ"}:
            return self._beside(head) or self._governed(head, depth + 1)
        verdict = self._clause(head) or self._governed(head, depth + 1)
        return verdict or (self._aspect(head, "") if syntax.is_progressive(head) else None)

    def _takes(self, noun: Token, head: Token, link: str) -> bool:
        """Whether a noun is what its governor is about: its object, its "of", or asked for."""
        if link == "obj" or noun.dep_ == "nsubj:pass":
            return True
        preposition = syntax.preposition(noun)
        wanted = {"of", "for", "to", "on"} if head.lemma_.lower() in self.governing else {"of"}
        return link in {"nmod", "obl"} and preposition in wanted

    def _choose(self, statuses: list[Status], first: Token, head: Token) -> Status:
        if len(statuses) == 1:
            return statuses[0]
        if "called-for" in statuses:
            others = [c for c in head.children if syntax.rel(c) in {"obj", "iobj"} and c.i != first.i]
            asked = syntax.preposition(first) in self.asked or bool(others) or syntax.is_passive(head)
            rest: list[Status] = [s for s in statuses if s != "called-for"]
            return "called-for" if asked or not rest or syntax.rel(first) == "obj" else rest[0]
        return statuses[0]


def _is_outcome(token: Token, first: Token) -> bool:
    """Whether a gerund tells what came of an act, though it stands with its aim: "to disperse them, killing two"."""
    if not syntax.is_participle(token) or syntax.clause_marker(token):
        return False
    if token.i != first.i:
        return syntax.has_infinitive_marker(first)
    return syntax.rel(first) == "advcl" and syntax.has_infinitive_marker(first.head) and first.i > first.head.i


def _follows(clause: Token, head: Token) -> bool:
    """Whether a gerund stands right behind its verb and the verb's particle: "ruled out using force"."""
    own = {head.i, *(c.i for c in head.children if c.dep_ == "compound:prt")}
    return syntax.is_participle(clause) and clause.left_edge.i - 1 in own


def _has_copula(token: Token) -> bool:
    return any(syntax.rel(c) == "cop" for c in token.children)


def _is_headline(predicate: Token) -> bool:
    """A clause in the style of headlines: simple present for what happened, no full stop, hardly an article."""
    text = predicate.sent.text.strip()
    articles = sum(t.lower_ in {"the", "a", "an"} for t in predicate.sent)
    return syntax.rel(predicate) == "root" and not text.endswith((".", "”", '"', "!", "?", ":")) and articles <= 1
