"""Figures: what is counted, how many, and whether it happened."""

from __future__ import annotations

import pytest

from dateline import Coder
from dateline.knowledge.measures import measures
from dateline.record import Figure

Told = tuple[str, float | None, float | None, float | None]


def told(figures: list[Figure]) -> list[Told]:
    return [(f.measure, f.low, f.high, f.best) for f in figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 31 people were killed.", [("killed", 31, None, None)]),
        ("Gunmen killed 19 people and wounded a dozen others.", [("killed", 19, 19, 19), ("injured", 12, 12, 12)]),
        ("More than 700 migrants drowned off Libya.", [("killed", 700, None, None)]),
        ("The attack claimed 14 lives.", [("killed", 14, 14, 14)]),
        (
            "The clinic put the number of miners killed at 8 and of injured at 23.",
            [("killed", 8, 8, 8), ("injured", 23, 23, 23)],
        ),
        (
            "At least 61 villagers were killed and 240 injured.",
            [("killed", 61, None, None), ("injured", 240, 240, 240)],
        ),
        ("The attack claimed the lives of 14 miners.", [("killed", 14, 14, 14)]),
        ("The death toll rose to 212 on Sunday.", [("killed", 212, 212, 212)]),
        ("The deaths of 12 miners shook the town.", [("killed", 12, 12, 12)]),
        ("Rescuers recovered 63 bodies.", [("killed", 63, 63, 63)]),
        ("More than 60 civilians were killed and wounded.", [("casualties", 60, None, None)]),
        (
            "The quake left 2,300 dead, 5,000 injured and about 100,000 homeless.",
            [("killed", 2300, 2300, 2300), ("injured", 5000, 5000, 5000), ("displaced", None, None, 100000)],
        ),
        ("Another 17 remain unaccounted for.", [("missing", 17, 17, 17)]),
        ("Gunmen kidnapped three engineers.", [("abducted", 3, 3, 3)]),
        ("Police arrested more than 300 demonstrators.", [("detained", 300, None, None)]),
        ("Some 40,000 people have fled their homes.", [("displaced", None, None, 40000)]),
        ("Kenya freed 26 prisoners.", [("released", 26, 26, 26)]),
        ("Fishermen rescued 200 passengers.", [("rescued", 200, 200, 200)]),
        ("Tens of thousands of protesters marched.", [("demonstrators", 20000, None, None)]),
        ("Russia fired 36 missiles overnight.", [("munitions", 36, 36, 36)]),
        ("The strike destroyed eight vehicles and 30 houses.", [("vehicles", 8, 8, 8), ("structures", 30, 30, 30)]),
        ("Norway pledged $35 million in aid.", [("money", 35_000_000, 35_000_000, 35_000_000)]),
        ("The shelling wounded six women; the mayor spoke of nine.", [("injured", 6, 6, 6), ("injured", 9, 9, 9)]),
        ("Eleven climbers died, up from seven on Friday.", [("killed", 11, 11, 11), ("killed", 7, 7, 7)]),
        ("Bodies lay along the wall. A nurse counted 26.", [("killed", 26, 26, 26)]),
        ("Medics put the wounded at 140.", [("injured", 140, 140, 140)]),
        ("Arrests passed 400 within a day.", [("detained", 400, None, None)]),
        ("The number of dead rose from 31 to 45.", [("killed", 31, 31, 31), ("killed", 45, 45, 45)]),
        (
            "Those released, 12 women, five men and two boys, flew home.",
            [("released", 12, 12, 12), ("released", 5, 5, 5), ("released", 2, 2, 2)],
        ),
        ("Some 250 residents were taken by bus to the next town.", [("displaced", None, None, 250)]),
        ("A guide took 40 villagers to the market.", []),
        ("The siege could leave 20,000 people without bread.", [("affected", 20000, 20000, 20000)]),
        ("Around 90 widows began gathering outside the court.", [("demonstrators", None, None, 90)]),
        ("The kingdom released 14 million euros.", [("money", 14_000_000, 14_000_000, 14_000_000)]),
        ("Delegates spoke of five options; the chair counted three.", []),
        ("Five stokers were overcome by smoke.", [("injured", 5, 5, 5)]),
        ("A magistrate remanded nine clerks in custody.", [("detained", 9, 9, 9)]),
        ("Thirty huts went up in flames.", [("structures", 30, 30, 30)]),
        ("A 14-year-old boy and his mother were killed.", [("killed", 2, 2, 2)]),
        ("All 157 people on board died.", [("killed", 157, 157, 157)]),
        ("Between 20 and 25 gunmen attacked the village.", [("combatants", 20, 25, None)]),
        ("Gunmen seized 12 passengers from a bus.", [("abducted", 12, 12, 12)]),
        ("Police seized 12 suspects in the raid.", [("detained", 12, 12, 12)]),
        ("Nineteen activists remain behind bars in Minsk.", [("detained", 19, 19, 19)]),
        ("The storm left 3,000 people without power.", [("affected", 3000, 3000, 3000)]),
        ("Three hikers have not been seen since Thursday.", [("missing", 3, 3, 3)]),
        ("The army forced 900 families to flee.", [("displaced", 900, 900, 900)]),
        ("Some 70 health facilities have been damaged.", [("structures", None, None, 70)]),
        (
            "The flood destroyed 320 houses and damaged another 90.",
            [("structures", 320, 320, 320), ("structures", 90, 90, 90)],
        ),
        ("Around 15,000 transport workers went on strike.", [("demonstrators", None, None, 15000)]),
        ("A 3,000-strong force crossed the river.", [("combatants", 3000, 3000, 3000)]),
        (
            "Sweden gave 120 million kronor to the fund for refugees.",
            [("money", 12e7, 12e7, 12e7)],
        ),
    ],
)
def test_measures_and_bounds(coder: Coder, text: str, expected: list[Told]) -> None:
    assert told(coder.code(text).figures) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He was sentenced to 20 years in prison.",
        "The team won 3-2 before a crowd of 45,000.",
        "In 2015, 65 percent of the voters lost faith in the government.",
        "The 35-year-old minister drove 40 kilometres.",
        "Parliament approved the bill by 212 votes to 35.",
        "Flight 370 and Resolution 2254 were discussed at 8:30.",
        "A company made $2 billion in profit.",
        "The seller, 22, is recovering in hospital.",
        "The disease killed 4,000 wild birds.",
        "One in four homes was damaged.",
    ],
)
def test_what_is_no_figure(coder: Coder, text: str) -> None:
    assert told(coder.code(text).figures) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("As many as 200 people may have died.", "possible"),
        ("No one was injured in the blast.", "negated"),
        ("The blast killed 12 people.", "occurred"),
        ("The rebels plan to kill 12 hostages.", "occurred"),  # twelve are held, whatever is planned
        ("The army plans to evacuate 300 residents.", "possible"),
        ("Norway pledged $35 million in aid.", "occurred"),
        ("It is feared that up to 15 climbers have died.", "possible"),
        ("The ministry denied that 200 protesters had been arrested.", "negated"),
        ("Three hikers have not been seen since Thursday.", "occurred"),
    ],
)
def test_status(coder: Coder, text: str, status: str) -> None:
    assert [f.status for f in coder.code(text).figures] == [status]


def test_breakdown_is_part_of_the_whole(coder: Coder) -> None:
    whole, part = coder.code("At least 22 people were killed, including three children.").figures
    assert part.part_of == whole.id
    assert (part.measure, part.best) == ("killed", 3)


@pytest.mark.parametrize(
    ("text", "measure", "best"),
    [
        ("Six civilians – three women and two men – were killed in the blast.", "killed", 3),
        ("Of the 61 wounded, nine are in critical condition.", "injured", 9),
        ("At least nine people died in the stampede. Of those, six were women.", "killed", 6),
        ("The crash killed 13 people. They included four children.", "killed", 4),
    ],
)
def test_parts_by_punctuation_and_over_sentences(coder: Coder, text: str, measure: str, best: int) -> None:
    whole, part, *_ = coder.code(text).figures
    assert (part.part_of, part.measure, part.best) == (whole.id, measure, best)


def test_restated_figure_takes_the_measure_before(coder: Coder) -> None:
    record = coder.code("Authorities say 70 people were killed. The opposition put the figure at nearly 300.")
    assert [(f.measure, f.best, f.part_of) for f in record.figures] == [("killed", 70, None), ("killed", 300, None)]


def test_additions_and_totals(coder: Coder) -> None:
    assert [f.counting for f in coder.code("Another 12 soldiers were killed.").figures] == ["new"]
    assert [f.counting for f in coder.code("The death toll rose to 40.").figures] == ["total"]


def test_subject_source_and_evidence(coder: Coder) -> None:
    record = coder.code("Kenya said 18 Ukrainian soldiers had been killed.", published="2023-05-04")
    (figure,) = record.figures
    text = record.document.text
    assert figure.subject == "Ukrainian soldiers"
    assert figure.subject_country == "UKR"
    assert figure.as_of == "2023-05-04"
    assert text[slice(*figure.span)] == "18 Ukrainian soldiers"
    source = next(a.source for a in record.attributions if a.id == figure.attribution)
    assert next(e.name for e in record.entities if e.id == source) == "Kenya"


def test_figure_leads_to_its_event(coder: Coder) -> None:
    record = coder.code("Rebels shelled the town, killing 12 people.")
    assert [f.event in {e.id for e in record.events} for f in record.figures] == [True]


def test_two_sides_two_figures(coder: Coder) -> None:
    record = coder.code("Kenya said 20 soldiers had died. Somalia said 45 soldiers had died.")
    assert [f.best for f in record.figures] == [20, 45]
    assert len({f.attribution for f in record.figures}) == 2


def test_lexicon_is_sound() -> None:
    known = measures()
    assert {"killed", "injured", "missing"} <= set(known.patient.values()) | set(known.adjective.values())
    assert all(word == word.lower() for table in (known.patient, known.subject, known.noun) for word in table)
