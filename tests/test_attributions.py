"""Attributions: who says what, in which words, and inside of whose words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import Coder
from dateline.reading.attributions import innermost_attribution
from dateline.reading.attributions.quotes import quotes
from dateline.record import Record


@dataclass(frozen=True)
class Said:
    """An attribution in words."""

    source: str | None
    cue: str | None
    content: tuple[str, ...]
    quotation: str


def said(record: Record) -> list[Said]:
    text = record.document.text
    names = {entity.id: entity.name for entity in record.entities}
    return [
        Said(
            names.get(a.source or ""),
            text[slice(*a.cue)] if a.cue else None,
            tuple(text[slice(*span)].strip(" .,") for span in a.content),
            a.quotation,
        )
        for a in record.attributions
    ]


def only(coder: Coder, text: str) -> Said:
    found = said(coder.code(text))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "quotation"),
    [
        (
            "Germany said the border would stay closed.",
            "Germany", "said", ("the border would stay closed",), "indirect",
        ),
        (
            "The border would stay closed, Germany said.",
            "Germany", "said", ("The border would stay closed",), "indirect",
        ),
        (
            "The border, Germany said, would stay closed.",
            "Germany", "said", ("The border", "would stay closed"), "indirect",
        ),
        (
            "Germany urged both sides to show restraint.",
            "Germany", "urged both sides", ("to show restraint",), "indirect",
        ),
        (
            "France called for an emergency meeting.",
            "France", "called", ("for an emergency meeting",), "indirect",
        ),
        (
            "The United Nations warned on Tuesday that famine was imminent in parts of Yemen.",
            "United Nations", "warned", ("that famine was imminent in parts of Yemen",), "indirect",
        ),
        (
            "France accused Mali of arming the rebels.",
            "France", "accused Mali", ("of arming the rebels",), "indirect",
        ),
        (
            "According to Kenya, the pilot had survived.",
            "Kenya", "According to", ("the pilot had survived",), "indirect",
        ),
        (
            "The pilot had survived, according to Kenya.",
            "Kenya", "according to", ("The pilot had survived",), "indirect",
        ),
        (
            "Iran wrote that it \"reserves the right to respond\".",
            "Iran", "wrote", ("that it \"reserves the right to respond\"",), "mixed",
        ),
        (
            "“We will not leave,” France said.",
            "France", "said", ("We will not leave",), "direct",
        ),
        (
            "‘I saw the plane fall,’ said Amina Yusuf.",
            "Amina Yusuf", "said", ("I saw the plane fall",), "direct",
        ),
        (
            "“The deal is dead and buried.” — Amina Yusuf",
            "Amina Yusuf", "—", ("The deal is dead and buried",), "direct",
        ),
        (
            "Germany put the number of dead at 87.",
            "Germany", "put", ("the number of dead at 87",), "indirect",
        ),
    ],
)  # fmt: skip
def test_frames(coder: Coder, text: str, source: str, cue: str, content: tuple[str, ...], quotation: str) -> None:
    found = only(coder, text)
    assert found.source == source
    assert found.cue == cue
    assert found.content == content
    assert found.quotation == quotation


def test_a_split_quotation_is_one_attribution(coder: Coder) -> None:
    found = only(coder, "“They came at dawn,” said Amina Yusuf, a teacher. “We ran into the bush.”")
    assert found.content == ("They came at dawn", "We ran into the bush")
    assert found.source == "Amina Yusuf"


def test_a_quotation_over_paragraphs_is_one_attribution(coder: Coder) -> None:
    text = "Amina Yusuf said: “They came at dawn.\n\n“We ran into the bush.”"
    assert len(said(coder.code(text))) == 1


def test_two_voices_nest(coder: Coder) -> None:
    record = coder.code("Kenya said that Uganda had denied that its troops crossed the river.")
    outer, inner = record.attributions
    assert inner.within == outer.id
    assert outer.within is None
    text = record.document.text
    start = text.index("crossed")
    reading = coder.read(text)
    held = innermost_attribution(reading, start, start + 7)
    assert held is not None and held.id == inner.id
    assert innermost_attribution(reading, 0, 5) is None


def test_a_speakers_own_thought_is_no_second_voice(coder: Coder) -> None:
    assert len(said(coder.code("“I think the bridge will hold,” Amina Yusuf said."))) == 1


def test_no_source_where_none_is_named(coder: Coder) -> None:
    record = coder.code("It is believed that the gunmen crossed from Chad.")
    assert [a.source for a in record.attributions] == [None]


def test_audience_belongs_to_the_cue(coder: Coder) -> None:
    found = only(coder, "Amina Yusuf told reporters that talks had failed.")
    assert found.cue == "told reporters"
    assert found.content == ("that talks had failed",)


def test_what_the_reporter_does_next_is_not_said(coder: Coder) -> None:
    found = said(coder.code("Kenya said the road was open, adding that the bridge was not."))
    assert [f.content for f in found] == [("the road was open",), ("that the bridge was not",)]
    assert {f.source for f in found} == {"Kenya"}


def test_a_document_speaks_for_its_author(coder: Coder) -> None:
    found = only(coder, "A report by Human Rights Watch said the prisoners were beaten.")
    assert found.source == "Human Rights Watch"


def test_every_attribution_is_explained(coder: Coder) -> None:
    reading = coder.read("Germany said the border would stay closed.")
    assert all(reading.why[a.id] for a in reading.attributions)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("The minister denied that the sirens had failed and sacked two officials.", [("that the sirens had failed",)]),
        (
            "The rebels said they had captured the airport and released a video of the tower.",
            [("they had captured the airport and released a video of the tower",)],
        ),
        (
            "The militants ordered villagers to hand over their sons and flogged two elders who refused.",
            [("to hand over their sons",)],
        ),
        (
            "The army withdrew, the minister said, speaking in Juba.",
            [("The army withdrew",)],
        ),
        (
            "The ministry said that saboteurs had tried to lay mines, a charge that Yerevan called a lie.",
            [("that saboteurs had tried to lay mines",), ("a lie",)],
        ),
        ("The governor accused the army of shelling a school and ordered an inquiry.", [("of shelling a school",)]),
        ("The army boasted of 60 dead rebels and four captured trucks.",
         [("of 60 dead rebels and four captured trucks",)]),
        ("The army put its losses at six dead and a dozen wounded.", [("its losses at six dead and a dozen wounded",)]),
        ("The hospital put the number of injured at between 300 and 400.",
         [("the number of injured at between 300 and 400",)]),
        ("He promised every family a new house.", [("every family a new house",)]),
        ("Both countries pledged never to use force again.", [("never to use force again",)]),
        ("Turkey repeated its call for an immediate ceasefire.", [("for an immediate ceasefire",)]),
        ("Calls by Norway for an inquiry went unanswered.", [("for an inquiry",)]),
        ("Witnesses reported hearing two explosions.", [("hearing two explosions",)]),
        ("Mothers of the conscripts complained that their sons had been forgotten.",
         [("that their sons had been forgotten",)]),
    ],
)  # fmt: skip
def test_where_a_content_ends(coder: Coder, text: str, contents: list[tuple[str, ...]]) -> None:
    assert [found.content for found in said(coder.code(text))] == contents


@pytest.mark.parametrize(
    "text",
    [
        "Bolivia recalled its ambassador from Lima.",
        "The commission declared a winner on Thursday.",
        "Prosecutors seek to lift the immunity of the deputy.",
        "Parliament will decide whether the emergency should be extended.",
    ],
)
def test_a_thing_and_a_purpose_are_no_content(coder: Coder, text: str) -> None:
    assert said(coder.code(text)) == []


def test_whoever_asked_is_not_known(coder: Coder) -> None:
    assert only(coder, "Asked if she would resign, Amina Yusuf said she would not.").source == "Amina Yusuf"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            '"They gave us rice and never told us why," the ship\'s cook, Ramil Santos, said.',
            "the ship's cook, Ramil Santos", ("They gave us rice and never told us why",),
        ),
        (
            '"Our patience is over", a spokesman for the militia, Abu Hamza, said in a video.',
            "a spokesman for the militia, Abu Hamza", ("Our patience is over",),
        ),
        ('"Shame on you," shouted the crowd as the minister left.', "the crowd", ("Shame on you",)),
        (
            "Two battalions had crossed the border, a military source in Dakar said on Monday.",
            "a military source in Dakar", ("Two battalions had crossed the border",),
        ),
        ("Tokyo lodged a protest, saying the missile had flown over its waters.", "Tokyo",
         ("the missile had flown over its waters",)),
    ],
)  # fmt: skip
def test_the_speaker_by_the_order_of_the_words(coder: Coder, text: str, source: str, content: tuple[str, ...]) -> None:
    record = coder.code(text)
    assert only(coder, text).content == content
    assert record.attributions[0].source_span is not None
    assert text[slice(*record.attributions[0].source_span)] == source


def test_a_participle_carries_on_what_its_source_says(coder: Coder) -> None:
    found = said(coder.code('"The road is closed," the police chief said, adding that nobody could say for how long.'))
    assert [f.content for f in found] == [("The road is closed",), ("that nobody could say for how long",)]
    assert len({f.source for f in found}) == 1


def test_readers_of_a_document_did_not_write_it(coder: Coder) -> None:
    assert only(coder, "According to a draft seen by Amnesty International, the dam is unsafe.").source != (
        "Amnesty International"
    )


def test_a_verb_after_a_passive_keeps_the_speaker(coder: Coder) -> None:
    found = said(coder.code("Ivan Petrov denied that the base had been hit and said all drones had been shot down."))
    assert [(f.source, f.content) for f in found] == [
        ("Ivan Petrov", ("that the base had been hit",)),
        ("Ivan Petrov", ("all drones had been shot down",)),
    ]


def test_critics_speak_for_themselves(coder: Coder) -> None:
    assert only(coder, "The president's critics say he has betrayed the revolution.").source != "president"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('He said "yes" and “no way.”', ["yes", "no way."]),
        ("Then ‘maybe not’ or 'perhaps'.", ["maybe not", "perhaps"]),
        ("“One paragraph.\n\n“Its end,” he said.", ["One paragraph.", "Its end,"]),
        ("”Wrong mark. I am.” ― E\n“Right mark.”― S", ["Wrong mark. I am.", "Right mark."]),
        ("The workers’ union said the boys’ team won’t.", []),
        ('"Never closed here.\n\nNext "ok" yes', ["Never closed here.", "ok"]),
        ("“It was ‘the war’ again,” he said.", ["It was ‘the war’ again,"]),
    ],
)
def test_quotation_marks(text: str, parts: list[str]) -> None:
    assert [text[slice(*part)] for quote in quotes(text) for part in quote.parts] == parts


@given(st.text(alphabet=st.sampled_from("\"“”‘’'«» \nab.,—"), max_size=60))
@settings(max_examples=300)
def test_any_marks(text: str) -> None:
    found = quotes(text)
    for quote in found:
        assert 0 <= quote.outer[0] <= quote.inner[0] < quote.inner[1] <= quote.outer[1] <= len(text)
    assert all(a.outer[1] <= b.outer[0] for a, b in pairwise(found))


def test_a_source_that_stands_inside_of_a_nominal_clause_takes_nothing_else_with_it(coder: Coder) -> None:
    record = coder.code("The deal was, according to the envoy, close.")
    (found,) = record.attributions
    assert [record.document.text[a:b] for a, b in found.content] == ["The deal was", "close."]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("In the words of the report, the prison is unfit.", "the report", ["the prison is unfit."]),
        ("The vote was, in the words of the premier, a theft.", "premier", ["The vote was", "a theft."]),
        ("In the minister's words, the treaty is dead.", "minister", ["the treaty is dead."]),
        ("In the view of most experts, the war is lost.", "experts", ["the war is lost."]),
        ("The border, as the minister put it, is closed.", "minister", ["The border", "is closed."]),
        ("Moscow protested against what it called an act of piracy.", "Moscow", ["an act of piracy"]),
        ("China condemned what it called a provocation by Japan.", "China", ["a provocation by Japan"]),
    ],
)
def test_in_whose_words_as_who_put_it_what_who_called(coder: Coder, text: str, source: str, content: list[str]) -> None:
    record = coder.code(text)
    (found,) = record.attributions
    assert {e.id: e.name for e in record.entities}[found.source or ""] == source
    assert [text[a:b] for a, b in found.content] == content


@pytest.mark.parametrize(
    "text", ["In other words, the deal is dead.", "The government put it to a vote.", "In a few words he thanked them."]
)
def test_words_that_are_nobodys_and_votes_that_are_put_report_nothing(coder: Coder, text: str) -> None:
    assert coder.code(text).attributions == []
