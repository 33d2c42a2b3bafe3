"""A record arranged for a person: what happened, how many, who said what, who, where and when, each with its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.record import Attribution, Entity, Event, Figure, Place, Record, Span, Time

QUADS = {
    "verbal-cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material-cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal-conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material-conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD_OF = {event_type: quad for quad, event_types in QUADS.items() for event_type in event_types}

_HIDDEN = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "�")


def printable(text: str) -> str:
    """The text with each control character shown as �, so that it cannot steer a terminal; of the same length."""
    return text.translate(_HIDDEN)


@dataclass(frozen=True)
class Quote:
    """The words that a fact was read from, within what stands around them."""

    before: str
    words: str
    after: str

    def clipped(self, limit: int) -> Quote:
        """The same with at most so many characters on each side, cut between words."""
        before, after = self.before, self.after
        if len(before) > limit:
            before = "…" + before[-limit:].partition(" ")[2]
        if len(after) > limit:
            after = after[:limit].rpartition(" ")[0] + " …"
        return Quote(before, self.words, after)


@dataclass(frozen=True)
class Evidence:
    """What stands behind a fact: its words, who says so (None: the document itself) and why it was read."""

    id: str
    spans: list[Span]
    quote: Quote
    voice: str | None
    why: list[str]


@dataclass(frozen=True)
class EventFact:
    """Who did what to whom, where and when."""

    evidence: Evidence
    type: str
    quad: str
    modes: list[str]
    contexts: list[str]
    actors: list[str]
    recipients: list[str]
    place: str | None
    when: str | None
    status: str
    rule: str


@dataclass(frozen=True)
class FigureFact:
    """How many of whom, as it is read and as bounds."""

    evidence: Evidence
    measure: str
    count: str
    low: float | None
    high: float | None
    subject: str | None
    about: list[str]
    counting: str | None
    as_of: str | None
    status: str
    part_of: str | None


@dataclass(frozen=True)
class StatementFact:
    """Who said what; `voice` is the speaker here."""

    evidence: Evidence
    words: list[str]
    cue: str | None
    quotation: str
    within: str | None


@dataclass(frozen=True)
class NamedFact:
    """An actor, a place or a time: its name, and what is known of it."""

    evidence: Evidence
    name: str
    details: list[str]


@dataclass(frozen=True)
class Facts:
    """Everything of one record, in the order of the text."""

    events: list[EventFact]
    figures: dict[str, list[FigureFact]]
    statements: list[StatementFact]
    actors: list[NamedFact]
    places: list[NamedFact]
    times: list[NamedFact]


def arrange(record: Record, why: Mapping[str, list[str]] | None = None) -> Facts:
    """The facts of a record; `why` holds the reasons by the id of a part, where they are known."""
    return _Arranger(record, why or {}).arrange()


def number(value: float) -> str:
    """12345.0 as 12,345."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def count(figure: Figure) -> str:
    """The bounds of a figure in words: "at least 40", "40 to 50", "about 300" (a best value without bounds)."""
    low, high, best = figure.low, figure.high, figure.best
    if low is not None and low == high:
        said = number(low)
    elif low is not None and high is not None:
        said = f"{number(low)} to {number(high)}"
    elif low is not None:
        said = f"at least {number(low)}"
    elif high is not None:
        said = f"up to {number(high)}"
    else:
        said = f"about {number(best)}" if best is not None else "an unknown number"
    return f"{said} {figure.unit}" if figure.unit else said


class _Arranger:
    def __init__(self, record: Record, why: Mapping[str, list[str]]) -> None:
        self._record = record
        self._why = why
        self._text = printable(record.document.text)
        self._names = {entity.id: printable(entity.name) for entity in record.entities}
        self._names |= {place.id: printable(place.name) for place in record.places}
        self._attributions = {attribution.id: attribution for attribution in record.attributions}

    def arrange(self) -> Facts:
        record = self._record
        figures: dict[str, list[FigureFact]] = {}
        for figure in sorted(record.figures, key=lambda figure: figure.span):
            figures.setdefault(figure.measure, []).append(self._figure(figure))
        return Facts(
            events=[self._event(event) for event in sorted(record.events, key=lambda event: event.trigger)],
            figures=figures,
            statements=[self._statement(part) for part in sorted(record.attributions, key=_position)],
            actors=[self._actor(entity) for entity in record.entities],
            places=[self._place(place) for place in record.places],
            times=[self._time(time) for time in sorted(record.times, key=lambda time: time.span)],
        )

    def _event(self, event: Event) -> EventFact:
        when = _interval(event.start, event.end)
        if when and event.date_source == "document":
            when += " (date of the document)"
        return EventFact(
            evidence=self._evidence(event.id, [event.trigger], event.sentence, self._voice(event.attribution)),
            type=event.type,
            quad=_QUAD_OF[event.type],
            modes=event.modes,
            contexts=event.contexts,
            actors=[self._names[who] for who in event.actors],
            recipients=[self._names[who] for who in event.recipients],
            place=self._names[event.place] if event.place else None,
            when=when,
            status=event.status,
            rule=event.rule,
        )

    def _figure(self, figure: Figure) -> FigureFact:
        return FigureFact(
            evidence=self._evidence(figure.id, [figure.span], figure.sentence, self._voice(figure.attribution)),
            measure=figure.measure,
            count=count(figure),
            low=figure.low if figure.low is not None else figure.best,
            high=figure.high,
            subject=printable(figure.subject) if figure.subject else None,
            about=[code for code in (figure.subject_country, *figure.subject_sectors) if code],
            counting=figure.counting,
            as_of=figure.as_of,
            status=figure.status,
            part_of=figure.part_of,
        )

    def _statement(self, part: Attribution) -> StatementFact:
        spans = [span for span in (part.source_span, part.cue, *part.content) if span]
        around = (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else (0, 0)
        return StatementFact(
            evidence=self._evidence(part.id, spans, around, self._speaker(part)),
            words=[self._words(span) for span in part.content],
            cue=self._words(part.cue) if part.cue else None,
            quotation=part.quotation,
            within=_other_than(self._speaker(part), self._voice(part.within)),
        )

    def _actor(self, entity: Entity) -> NamedFact:
        details = [entity.role, entity.kind, entity.country, " ".join(entity.sectors)]
        return self._named(entity.id, entity.name, entity.mentions, details)

    def _place(self, place: Place) -> NamedFact:
        where = None if place.latitude is None else f"{place.latitude:.2f}, {place.longitude:.2f}"
        precision = None if place.precision is None else f"precision {place.precision}"
        details = [place.kind, place.admin1, place.country, where, precision]
        return self._named(place.id, place.name, place.mentions, details)

    def _time(self, time: Time) -> NamedFact:
        interval = _interval(time.start, time.end)
        details = [time.value, interval if interval != time.value else None]
        return self._named(time.id, self._words(time.span), [time.span], details)

    def _named(self, id: str, name: str, mentions: list[Span], details: list[str | None]) -> NamedFact:
        return NamedFact(
            evidence=self._evidence(id, mentions, mentions[0], None),
            name=printable(name),
            details=[printable(detail) for detail in details if detail and detail != name],
        )

    def _evidence(self, id: str, spans: list[Span], around: Span, voice: str | None) -> Evidence:
        first = spans[0] if spans else around
        quote = Quote(
            before=self._text[around[0] : first[0]],
            words=self._words(first),
            after=self._text[first[1] : around[1]].rstrip(),
        )
        return Evidence(id=id, spans=spans, quote=quote, voice=voice, why=self._why.get(id, []))

    def _words(self, span: Span) -> str:
        return self._text[span[0] : span[1]]

    def _speaker(self, attribution: Attribution) -> str:
        if attribution.source:
            return self._names[attribution.source]
        return self._words(attribution.source_span) if attribution.source_span else "a source without a name"

    def _voice(self, id: str | None) -> str | None:
        """The speaker of an attribution, then those who report that: "the army, as told by a diplomat"."""
        speakers: list[str] = []
        passed: set[str] = set()
        while id is not None and id not in passed:
            passed.add(id)
            attribution = self._attributions[id]
            speaker = self._speaker(attribution)
            if not speakers or speakers[-1] != speaker:
                speakers.append(speaker)
            id = attribution.within
        return ", as told by ".join(speakers) or None


def _position(attribution: Attribution) -> int:
    return min(
        (span[0] for span in (attribution.source_span, attribution.cue, *attribution.content) if span), default=0
    )


def _other_than(speaker: str, voice: str | None) -> str | None:
    return None if voice == speaker else voice


def _interval(start: str | None, end: str | None) -> str | None:
    if start is None or end is None or start == end:
        return start or end
    return f"{start} to {end}"
