"""The log: constant messages and references. Whatever may hold case text never gets that far."""

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import TextIO

OURS = "disagree"


class Redacting(logging.Filter):
    """
    Lets our own constant messages through. Of a library's message it leaves only where it came from, and of
    an exception only its kinds and places: a message, a parameter or a value may hold what somebody typed.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact one record; never drop it."""
        if record.name.split(".")[0] != OURS:
            record.msg, record.args = "(%s:%s)", (record.module, record.lineno)
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = _places(record.exc_info[1])
            record.exc_info = None
        record.stack_info = None
        return True


def set_up(level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Send every logger of the process to one redacted stream, standard error unless another is given."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(Redacting())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    # The alarm clock tells of each time that it is set, which is each time that anything happens.
    logging.getLogger("apscheduler").setLevel(max(level, logging.WARNING))
    sys.excepthook = _uncaught
    threading.excepthook = lambda died: _uncaught(died.exc_type, died.exc_value, died.exc_traceback)


def logger(name: str) -> logging.Logger:
    """Return one of our own loggers."""
    return logging.getLogger(f"{OURS}.{name}")


def _uncaught(kind: type[BaseException], failure: BaseException | None, trace: TracebackType | None) -> None:
    """What nobody caught goes the same way: Python itself would print its message."""
    if failure is not None and not issubclass(kind, SystemExit | KeyboardInterrupt):
        logger("process").critical("nobody caught this", exc_info=(kind, failure, trace))


def _places(failure: BaseException) -> str:
    lines = []
    cause: BaseException | None = failure
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__name__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)
