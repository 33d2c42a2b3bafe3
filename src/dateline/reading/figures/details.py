"""What a figure says beside its number: who is counted, of which country, when, where, and whether it happened."""

from __future__ import annotations

from dateline.knowledge.measures import measures
from dateline.reading import syntax
from dateline.reading.actors import actors_of, owner_of
from dateline.reading.attributions import innermost_attribution
from dateline.reading.context import Reading, char_span
from dateline.reading.figures.counts import Count
from dateline.reading.figures.measuring import Measured, is_unrealised
from dateline.reading.tree import Token
from dateline.record import Attribution, Counting, Entity, FigureStatus, Place

_THINGS = frozenset({"munitions", "vehicles", "structures", "money"})


def subject(reading: Reading, count: Count) -> str | None:
    """Who or what is counted, verbatim: the words after the number up to the noun."""
    if count.noun is None:
        return None
    text = reading.document.text
    if count.single:
        return text[slice(*count.span)]
    start, _ = syntax.core_span(count.noun)
    end = count.noun.i
    for child in count.noun.children:
        if syntax.relation(child.dep_) in {"flat", "fixed"}:
            end = max(end, child.i)
    start = max(start, count.last) if start < count.last <= count.noun.i else start
    doc = count.head.doc
    while start < count.noun.i and (
        doc[start].is_punct or syntax.relation(doc[start].dep_) == "case" or doc[start].lower_ in {"strong", "member"}
    ):
        start += 1
    return text[doc[start].idx : doc[end].idx + len(doc[end])]


def subject_nation(reading: Reading, count: Count, measured: Measured) -> tuple[str | None, list[str], str]:
    """Country and sectors of those counted, and in words where they come from."""
    noun = count.noun if count.noun is not None else count.head
    for entity in actors_of(reading, noun):
        if entity.country is not None:
            return entity.country, list(entity.sectors), f"those counted are {entity.name}"
    for entity in owner_of(reading, noun):
        if entity.country is not None:
            return entity.country, list(entity.sectors), f"those counted belong to {entity.name}"
    if measured.measure == "combatants" and (commander := _commander(reading, count, noun)) is not None:
        return commander.country, [], f"{commander.name} commands those counted"
    for token in noun.subtree:
        place = reading.place_at.get(token.i)
        if place is not None and place.country is not None and abs(token.i - noun.i) < 6:
            return place.country, [], f"those counted are of {place.name}"
    if measured.measure in _THINGS:
        return None, [], ""
    last = reading.figures[-1] if reading.figures else None
    here = char_span(count.head.sent)
    if count.noun is None and last is not None and last.subject_country and last.measure not in _THINGS:
        told_here = last.sentence == here and (count.quantity.new or measured.by != "toll")
        told_before = last.sentence[1] <= here[0] <= last.sentence[1] + 2 and count.quantity.new
        if told_here or told_before:
            why = "those counted are of the kind of the figure before"
            return last.subject_country, list(last.subject_sectors), why
    place = location(reading, count, measured)
    if place is not None and place.country is not None:
        return place.country, [], f"no nationality is told: the country of {place.name}"
    country = _main_country(reading)
    return country, [], "no nationality is told: the country that the dispatch is mainly about" if country else ""


def _commander(reading: Reading, count: Count, noun: Token) -> Entity | None:
    """Who sends or leads armed men that are nobody's by name: the agent of their clause, else the army that speaks."""
    clause = syntax.clause_of(noun)
    agents = syntax.agents(clause)
    for token in agents if noun not in agents else []:
        for entity in actors_of(reading, token):
            if entity.country is not None:
                return entity
    speaker = _speaker(reading, count)
    return speaker if speaker is not None and "MIL" in speaker.sectors and speaker.country is not None else None


def _speaker(reading: Reading, count: Count) -> Entity | None:
    attribution = innermost_attribution(reading, *count.quantity.span)
    source = attribution.source if attribution is not None else None
    return next((entity for entity in reading.entities if entity.id == source), None)


def _main_country(reading: Reading) -> str | None:
    """The country of the dateline, else the one with most place mentions, the earliest of equals."""
    dateline = reading.document.dateline
    if dateline is not None and dateline.place is not None:
        for place in reading.places:
            if place.id == dateline.place:
                return place.country
    weight: dict[str, int] = {}
    for place in reading.places:
        if place.country is not None:
            weight[place.country] = weight.get(place.country, 0) + len(place.mentions)
    return max(weight, key=lambda code: weight[code]) if weight else None


def location(reading: Reading, count: Count, measured: Measured) -> Place | None:
    """The place in the clause of the figure, the nearest to its predicate; else the sentence's only one."""
    clause = syntax.clause_of(measured.word if measured.by == "predicate" else count.head)
    near = [t for t in clause.subtree if _is_setting(reading, t) and syntax.clause_of(t) == clause]
    if near:
        return reading.place_at[min(near, key=lambda t: (abs(t.i - clause.i), t.i)).i]
    others = {reading.place_at[t.i].id: reading.place_at[t.i] for t in count.head.sent if _is_setting(reading, t)}
    return next(iter(others.values())) if len(others) == 1 else None


def _is_setting(reading: Reading, token: Token) -> bool:
    """Whether a place is told as where something is, not as who acts or who is of it."""
    return (
        token.i in reading.place_at
        and token.pos_ == "PROPN"
        and syntax.relation(token.dep_) in {"obl", "nmod", "appos"}
    )


def cause(reading: Reading, count: Count, measured: Measured) -> str | None:
    """The event that the figure comes from: the one of its predicate, of the predicate's subject, or the clause's."""
    if not reading.events:
        return None
    sentence = count.head.sent
    here = [e for e in reading.events if sentence.start_char <= e.trigger[0] < sentence.end_char]
    chain: list[Token] = [measured.word, *syntax.subjects(measured.word), *syntax.by_phrase(measured.word)]
    chain += list(syntax.ancestors(measured.word))
    for token in chain:
        for event in here:
            if event.trigger[0] <= token.idx < event.trigger[1]:
                return event.id
    violent = [e for e in here if e.type == "ASSAULT"]
    return violent[0].id if len(violent) == 1 else None


def as_of(reading: Reading, attribution: Attribution | None) -> str | None:
    """The day that the figure is of: when its source spoke, else the day of publication."""
    published = reading.document.published
    day = published[:10] if published else None
    if attribution is not None and attribution.cue is not None:
        cue = reading.doc.char_span(*attribution.cue, alignment_mode="expand")
        if cue is not None:
            for child in cue.root.children:
                time = next((reading.time_at[t.i] for t in child.subtree if t.i in reading.time_at), None)
                inside = any(a <= child.idx < b for a, b in attribution.content)
                if (
                    time is not None
                    and not inside
                    and time.type == "DATE"
                    and time.end
                    and (day is None or time.end <= day)
                ):
                    return time.end
    return day


def counting(count: Count, measured: Measured) -> Counting | None:
    """Whether the number is a running total or adds to one."""
    if count.quantity.new:
        return "new"
    toll = measured.by == "toll" and measured.word.lemma_.lower() in measures().totals
    return "total" if toll or "total" in {t.lower_ for t in count.head.sent if abs(t.i - count.head.i) < 5} else None


def status(count: Count, measured: Measured) -> FigureStatus:
    """Negated, possible, or told as a fact. Who is merely counted, not said to suffer, is there whatever is planned."""
    known = measures()
    quantity = count.quantity
    if quantity.high == 0:
        return "negated"
    clauses: list[Token] = []
    clause = syntax.clause_of(measured.word if measured.by == "predicate" else count.head)
    for _ in range(3):
        clauses.append(clause)
        link = syntax.relation(clause.dep_)
        if link not in {"xcomp", "conj"} or clause.head.i == clause.i:
            break
        if link == "conj" and syntax.own_subjects(clause):
            break
        clause = syntax.clause_of(clause.head)
    above = clauses[-1].head if syntax.relation(clauses[-1].dep_) in {"ccomp", "csubj"} else None
    firm = measured.by in {"noun", "money"} or measured.measure == "affected"
    if not firm and is_unrealised(clauses[0]):
        return "possible"
    for predicate in clauses:
        word = syntax.modal(predicate)
        if word in known.possible_modals or (word in known.future_modals and not firm):
            return "possible"
        if not firm and measured.by != "denied" and syntax.negation(predicate) is not None:
            return "negated"
        if not firm and (predicate.lemma_.lower() in known.possible_words or predicate.lower_ in known.possible_words):
            return "possible"
        if not firm and any(c.lower_ in known.possible_words for c in predicate.children if c.dep_ == "advmod"):
            return "possible"
    if above is not None and above.lemma_.lower() in known.denials and syntax.negation(above) is None:
        return "negated"
    if above is not None and not firm and above.lemma_.lower() in known.possible_words:
        return "possible"
    return "occurred"
