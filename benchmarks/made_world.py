"""A made-up world of incidents, and the records of dispatches about them, with what is true of it for the scoring.

Every incident is told by several publishers over several days: tolls rise and differ by voice, visits are planned,
held or called off, and some dispatches are carried by others with cuts, new headlines and boilerplate.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateline.record import (
    Attribution,
    Document,
    Entity,
    Event,
    Figure,
    Place,
    Record,
    Span,
    Time,
)

FIRST_DAY = date(2021, 1, 1)
COUNTRIES = {"ARA": (30.0, 40.0), "BEL": (48.0, 5.0), "CIR": (-12.0, 28.0), "DOR": (8.0, -72.0), "EST": (14.0, 101.0)}
PUBLISHERS = ["Harbour Wire", "Daily Ledger", "North Gazette", "Radio Meridian", "The Signal", "Coast Herald",
              "Evening Plain", "Capital Post"]  # fmt: skip
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December"]  # fmt: skip
_START = [
    "Bar",
    "Kal",
    "Mor",
    "Ten",
    "Ush",
    "Vel",
    "Zar",
    "Dre",
    "Hol",
    "Pir",
    "Sab",
    "Lun",
    "Gor",
    "Nim",
    "Fen",
    "Ost",
]
_MIDDLE = ["a", "e", "i", "o", "u", "an", "el", "or", "im", "ar", "os", "un"]
_END = [
    "dan",
    "kut",
    "mir",
    "nos",
    "pol",
    "rab",
    "sik",
    "tov",
    "vek",
    "zan",
    "lin",
    "gar",
    "beth",
    "ral",
    "qua",
    "wick",
]
_SIGHTS = ["market", "bus station", "school", "bakery", "hospital", "railway yard", "mosque", "church", "bridge",
           "fuel depot", "apartment block", "warehouse", "police post", "university", "power station"]  # fmt: skip
_HOWS = {"aerial": "air strike", "explosives": "car bomb", "heavy-weapons": "artillery barrage",
         "suicide-attack": "suicide bombing", "drone": "drone attack"}  # fmt: skip
_FOOTERS = [
    "Sign up for our morning briefing and never miss a story again, wherever you are.",
    "This report was produced with material from partner agencies and edited for length.",
    "Follow us on every platform for live pictures, maps and expert background around the clock.",
]
_ASIDES = [
    "Ambulances queued along the {street} road while relatives waited for news outside.",
    "Witnesses near {street} spoke of smoke that could be seen from the hills.",
    "Shops around {street} stayed closed and schools sent pupils home early.",
    "Power was cut in parts of {street} and the mobile network was down for hours.",
    "Volunteers from {street} carried water and blankets through the night.",
    "The road to {street} remained shut and traffic was sent along the river.",
]


@dataclass
class Told:
    """One record with what it tells: the incident, and the story that it carries."""

    record: Record
    incident: str
    story: str


@dataclass
class _Draft:
    """A text as it grows, with the parts that point into it."""

    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    times: list[Time] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def sentence(self, words: str) -> Span:
        if self.text:
            self.text += " "
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def at(self, needle: str, within: Span) -> Span:
        start = self.text.index(needle, within[0], within[1])
        return start, start + len(needle)

    def entity(self, name: str, kind: str, country: str, sector: str, within: Span) -> str:
        span = self.at(name, within)
        if name not in self.entities:
            self.entities[name] = Entity(
                id=f"e{len(self.entities) + 1}", kind=kind, name=name, country=country, sectors=[sector], mentions=[]
            )
        self.entities[name].mentions.append(span)
        return self.entities[name].id

    def place(self, town: Town, within: Span) -> str:
        span = self.at(town.name, within)
        if town.name not in self.places:
            self.places[town.name] = Place(
                id=f"p{len(self.places) + 1}", name=town.name, kind="city", latitude=town.latitude,
                longitude=town.longitude, country=town.country, admin1=f"{town.country} {town.province}",
                geonames=town.number, precision=1, mentions=[],
            )  # fmt: skip
        self.places[town.name].mentions.append(span)
        return self.places[town.name].id

    def time(self, words: str, day: date, within: Span) -> str:
        iso = day.isoformat()
        self.times.append(
            Time(id=f"t{len(self.times) + 1}", span=self.at(words, within), type="DATE", value=iso, start=iso, end=iso)
        )
        return self.times[-1].id

    def record(self, document: Document) -> Record:
        return Record(
            document=document, entities=list(self.entities.values()), places=list(self.places.values()),
            times=self.times, attributions=self.attributions, events=self.events, figures=self.figures,
        )  # fmt: skip


@dataclass(frozen=True)
class Town:
    name: str
    country: str
    province: int
    latitude: float
    longitude: float
    number: int


def tell(count: int, seed: int = 1) -> Iterator[Told]:
    """At least `count` records, incident by incident; the same for the same seed."""
    dice = random.Random(seed)
    towns = [_town(dice, number) for number in range(max(40, count // 40))]
    told = number = 0
    while told < count:
        number += 1
        kind = dice.choices((_strike, _visit, _protest), (5, 3, 2))[0]
        for one in kind(dice, towns, f"{seed}-{number}"):
            told += 1
            yield one


def _name(dice: random.Random) -> str:
    return dice.choice(_START) + dice.choice(_MIDDLE) + dice.choice(_END)


def _person(dice: random.Random) -> str:
    return f"{_name(dice)} {_name(dice)}{dice.choice(['', 'ov', 'i', 'sson', 'ez'])}"


def _town(dice: random.Random, number: int) -> Town:
    country = dice.choice(list(COUNTRIES))
    latitude, longitude = COUNTRIES[country]
    name = f"{_name(dice)}{dice.choice(['', ' Port', ' Hill', 'stad', 'abad'])}"
    return Town(
        name,
        country,
        number % 7,
        round(latitude + dice.uniform(-4, 4), 4),
        round(longitude + dice.uniform(-4, 4), 4),
        900000 + number,
    )


def _day_words(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}"


def _asides(dice: random.Random, draft: _Draft, count: int) -> None:
    for _ in range(count):
        draft.sentence(dice.choice(_ASIDES).format(street=_name(dice)))


def _document(
    dice: random.Random, draft: _Draft, key: str, publisher: str, published: date, hour: int, title: str
) -> Document:
    return Document(
        id=key, title=title, publisher=publisher, published=f"{published.isoformat()}T{hour:02d}:00:00Z",
        language="en", text=draft.text,
    )  # fmt: skip


def _strike(dice: random.Random, towns: list[Town], key: str) -> Iterator[Told]:
    town, day = dice.choice(towns), FIRST_DAY + timedelta(days=dice.randrange(900))
    mode = dice.choice(list(_HOWS))
    how, sight, army = _HOWS[mode], dice.choice(_SIGHTS), f"{_name(dice)} Brigade"
    minister, governor = _person(dice), _person(dice)
    toll = dice.randrange(4, 90)
    for n in range(dice.randrange(2, 7)):
        draft, published = _Draft(), day + timedelta(days=min(n // 2, 3))
        toll += dice.randrange(0, 5) if n else 0
        when = f"on {_day_words(day)}" if dice.random() < 0.7 else ""
        opening = dice.choice([
            f"A {how} by the {army} hit the {sight} in {town.name} {when}, killing at least {toll} people.",
            f"At least {toll} people were killed in {town.name} when a {how} by the {army} struck the {sight} {when}.",
            f"The {army} carried out a {how} on the {sight} of {town.name} {when} and at least {toll} people died.",
        ]).replace(" ,", ",").replace(" .", ".").replace("  ", " ")  # fmt: skip
        sentence = draft.sentence(opening)
        actor = draft.entity(army, "organization", "IMG", "REB", sentence)
        place = draft.place(town, sentence)
        time = draft.time(_day_words(day), day, sentence) if when else None
        stated = day if when else published
        draft.events.append(Event(
            id="v1", type="ASSAULT", modes=[mode], contexts=["military"], actors=[actor], place=place, time=time,
            start=stated.isoformat(), end=stated.isoformat(), date_source="text" if when else "document",
            trigger=draft.at(how, sentence), sentence=sentence, rule="made",
        ))  # fmt: skip
        draft.figures.append(Figure(
            id="f1", measure="killed", low=toll, best=toll, qualifier="at least", subject="people", event="v1",
            as_of=published.isoformat(), span=draft.at(str(toll), sentence), sentence=sentence,
        ))  # fmt: skip
        speaker, count = dice.choice([(minister, toll), (governor, toll + 3)])
        sentence = draft.sentence(f"{speaker} said that {count} people had been killed in the {how}.")
        who = draft.entity(speaker, "person", town.country, "GOV", sentence)
        cue = draft.at("said", sentence)
        draft.attributions.append(Attribution(
            id="a1", source=who, source_span=draft.at(speaker, sentence), cue=cue,
            content=[(cue[1] + 1, sentence[1] - 1)],
        ))  # fmt: skip
        draft.events.append(Event(
            id="v2", type="ASSAULT", modes=[mode], contexts=["military"], attribution="a1", start=published.isoformat(),
            end=published.isoformat(), date_source="document",
            trigger=draft.at(how, sentence), sentence=sentence, rule="made",
        ))  # fmt: skip
        draft.figures.append(Figure(
            id="f2", measure="killed", low=count, high=count, best=count, subject="people", event="v2",
            attribution="a1",
            as_of=published.isoformat(), span=draft.at(str(count), sentence), sentence=sentence,
        ))  # fmt: skip
        _asides(dice, draft, dice.randrange(3, 8))
        yield from _published(dice, draft, key, n, published, f"{how.capitalize()} in {town.name}")


def _visit(dice: random.Random, towns: list[Town], key: str) -> Iterator[Told]:
    town, day = dice.choice(towns), FIRST_DAY + timedelta(days=dice.randrange(900))
    guest, host = _person(dice), _person(dice)
    home = dice.choice([country for country in COUNTRIES if country != town.country])
    held = dice.random() < 0.8
    for n in range(dice.randrange(2, 6)):
        draft = _Draft()
        before = n < 2
        published = day - timedelta(days=3 - n) if before else day + timedelta(days=n - 2)
        on = f"on {_day_words(day)}"
        words = {
            "planned": f"{guest} is due to meet {host} in {town.name} {on} for talks on the border.",
            "occurred": f"{guest} met {host} in {town.name} {on} and spoke about the border.",
            "negated": f"{guest} did not meet {host} in {town.name} {on}, as the visit was called off.",
        }
        status = "planned" if before else "occurred" if held else "negated"
        sentence = draft.sentence(words[status])
        actors = [draft.entity(guest, "person", home, "GOV", sentence)]
        hosts = [draft.entity(host, "person", town.country, "GOV", sentence)]
        draft.events.append(Event(
            id="v1", type="CONSULT", modes=["visit"], contexts=["diplomatic"], actors=actors, recipients=hosts,
            place=draft.place(town, sentence), time=draft.time(_day_words(day), day, sentence), start=day.isoformat(),
            end=day.isoformat(), date_source="text", status=status, sentence=sentence, rule="made",
            trigger=draft.at(" met" if status == "occurred" else " meet", sentence),
        ))  # fmt: skip
        _asides(dice, draft, dice.randrange(3, 8))
        yield from _published(dice, draft, key, n, published, f"{guest} and {host}")


def _protest(dice: random.Random, towns: list[Town], key: str) -> Iterator[Told]:
    town, day = dice.choice(towns), FIRST_DAY + timedelta(days=dice.randrange(900))
    cause, crowd = f"{_name(dice)} dam", dice.randrange(3, 90) * 100
    for n in range(dice.randrange(1, 5)):
        draft, published = _Draft(), day + timedelta(days=n // 3)
        crowd_told = crowd if n < 2 else crowd + 500
        verb = dice.choice(["marched", "rallied", "demonstrated"])
        sentence = draft.sentence(
            f"About {crowd_told} people {verb} in {town.name} on {_day_words(day)} against the {cause}."
        )
        draft.events.append(Event(
            id="v1", type="PROTEST", modes=["demo"], place=draft.place(town, sentence),
            time=draft.time(_day_words(day), day, sentence), start=day.isoformat(), end=day.isoformat(),
            date_source="text", trigger=draft.at(verb, sentence), sentence=sentence, rule="made",
        ))  # fmt: skip
        draft.figures.append(Figure(
            id="f1", measure="demonstrators", best=crowd_told, qualifier="about", subject="people", event="v1",
            as_of=published.isoformat(), span=draft.at(str(crowd_told), sentence), sentence=sentence,
        ))  # fmt: skip
        _asides(dice, draft, dice.randrange(2, 6))
        yield from _published(dice, draft, key, n, published, f"Protest in {town.name}")


def _published(dice: random.Random, draft: _Draft, key: str, n: int, published: date, title: str) -> Iterator[Told]:
    """The dispatch, and now and then carriers of it that cut its end and add a footer."""
    publishers = dice.sample(PUBLISHERS, 3)
    whole = draft.text
    story = f"{key}-{n}"
    last = max(event.sentence[1] for event in draft.events)
    carriers = dice.choices((1, 2, 3), (8, 1, 1))[0]
    for at in range(carriers):
        draft.text = whole
        if at:
            stops = [i + 1 for i, c in enumerate(whole) if c == "." and i + 1 > last and i + 1 > len(whole) * 0.6]
            draft.text = whole[: dice.choice(stops or [len(whole)])]
            draft.sentence(dice.choice(_FOOTERS))
        made = _document(
            dice,
            draft,
            f"{story}{'abc'[at]}",
            publishers[at],
            published,
            6 + 4 * at,
            title if not at else f"{title}: what we know",
        )
        yield Told(draft.record(made), key, story)
