"""The command line: what is written where, what is said of bad input, and the exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from dateline import cli
from dateline.record import from_json, json_schema

EXAMPLES = Path(__file__).parent.parent / "examples"
Run = Callable[..., object]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    texts = ["Rebels shelled the town.", "Envoys met in Geneva on Monday.", "Two people died."]
    path.write_text("".join(json.dumps({"id": f"d{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    return path


def test_examples_become_records_that_fit_the_schema(run: Run) -> None:
    result = run("code", EXAMPLES / "dispatches.jsonl")
    assert result.status == 0
    records = result.out.splitlines()
    assert len(records) == 8
    for line in records:
        jsonschema.validate(json.loads(line), json_schema())
        record = from_json(line)
        assert record.events and record.figures and record.attributions and record.places and record.times
    assert "8 documents" in result.err


def test_the_same_in_any_process(coder: object) -> None:
    command = [sys.executable, "-m", "dateline", "code", str(EXAMPLES / "dispatches.jsonl")]
    outputs = {
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_metadata_of_bare_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Envoys met.")
    result = run("code", tmp_path / "a.txt", "--published", "2024-05-08", "--publisher", "Wire")
    document = from_json(result.out).document
    assert (document.published, document.publisher) == ("2024-05-08", "Wire")
    refused = run("code", tmp_path / "a.txt", "--published", "May 8")
    assert (refused.status, refused.out) == (2, b"")
    assert "ISO 8601" in refused.err


def test_one_bad_document_never_stops_the_rest(run: Run, lines: Path, tmp_path: Path) -> None:
    with lines.open("a") as file:
        file.write('{"text": cut\n{"id": "last", "text": "Troops left."}\n')
    (tmp_path / "empty.txt").touch()
    result = run("code", tmp_path / "missing.txt", tmp_path / "empty.txt", lines, "-o", tmp_path / "out.jsonl")
    assert result.status == 1
    written = (tmp_path / "out.jsonl").read_bytes().splitlines()
    assert [from_json(line).document.id for line in written] == ["d0", "d1", "d2", "last"]
    assert f"{lines}:4: is no JSON object" in result.err
    assert "missing.txt: there is no such file" in result.err
    assert "3 failed" in result.err
    assert not (tmp_path / "out.jsonl.part").exists()


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02\xff" * 100])
def test_nothing_coded_is_status_two_and_leaves_no_file(run: Run, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "a.txt").write_bytes(content)
    result = run("code", tmp_path / "a.txt", "-o", tmp_path / "out.jsonl")
    assert result.status == 2
    assert str(tmp_path / "a.txt") in result.err
    assert "Traceback" not in result.err
    assert not (tmp_path / "out.jsonl").exists()
    assert not (tmp_path / "out.jsonl.part").exists()


def test_wrong_usage_is_status_two(run: Run, tmp_path: Path) -> None:
    for arguments in ((), ("code",), ("code", "--what", "x"), ("nonsense",)):
        assert run(*arguments).status == 2
    assert run("code", "-", "-o", tmp_path / "no" / "folder" / "out.jsonl", stdin=b"Envoys met.").status == 2


def test_standard_input_and_output(run: Run) -> None:
    result = run("code", "-", stdin="Envoys met in Geneva — again.".encode())
    assert result.status == 0
    assert from_json(result.out).document.text == "Envoys met in Geneva — again."


def test_an_interrupted_run_goes_on_where_it_was(run: Run, lines: Path, tmp_path: Path) -> None:
    whole = run("code", lines).out
    part, out = tmp_path / "out.jsonl.part", tmp_path / "out.jsonl"
    part.write_bytes(whole[: whole.index(b"\n") + 40])
    refused = run("code", lines, "-o", out)
    assert refused.status == 2
    assert "--resume" in refused.err
    result = run("code", lines, "-o", out, "--resume")
    assert result.status == 0
    assert out.read_bytes() == whole
    assert "1 document was there already" in result.err


def test_every_command_is_helped_with_an_example(run: Run) -> None:
    for name in cli.COMMANDS:
        result = run(name, "--help")
        assert result.status == 0, name
        assert f"dateline {name}".encode() in result.out.replace(b"Usage: dateline", b""), name


def test_the_version(run: Run) -> None:
    assert run("--version").out.startswith(b"dateline ")


def test_a_closed_pipe_is_quiet(coder: object) -> None:
    command = [sys.executable, "-m", "dateline", "code", str(EXAMPLES / "dispatches.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def _hear_interrupts() -> None:
    """What starts in the background of a shell would ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_is_quiet_and_keeps_what_was_done(coder: object, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text((EXAMPLES / "dispatches.jsonl").read_text(encoding="utf-8") * 20, encoding="utf-8")
    command = [sys.executable, "-m", "dateline", "code", str(many), "-o", str(tmp_path / "out.jsonl")]
    part = tmp_path / "out.jsonl.part"
    with subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=_hear_interrupts) as process:
        while process.poll() is None and not (part.exists() and part.stat().st_size):
            time.sleep(0.05)
        os.kill(process.pid, signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read().decode()
    assert process.returncode == 130
    assert "Traceback" not in said
    assert "--resume" in said
    assert part.exists()
