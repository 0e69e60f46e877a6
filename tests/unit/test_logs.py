"""What is logged of a fault: its type and where it was raised, and never what it says."""

import io
import json
import logging

import structlog

from bot.logs import OnlyTypes, start_logging

WORDS = "zumbaliq"


def stored() -> None:
    """Fail as a library does: with somebody's words in the message, and in the cause."""
    raise ValueError(f"cannot store {WORDS}") from KeyError(WORDS)


def broken() -> ValueError:
    """Return a fault that was raised and caught."""
    try:
        stored()
    except ValueError as error:
        return error
    raise AssertionError


def test_a_fault_of_a_library_is_written_as_its_type_and_place():
    error = broken()
    record = logging.LogRecord(
        "asyncio", logging.ERROR, __file__, 1, "never retrieved: %s", (WORDS,), (type(error), error, None)
    )
    record.stack_info = WORDS

    said = OnlyTypes().format(record)

    assert said.startswith("ERROR asyncio ValueError test_logs.py:")
    assert said.endswith(" stored")


def test_a_line_of_a_library_without_a_fault_is_its_level_and_name():
    record = logging.LogRecord("asyncio", logging.WARNING, __file__, 1, WORDS, None, None)

    assert OnlyTypes().format(record) == "WARNING asyncio"


def test_a_fault_of_ours_is_written_as_its_type_and_place():
    stream = io.StringIO()
    start_logging("json", stream)

    structlog.get_logger().error("job_failed", job="plan", words=WORDS, exc_info=broken())

    line = json.loads(stream.getvalue())
    assert (line["event"], line["job"], line["error"]) == ("job_failed", "plan", "ValueError")
    assert WORDS not in stream.getvalue()
