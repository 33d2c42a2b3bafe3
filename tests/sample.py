"""A record written by hand, all parts filled, that the tests of the views and of the schema share."""

from __future__ import annotations

from dateline.record import (
    Attribution,
    Document,
    DocumentDateline,
    Entity,
    Event,
    Figure,
    Place,
    Record,
    Span,
    Time,
)

TEXT = (
    "GAZIANTEP, March 3 (Plain News) — Mayor Elif Kaya flew to Aleppo on Friday and met rebel commanders. "
    "“At least 40 people, including 12 children, were killed in the shelling of Azaz,” Kaya told reporters.\n\n"
    "The army denied shelling the town. It said that the rebels may attack the road, and urged them to release "
    "two captured pilots. Dozens of families have fled & <nobody> knows where."
)
FIRST = "GAZIANTEP, March 3 (Plain News) — Mayor Elif Kaya flew to Aleppo on Friday and met rebel commanders."
SECOND = "“At least 40 people, including 12 children, were killed in the shelling of Azaz,” Kaya told reporters."
THIRD = "The army denied shelling the town."
FOURTH = "It said that the rebels may attack the road, and urged them to release two captured pilots."
FIFTH = "Dozens of families have fled & <nobody> knows where."


def at(phrase: str, occurrence: int = 1) -> Span:
    """The span of the nth occurrence of a phrase in the text."""
    start = -1
    for _ in range(occurrence):
        start = TEXT.index(phrase, start + 1)
    return start, start + len(phrase)


def record() -> Record:
    """A fresh copy of the record."""
    return Record(
        document=Document(
            id="sample-1", title="Mayor flies to Aleppo", publisher="Plain News", url="https://example.org/1",
            authors=["A. Writer"], published="2023-03-03T18:00:00Z", language="en",
            dateline=DocumentDateline(place="p1", date="2023-03-03"), text=TEXT,
        ),
        entities=[
            Entity(id="e1", kind="person", name="Elif Kaya", role="Mayor", country="TUR", sectors=["GOV"],
                   identifiers={"wikidata": "Q1"}, mentions=[at("Elif Kaya"), at("Kaya", 2)]),
            Entity(id="e2", kind="group", name="rebel commanders", country="SYR", sectors=["REB"],
                   mentions=[at("rebel commanders"), at("the rebels")]),
            Entity(id="e3", kind="organization", name="The army", country="SYR", sectors=["MIL"],
                   mentions=[at("The army"), at("It said")]),
        ],
        places=[
            Place(id="p1", name="Gaziantep", kind="city", latitude=37.06, longitude=37.38, country="TUR",
                  admin1="Gaziantep", geonames=314830, precision=1, mentions=[at("GAZIANTEP")]),
            Place(id="p2", name="Aleppo", kind="city", latitude=36.2, longitude=37.16, country="SYR", admin1="Aleppo",
                  geonames=170063, precision=1, mentions=[at("Aleppo")]),
            Place(id="p3", name="Azaz", kind="city", latitude=36.59, longitude=37.04, country="SYR", admin1="Aleppo",
                  geonames=172408, precision=1, mentions=[at("Azaz"), at("the town")]),
        ],
        times=[
            Time(id="t1", span=at("March 3"), type="DATE", value="2023-03-03", start="2023-03-03", end="2023-03-03"),
            Time(id="t2", span=at("Friday"), type="DATE", value="2023-03-03", start="2023-03-03", end="2023-03-03"),
        ],
        attributions=[
            Attribution(id="a1", source="e1", source_span=at("Kaya", 2), cue=at("told reporters"),
                        content=[at(SECOND[: SECOND.index(" Kaya")])], quotation="direct"),
            Attribution(id="a2", source="e3", source_span=at("The army"), cue=at("denied"),
                        content=[at("shelling the town")], quotation="indirect"),
            Attribution(id="a3", source="e3", source_span=at("It"), cue=at("said"),
                        content=[at("that the rebels may attack the road")], quotation="indirect"),
            Attribution(id="a4", source="e3", cue=at("urged"), content=[at("to release two captured pilots")],
                        quotation="indirect", within="a3"),
        ],
        events=[
            Event(id="v1", type="CONSULT", modes=["visit"], contexts=["diplomatic"], actors=["e1"], place="p2",
                  time="t2", start="2023-03-03", end="2023-03-03", date_source="text", trigger=at("flew"),
                  sentence=at(FIRST), rule="consult.yaml#fly"),
            Event(id="v2", type="CONSULT", actors=["e1", "e2"], place="p2", time="t2", start="2023-03-03",
                  end="2023-03-03", date_source="text", trigger=at("met"), sentence=at(FIRST),
                  rule="consult.yaml#meet"),
            Event(id="v3", type="ASSAULT", modes=["heavy-weapons"], place="p3", start="2023-03-03", end="2023-03-03",
                  date_source="document", attribution="a1", trigger=at("shelling"), sentence=at(SECOND),
                  rule="assault.yaml#shelling"),
            Event(id="v4", type="ASSAULT", modes=["heavy-weapons"], actors=["e3"], place="p3", status="negated",
                  attribution="a2", trigger=at("shelling", 2), sentence=at(THIRD), rule="assault.yaml#shell"),
            Event(id="v5", type="ASSAULT", actors=["e2"], status="possible", attribution="a3", trigger=at("attack"),
                  sentence=at(FOURTH), rule="assault.yaml#attack"),
            Event(id="v6", type="RETREAT", modes=["release"], actors=["e2"], status="called-for", attribution="a4",
                  trigger=at("release"), sentence=at(FOURTH), rule="retreat.yaml#release"),
        ],
        figures=[
            Figure(id="f1", measure="killed", low=40, qualifier="At least", subject="people", subject_country="SYR",
                   counting="total", event="v3", place="p3", as_of="2023-03-03", attribution="a1",
                   span=at("At least 40 people"), sentence=at(SECOND)),
            Figure(id="f2", measure="killed", low=12, high=12, best=12, subject="children", subject_country="SYR",
                   part_of="f1", event="v3", place="p3", as_of="2023-03-03", attribution="a1",
                   span=at("12 children"), sentence=at(SECOND)),
            Figure(id="f3", measure="displaced", low=24, qualifier="Dozens of", subject="families",
                   subject_sectors=["REF"], as_of="2023-03-03", span=at("Dozens of families"), sentence=at(FIFTH)),
        ],
    )  # fmt: skip
