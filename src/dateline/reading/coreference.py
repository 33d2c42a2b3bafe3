"""Which mentions are the same actor: precise links first (names, appositions, acronyms), pronouns last.

A sequence of passes from precise to risky, each over the clusters that the ones before it made, after Lee et al.,
"Deterministic coreference resolution based on entity-centric, precision-ranked rules" (Computational Linguistics 2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dateline.knowledge.actors import pieces_of
from dateline.knowledge.sectors import lemma
from dateline.reading.actors.mentions import Mention
from dateline.reading.actors.phrases import TITLES
from dateline.reading.syntax import rel

NEAR = 3
SPEECH = frozenset(
    "say tell add note state announce declare write argue claim warn explain insist stress urge ask reply continue "
    "comment conclude recall report acknowledge admit observe promise vow".split()
)


@dataclass(eq=False)
class Cluster:
    """Mentions of one actor, and why they were put together."""

    mentions: list[Mention]
    reasons: list[str] = field(default_factory=list)

    @property
    def first(self) -> Mention:
        return self.mentions[0]

    def best(self) -> Mention:
        """The mention that names the actor best: a listed name, then the longest name, then the first description."""
        order = {"name": 0, "description": 1, "nationality": 2, "pronoun": 3}
        return min(
            self.mentions,
            key=lambda m: (order[m.kind], m.said.listed is None, -len(m.said.name), m.start),
        )

    @property
    def kinds(self) -> set[str]:
        return {m.said.kind for m in self.mentions if m.said.kind}

    @property
    def countries(self) -> set[str]:
        return {m.said.country for m in self.mentions if m.said.country}

    @property
    def sectors(self) -> set[str]:
        return {s for m in self.mentions for s in m.said.sectors}

    @property
    def gender(self) -> str:
        return next((m.gender for m in self.mentions if m.gender), "")

    @property
    def numbers(self) -> set[str]:
        return {m.number for m in self.mentions if m.kind != "pronoun"}


def link(mentions: Sequence[Mention], doc: Doc) -> list[Cluster]:
    """Clusters of mentions in the order of their first mention; pronouns that stand for no mention are left out."""
    return _Linker(mentions, doc).clusters()


class _Linker:
    def __init__(self, mentions: Sequence[Mention], doc: Doc) -> None:
        self.doc = doc
        self.mentions = list(mentions)
        self.cluster = {m.key: Cluster([m]) for m in mentions}
        self.sentence: list[int] = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            for position in range(sentence.start, sentence.end):
                self.sentence[position] = number
        self.quoted = _quoted(doc)

    def clusters(self) -> list[Cluster]:
        self._same_names()
        self._neighbours()
        self._short_names()
        self._descriptions()
        self._pronouns()
        found = {id(c): c for c in self.cluster.values()}
        kept = [c for c in found.values() if any(m.kind != "pronoun" for m in c.mentions)]
        for cluster in kept:
            cluster.mentions.sort(key=lambda m: (m.start, -m.end))
        return sorted(kept, key=lambda c: (c.first.start, -c.first.end))

    def _merge(self, earlier: Mention, later: Mention, reason: str) -> None:
        a, b = self.cluster[earlier.key], self.cluster[later.key]
        if a is b:
            return
        a.mentions += b.mentions
        a.reasons += [*b.reasons, reason]
        for mention in b.mentions:
            self.cluster[mention.key] = a

    # -- names

    def _same_names(self) -> None:
        seen: dict[tuple[object, ...], Mention] = {}
        for mention in self.mentions:
            if mention.kind == "pronoun" or (mention.kind == "description" and mention.said.kind != "organization"):
                continue
            key = self._name_key(mention)
            if key in seen:
                self._merge(seen[key], mention, f"same name: “{self._text(mention)}”")
            else:
                seen[key] = mention

    def _name_key(self, mention: Mention) -> tuple[object, ...]:
        said = mention.said
        if said.listed:
            return ("listed", said.listed, said.country)
        if said.kind == "country":
            return ("country", said.country, said.sectors)
        if said.kind == "organization" and said.country:
            return ("organization", said.country, lemma(mention.head.text), tuple(said.sectors))
        return (said.kind, tuple(p.casefold() for p in pieces_of(said.name)))

    def _short_names(self) -> None:
        """ "Blinken" after "Antony Blinken", "the Front" after "the Civil Human Rights Front", "KPA" after its name."""
        names = [m for m in self.mentions if m.kind == "name" and m.said.kind in {"person", "organization"}]
        for mention in names:
            short = [p for p in pieces_of(mention.said.name) if p.casefold() not in TITLES]
            best: Mention | None = None
            for other in names:
                if other is mention or self.cluster[other.key] is self.cluster[mention.key]:
                    continue
                full = pieces_of(other.said.name)
                if len(full) <= len(short) or not _shortens(short, full, mention.said.kind == "person") or not self._agree(mention, other):
                    continue
                if best is None or abs(other.start - mention.start) < abs(best.start - mention.start) and other.start < mention.start:
                    best = other
            if best is not None:
                self._merge(*sorted((best, mention), key=lambda m: m.start), f"short name: “{self._text(mention)}”")

    def _agree(self, a: Mention, b: Mention) -> bool:
        first, second = self.cluster[a.key], self.cluster[b.key]
        if first.countries and second.countries and not first.countries & second.countries:
            return False
        if {a.said.kind, b.said.kind} == {"person", "organization"}:
            return False
        return not (first.gender and second.gender and first.gender != second.gender)

    # -- appositions and brackets

    def _neighbours(self) -> None:
        by_start = {}
        for mention in self.mentions:
            by_start.setdefault(mention.start, []).append(mention)
        for mention in self.mentions:
            if mention.kind == "pronoun" or mention.end >= len(self.doc):
                continue
            position, mark = mention.end, self.doc[mention.end].text
            if mark not in {",", "(", "[", "—", "–", "--"}:
                continue
            position += 1
            while position < len(self.doc) and self.doc[position].lower_ in {"the", "a", "an", "or"} and position not in by_start:
                position += 1
            for other in by_start.get(position, []):
                if other.kind in {"name", "description"} and self._apposed(mention, other, mark):
                    self._merge(mention, other, f"“{self._text(other)}” stands in apposition")
                    break

    def _apposed(self, a: Mention, b: Mention, mark: str) -> bool:
        if mark in {"(", "["}:
            closing = self.doc[b.end].text if b.end < len(self.doc) else ""
            return closing in {")", "]"} and a.said.kind == b.said.kind and (_initials(a, b) or _initials(b, a) or self._agree(a, b))
        if rel(b.head) == "conj" or not self._agree(a, b) or "country" in {a.said.kind, b.said.kind}:
            return False
        if a.kind == b.kind == "name":
            return False
        after = self.doc[b.end] if b.end < len(self.doc) else None
        if after is not None and after.lower_ in {"and"}:
            return False
        if b.head.dep_ == "appos" or a.head.dep_ == "appos":
            return self._same_sort(a, b)
        person = a.said.kind == b.said.kind == "person"
        return person and (b.kind == "name") != (a.kind == "name") and b.head.head in {a.head, a.head.head}

    def _same_sort(self, a: Mention, b: Mention) -> bool:
        kinds = {a.said.kind, b.said.kind}
        return len(kinds) == 1 or kinds <= {"organization", "group"}

    # -- descriptions

    def _descriptions(self) -> None:
        for index, mention in enumerate(self.mentions):
            if mention.kind != "description" or self.cluster[mention.key].first is not mention:
                continue
            for other in reversed(self.mentions[:index]):
                if other.kind == "pronoun" or other.end > mention.start:
                    continue
                if self._same_head(mention, other) or self._describes(mention, other):
                    self._merge(other, mention, f"“{self._text(mention)}” takes up “{self._text(other)}”")
                    break

    def _same_head(self, mention: Mention, other: Mention) -> bool:
        if other.kind != "description" or lemma(mention.head.text) != lemma(other.head.text) or mention.number != other.number:
            return False
        if mention.said.kind == "person" and not mention.definite:
            return False
        if mention.said.kind == "organization" and not mention.definite and not mention.said.country:
            return lemma(mention.head.text) in {"police", "army", "military", "government"} and self._agree(mention, other)
        mine, theirs = self._modifiers(mention), self._modifiers(other)
        if self._count(mention) and self._count(other) and self._count(mention) != self._count(other):
            return False
        return self._agree(mention, other) and (mine <= theirs if mention.definite else mine == theirs)

    def _modifiers(self, mention: Mention) -> set[str]:
        words = {t.lower_ for t in self.doc[mention.start : mention.end] if t.pos_ in {"ADJ", "NOUN", "PROPN", "VERB"}}
        return words - {mention.head.lower_, "other", "more", "many"}

    def _count(self, mention: Mention) -> str:
        return next((t.lower_ for t in self.doc[mention.start : mention.end] if t.pos_ == "NUM"), "")

    def _describes(self, mention: Mention, other: Mention) -> bool:
        """A definite description of a name: "the top US diplomat" of Antony Blinken, "the group" of Hamas."""
        if not mention.definite or other.kind != "name" or not self._agree(mention, other):
            return False
        if self.doc[mention.start].lower_ in {"his", "her", "its", "their"}:
            return False
        cluster = self.cluster[other.key]
        near = self.sentence[mention.start] - self.sentence[max(m.end - 1 for m in cluster.mentions if m.end <= mention.start)] <= NEAR
        said = mention.said
        if said.kind == "person" and other.said.kind == "person":
            role = any(m.said.role and m.said.role.casefold() == said.name.casefold() for m in cluster.mentions)
            return role or (near and bool(set(said.sectors) & cluster.sectors) and bool(said.country and said.country in cluster.countries))
        if said.kind in {"group", "organization"} and other.said.kind == "organization" and mention.number != "many":
            fits = not said.sectors or bool(set(said.sectors) & cluster.sectors)
            return near and fits
        return False

    # -- pronouns

    def _pronouns(self) -> None:
        for index, mention in enumerate(self.mentions):
            if mention.kind != "pronoun":
                continue
            antecedent = self._antecedent(index, mention)
            if antecedent is not None:
                self._merge(antecedent, mention, f"“{self._text(mention)}” for “{self._text(antecedent)}”")
                if mention.gender:
                    self.cluster[mention.key].mentions[0].gender = self.cluster[mention.key].gender or mention.gender

    def _antecedent(self, index: int, pronoun: Mention) -> Mention | None:
        if pronoun.number in {"speaker", "speakers"}:
            return self._speaker(pronoun)
        here = self.sentence[pronoun.start]
        best: tuple[float, int] | None = None
        chosen: Mention | None = None
        speaker = self._speaker(pronoun) if self.quoted[pronoun.start] else None
        for other in reversed(self.mentions[:index]):
            distance = here - self.sentence[other.start]
            if distance > NEAR:
                break
            if other.end > pronoun.start or not self._fits(pronoun, other):
                continue
            if speaker is not None and self.cluster[other.key] is self.cluster[speaker.key]:
                continue
            score = self._salience(pronoun, other, distance)
            if best is None or (score, other.start) > best:
                best, chosen = (score, other.start), other
        return chosen

    def _fits(self, pronoun: Mention, other: Mention) -> bool:
        cluster = self.cluster[other.key]
        if other.kind == "pronoun" and cluster.first.kind == "pronoun":
            return False
        kinds, numbers = cluster.kinds, cluster.numbers
        if pronoun.number == "one":
            if kinds - {"person"} or (cluster.gender and cluster.gender != pronoun.gender):
                return False
        elif pronoun.number == "thing":
            if not kinds & {"organization", "country"}:
                return False
        elif not (kinds & {"group", "organization"} or "many" in numbers):
            return False
        if other.kind == "nationality":
            return False
        return not self._same_clause(pronoun, other)

    def _same_clause(self, pronoun: Mention, other: Mention) -> bool:
        """A plain pronoun is not another argument of the same verb: in "Kerry urged him", him is not Kerry."""
        if rel(pronoun.head) not in {"obj", "iobj", "obl", "nsubj"} or pronoun.head.lower_.endswith(("self", "selves")):
            return False
        return other.head.head is pronoun.head.head and rel(other.head) in {"nsubj", "obj", "iobj", "obl"}

    def _salience(self, pronoun: Mention, other: Mention, distance: int) -> float:
        score = -3.0 * distance
        role = rel(other.head)
        score += {"nsubj": 4.0, "obj": 1.5, "iobj": 1.5, "obl": 0.5, "root": 1.0}.get(role, 0.0)
        if rel(pronoun.head) == "nsubj" and role == "nsubj":
            score += 1.0
        if other.kind == "name":
            score += 1.0
        score += min(len(self.cluster[other.key].mentions), 5) * 0.3
        if pronoun.number == "many" and other.number == "many":
            score += 2.0
        if self.quoted[other.start] != self.quoted[pronoun.start]:
            score -= 2.0
        return score

    def _speaker(self, pronoun: Mention) -> Mention | None:
        """Who utters the quotation that the pronoun stands in: the subject of the verb of speech around it."""
        if not self.quoted[pronoun.start]:
            return None
        mark = self.quoted[pronoun.start]
        inside = [i for i, q in enumerate(self.quoted) if q == mark]
        for token in self._frame(inside[0], inside[-1]):
            for child in token.children:
                if rel(child) == "nsubj" and not self.quoted[child.i]:
                    found = next((m for m in self.mentions if m.head.i == child.i), None)
                    if found is not None and (found.kind != "pronoun" or len(self.cluster[found.key].mentions) > 1):
                        return found
        return None

    def _frame(self, start: int, end: int) -> list[Token]:
        """Verbs of speech outside of a quotation, in the sentences that it touches."""
        first, last = self.doc[start].sent.start, self.doc[end].sent.end
        return [t for t in self.doc[first:last] if t.lemma_.lower() in SPEECH and t.pos_ == "VERB" and not self.quoted[t.i]]

    def _text(self, mention: Mention) -> str:
        return self.doc[mention.start : mention.end].text


def _shortens(short: Sequence[str], full: Sequence[str], person: bool) -> bool:
    if not short:
        return False
    few, many = [s.casefold() for s in short], [f.casefold() for f in full]
    if person:
        return few[-1] == many[-1] and all(f in many or any(m.startswith(f) for m in many if len(f) == 1) for f in few) or (len(few) == 1 and few[0] == many[0] and len(few[0]) > 3)
    if len(few) == 1 and short[0].isupper() and short[0] == "".join(f[0] for f in full if f[0].isupper()):
        return True
    return few[-1] == many[-1] and set(few) <= set(many)


def _initials(a: Mention, b: Mention) -> bool:
    short, full = pieces_of(a.said.name), pieces_of(b.said.name)
    if len(short) != 1 or len(full) < 2 or not short[0].isupper():
        return False
    wanted = short[0]
    return wanted[0] == full[0][0].upper() and sum(w[0].upper() in wanted for w in full) >= min(len(wanted), len(full)) - 1


def _quoted(doc: Doc) -> list[int]:
    """For every token the number of the quotation that it stands in, 0 outside of one."""
    found, inside, count = [0] * len(doc), False, 0
    for token in doc:
        if token.text in {"“", "”", '"', "``", "''"}:
            opening = token.text in {"“", "``"} or (token.text == '"' and not inside)
            inside = opening
            count += opening
            continue
        if token.pos_ == "SPACE" and "\n\n" in token.text and inside:
            inside = False
        found[token.i] = count if inside else 0
    return found
