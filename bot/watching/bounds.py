"""How long something may last before it is no longer well."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """
    In seconds of machine time, but for `overdue` and `unsent`, which are procedure time. Whatever goes wrong
    shows within a minute: no bound, together with the time between two looks, is longer, but for those of
    the two loops whose one step may take longer by itself.
    """

    between_looks: float = 5.0
    turn: float = 45.0
    """So long a loop may be about one step: a notice that needs several calls, each of which may hang."""
    chore: float = 300.0
    """The daily look at the accounts of a large workspace takes its time, and nobody waits for it."""
    mail: float = 120.0
    """A mail takes about six answers of a server, each of which may take ten seconds."""
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
    still: float = 30.0
    """So long what is overdue or unsent may stand still before it counts as stuck and no longer as busy."""
