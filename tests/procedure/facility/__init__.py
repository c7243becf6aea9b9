"""An invented facility's own procedure, and what was agreed with it."""

from pathlib import Path

from procedure import protocol, written
from procedure.protocol import Agreed

PROCEDURE = Path(__file__).parent / "procedure.yaml"
PROTOCOL = Path(__file__).parent / "protocol.yaml"

AGREED = Agreed(
    protocol.load(PROTOCOL.read_text(encoding="utf-8"), PROTOCOL.name),
    written.load(PROCEDURE.read_text(encoding="utf-8"), PROCEDURE.name),
)
