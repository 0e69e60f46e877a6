"""How events are written down: names in the past, ids only, and nothing that is somebody's own."""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO

import structlog

ALLOWED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "logger",
        "sending",
        "digest",
        "state",
        "reason",
        "seconds",
        "job",
        "reference",
        "exception",
        "address",
        "port",
        "version",
        "setting",
        "count",
        "method",
        "path",
        "status",
        "error",
        "where",
    }
)


def only_known(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Drop every key that is not known to hold an id, a number or a plain reason."""
    return {key: value for key, value in event.items() if key in ALLOWED}


def without_values(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace an exception by its type and where it was raised: its message may hold somebody's words."""
    raised = event.pop("exc_info", None)
    error = sys.exc_info()[1] if raised is True else raised
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["where"] = _where(error)
    return event


class OnlyTypes(logging.Formatter):
    """Writes a line of a library: its level and name, the type of an exception and where it was raised.

    Never a message or a traceback: those of a library may hold what was asked of it, words among them.
    """

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said = self.formatMessage(record)
        error = record.exc_info[1] if record.exc_info else None
        return said if error is None else f"{said} {type(error).__name__} {_where(error)}"


def _where(error: BaseException) -> str:
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return " > ".join(places[-12:])


def start_logging(form: str, stream: TextIO | None = None, *, lowest: int = logging.INFO) -> None:
    """Write log lines to `stream` (standard error) as `console` or `json`.

    Lines below the `lowest` level are left out: a command that says itself what it did needs no line of it.
    """
    renderer: Any = structlog.processors.JSONRenderer()
    if form == "console":
        renderer = structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_values,
            only_known,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(lowest),
        logger_factory=structlog.PrintLoggerFactory(stream or sys.stderr),
        cache_logger_on_first_use=False,
    )
    libraries = logging.StreamHandler(stream or sys.stderr)
    libraries.setFormatter(OnlyTypes())
    logging.basicConfig(level=logging.WARNING, handlers=[libraries])
    for library in ("slack_bolt", "slack_sdk", "aiohttp", "apscheduler", "sqlalchemy", "alembic"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
