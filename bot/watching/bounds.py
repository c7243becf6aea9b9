"""How long something may last before it is no longer well."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """
    In seconds of machine time, but for `overdue`, `unsent` and the two of what is late, which are procedure
    time. Whatever goes wrong shows within a minute: no bound, together with the time between two looks, is
    longer, but for those of what is late although the program does its best.
    """

    between_looks: float = 5.0
    turn: float = 45.0
    """So long a loop may be about one step: a notice that needs several calls, each of which may hang."""
    socket: float = 20.0
    """Slack asks for a new connection every few hours, and each takes a moment."""
    slack: float = 20.0
    """So long, and for three calls running, Slack may give no proper answer."""
    mail_server: float = 30.0
    """So long the mail server may be out of reach; where it refuses us that is said at once."""
    writing: float = 30.0
    """A writer waits two seconds for its turn; in a burst several may in vain."""
    overdue: float = 30.0
    unsent: float = 45.0
    late: float = 300.0
    """So long a call still counts as on time; what is overdue for longer is late, also where it moves."""
    late_urgent: float = 60.0
    """What can't wait goes first, however much is due: it is late sooner."""
    still: float = 30.0
    """So long what is overdue or unsent may stand still before it counts as stuck and no longer as busy."""
