"""What happened: PLOVER events with roles, place, time, status and the entry that read each of them."""

from __future__ import annotations

from dateline.knowledge.ontology import Ontology, load_ontology
from dateline.reading.attributions import innermost_attribution
from dateline.reading.context import Reading
from dateline.reading.events.candidates import Candidate, candidates
from dateline.reading.events.contexts import contexts_of
from dateline.reading.events.matching import Matcher, Near
from dateline.reading.events.merging import merged
from dateline.reading.events.scene import Scene
from dateline.record import Event

__all__ = ["near_matches", "read_events"]


def read_events(reading: Reading) -> None:
    """Fill `reading.events` and the reasons for each event."""
    ontology = load_ontology(reading.own_ontology)
    matcher = Matcher(reading, ontology)
    found, harm = candidates(reading, ontology, matcher), ontology.classes.get("HARM", frozenset())
    kept = merged(found, harm)
    told = frozenset(c.token.i for c in kept)
    for number, candidate in enumerate(kept, 1):
        people = candidate.roles.actors + candidate.roles.recipients
        scene = Scene(reading, candidate.match, people, told - {candidate.token.i})
        reading.events.append(_event(reading, ontology, candidate, scene, f"v{number}"))


def near_matches(reading: Reading) -> list[Near]:
    """The entries that nearly matched a word of the document, with the condition that failed, in text order."""
    matcher = Matcher(reading, load_ontology(reading.own_ontology))
    for token in reading.doc:
        matcher.best(token)
    return sorted(matcher.near, key=lambda n: n.token.i)


def _event(reading: Reading, ontology: Ontology, candidate: Candidate, scene: Scene, identifier: str) -> Event:
    start, end = candidate.trigger
    time, place = scene.time(), scene.place()
    published = (reading.document.published or "")[:10] or None
    sentence = candidate.match.token.sent
    attribution = innermost_attribution(reading, start, end)
    event = Event(
        id=identifier,
        type=candidate.type,
        modes=candidate.modes,
        contexts=contexts_of(ontology, candidate),
        actors=[e.id for e in candidate.roles.actors],
        recipients=[e.id for e in candidate.roles.recipients],
        place=place.id if place else None,
        time=time.id if time else None,
        start=time.start if time else published,
        end=time.end if time else published,
        date_source="text" if time else "document" if published else None,
        status=candidate.status,
        attribution=attribution.id if attribution else None,
        trigger=(start, end),
        sentence=(sentence.start_char, sentence.end_char),
        rule=candidate.match.entry.id,
    )
    for reason in candidate.reasons:
        reading.explain(identifier, reason)
    if place:
        reading.explain(identifier, f"place {place.name!r} stands in its clause or in one that governs it")
    if time:
        reading.explain(identifier, f"time {reading.document.text[time.span[0] : time.span[1]]!r} dates it")
    if attribution:
        reading.explain(identifier, f"told inside of attribution {attribution.id}")
    return event
