"""Whom the text has told of a tier beside those who act at it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class PostNotified:
    """
    A post is told that a tier has been reached, because the text has it told: `post` is the roster's word
    for it, `people` whoever could be told. It asks nothing of them and gives them no part.
    """

    post: str
    people: tuple[int, ...]
    act: Literal["post_notified"] = "post_notified"
