"""The second road: that somebody is called by e-mail too (our choice, decision 016)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class MailReason(StrEnum):
    """Why a call goes by e-mail too."""

    NO_ACCOUNT = "no_account"
    URGENT = "urgent"
    UNANSWERED = "unanswered"
    NOT_ARRIVED = "not_arrived"


@dataclass(frozen=True)
class CalledByMail:
    """People who are called for an agency are asked by e-mail too, or by e-mail alone."""

    agency_id: int
    people: tuple[int, ...]
    reason: MailReason
    act: Literal["called_by_mail"] = "called_by_mail"
