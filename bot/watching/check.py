"""One thing that must be well for the program to do what it is for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Check:
    """Whether something is well, in one sentence, and figures of it; nothing in it is of any disagreement."""

    name: str
    is_well: bool
    says: str
    figures: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def as_json(self) -> dict[str, Any]:
        """Return it for programs."""
        return {"is_well": self.is_well, "says": self.says, **self.figures}
