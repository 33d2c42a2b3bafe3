"""Requests made without a word for asking: "Sudan must return the helicopter, Russia said"."""

from __future__ import annotations

from dateline.knowledge.ontology import Entry, Ontology
from dateline.reading import syntax
from dateline.reading.actors import actors_of
from dateline.reading.attributions import innermost_attribution
from dateline.reading.context import Reading
from dateline.reading.events.frames import Frame
from dateline.reading.events.matching import Match, Matcher
from dateline.reading.events.roles import Roles
from dateline.reading.tree import Token

ENTRY = Entry("status.yaml:obliging", "REQUEST", "verbs", "must")


def obligations(reading: Reading, ontology: Ontology, matcher: Matcher) -> list[tuple[Match, Roles]]:
    """What a source says that another actor must do, as requests of the source to that actor.

    The obliging words are those of `obliging` in status.yaml.
    """
    words = frozenset(ontology.status.get("obliging") or ())
    found = []
    for token in reading.doc:
        if token.lower_ not in words or syntax.rel(token) != "aux":
            continue
        predicate = token.head
        roles = _roles(reading, predicate)
        governor = syntax.governor(predicate)
        asked_already = governor is not None and matcher.type_of(governor) == "REQUEST"
        if roles is not None and not asked_already and syntax.negation(predicate) is None:
            found.append((Match(token, ENTRY, 1.0, Frame(predicate), [token, predicate]), roles))
    return found


def _roles(reading: Reading, predicate: Token) -> Roles | None:
    """The source asks, the subject is asked; None where either is unknown or they are the same."""
    attribution = innermost_attribution(reading, predicate.idx, predicate.idx + len(predicate))
    source = next((e for e in reading.entities if attribution is not None and e.id == attribution.source), None)
    asked = [e for t in syntax.own_subjects(predicate) for e in actors_of(reading, t)]
    if source is None or not asked or source in asked:
        return None
    reasons = [f"actor {source.name!r}: source of what is said", f"recipient {asked[0].name!r}: who must act"]
    return Roles([source], asked, reasons)
