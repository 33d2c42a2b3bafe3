"""Harm that nobody did: the victims of accidents, disasters and animals are figures, not assaults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge.ontology import Ontology
from dateline.reading import syntax
from dateline.reading.context import Reading
from dateline.reading.events.matching import forms_of

if TYPE_CHECKING:
    from dateline.reading.events.candidates import Candidate

WHEN = frozenset({"when", "after", "as", "because", "while"})


def without_calamities(reading: Reading, ontology: Ontology, found: list[Candidate]) -> list[Candidate]:
    """The events without the harm that nobody did.

    It was an accident where its own clause says so, and a calamity's where the document tells of calamities and of
    less violence.
    """
    calamity = ontology.classes.get("CALAMITY", frozenset())
    harm = ontology.classes.get("HARM", frozenset())
    harmed = [c for c in found if c.token.lemma_.lower() in harm and not c.roles.actors]
    violence = {c.token.sent.start for c in found if c.type == "ASSAULT" and c not in harmed}
    accidents = [c for c in harmed if c.token.sent.start not in violence and _is_accident(ontology, c)]
    told = sum(t.lemma_.lower() in calamity for t in reading.doc if t.pos_ == "NOUN")
    nobodys = [c for c in harmed if c.match.frame.is_passive and not c.modes]
    violent = sum(c.type == "ASSAULT" for c in found) - len(nobodys)
    return [c for c in found if c not in accidents and not (c in nobodys and told > violent)]


def _is_accident(ontology: Ontology, candidate: Candidate) -> bool:
    """Whether what harmed is a vehicle or a thing that gave way, or the clause beside tells of such a mishap."""
    things = ontology.classes.get("MISHAP_THINGS", frozenset())
    mishaps = ontology.classes.get("MISHAPS", frozenset())
    token, frame = candidate.token, candidate.match.frame
    if any(forms_of(t) & things for t in (frame.subjects if not frame.is_passive else syntax.by_phrase(token))):
        return True
    beside = (c for c in token.children if syntax.rel(c) == "advcl")
    clauses = [c for c in beside if any(w.lower_ in WHEN for w in c.lefts)]
    if syntax.rel(token) == "advcl" and syntax.is_participle(token):
        clauses.append(token.head)
    return any(c.lemma_.lower() in mishaps for c in clauses)
