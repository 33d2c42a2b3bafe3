"""CoNLL-U in and out, and `dateline parse`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from test_language import parser
from test_language_tokens import HOSTILE

from dateline.commands.parse import parse
from dateline.errors import DatelineError
from dateline.language.conllu import looks_like_conllu, parse_conllu, read_conllu, to_conllu

GIVEN = """# newdoc id = one
# sent_id = one-1
# text = They don't know Ada.
1\tThey\t_\t_\tPRP\tCase=Nom\t_\t_\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\t_\t_\t_\t_\t_\t_\t_\t_
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tknow\t_\t_\t_\t_\t_\t_\t_\tGloss=x|NE=B-ORG
5\tAda\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
5.1\tempty\t_\t_\t_\t_\t_\t_\t_\t_
6\t.\t_\t_\t_\t_\t_\t_\t_\t_

# newdoc id = two
1\tOh\t_\t_\t_\t_\t_\t_\t_\t_
2\t.\t_\t_\t_\t_\t_\t_\t_\t_
3\tNo\t_\t_\t_\t_\t_\t_\t_\t_

"""


def test_tokens_sentences_and_comments_are_kept() -> None:
    before, after = list(read_conllu(GIVEN)), list(read_conllu(parse_conllu(GIVEN, parser())))
    assert [s.comments for s in after] == [s.comments for s in before]
    assert [[row[:2] for row in s.rows] for s in after] == [[row[:2] for row in s.rows] for s in before]
    first = after[0].words
    assert first[0][4:6] == ["PRP", "Case=Nom"]
    assert [row[3] for row in first] == ["PRON", "AUX", "PART", "VERB", "PROPN", "PUNCT"]
    assert [(row[6], row[7]) for row in first][2:4] == [("4", "advmod"), ("0", "root")]
    assert first[3][9] == "Gloss=x"
    assert first[4][9] == "SpaceAfter=No|NE=B-PER"
    assert all([row[6] for row in s.words].count("0") == 1 for s in after)


def test_what_is_written_reads_back_and_parses_to_itself() -> None:
    text = to_conllu(parser().parse("\n KIRA, May 3.\n\nThe army\tleft Goma.  It’s over."))
    assert str("".join(map(str, read_conllu(text)))) == text
    first = next(read_conllu(text))
    assert first.comments == ["# sent_id = 1", "# text = KIRA, May 3."]
    assert first.words[0][9].split("|")[0] == "SpacesBefore=\\n\\s"
    assert "SpacesAfter=\\n\\n" in first.words[-1][9]


@given(HOSTILE)
@settings(max_examples=25, deadline=None)
def test_any_text_makes_conllu_that_reads_back(text: str) -> None:
    written = to_conllu(parser().parse(text))
    assert "".join(map(str, read_conllu(written))) == written


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1\tOne\t_\n", "line 1: a row needs ten cells"),
        ("# c\nx\tOne\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 2: a row needs ten cells"),
        ("1\tOne\t_\t_\t_\t_\t_\t_\t_\t_\n3\tTwo\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 2: word 3 where 2 is due"),
    ],
)
def test_what_breaks_the_format_is_named_by_line(text: str, message: str) -> None:
    with pytest.raises(DatelineError, match=message):
        list(read_conllu(text))


def test_the_command_parses_text_and_conllu(tmp_path: Path) -> None:
    text, tokens = tmp_path / "in.txt", tmp_path / "in.conllu"
    text.write_text("Rebels left. Nobody stayed.", encoding="utf-8")
    tokens.write_text(GIVEN, encoding="utf-8")
    for source, count in ((text, 2), (tokens, 2)):
        parse(source, tmp_path / "out.conllu")
        assert len(list(read_conllu((tmp_path / "out.conllu").read_text(encoding="utf-8")))) == count
    with pytest.raises(DatelineError, match=r"missing\.txt"):
        parse(tmp_path / "missing.txt", None)
    text.write_bytes(b"caf\xe9 closed")
    with pytest.raises(DatelineError, match="byte 3 is not UTF-8"):
        parse(text, None)


def test_conllu_is_told_from_text() -> None:
    assert looks_like_conllu(GIVEN)
    assert not looks_like_conllu("1 killed in Goma\n")
