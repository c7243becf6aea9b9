"""The kinds of what is told: where it goes, and in what form."""

from storage import outages

ROOM = "room"
INVITE = "invite"
REMOVE = "remove"
CARD = "card"
PIN = "pin"
LINE = "line"
NOTE = "note"
NOTE_REPLACED = "note_replaced"
OUTCOME = "outcome"
CALL = "call"
CALL_UPDATE = "call_update"
REPEATED = "repeated"
MAIL_LEAD = "mail_lead"
"""By e-mail: what asks a lead to ring now, beside what they get in Slack; its wording after a colon."""
MAIL_SAID = "mail_said"
"""By e-mail: what somebody without an account is recorded to have said by telephone."""
SLACK_LOST, SLACK_BACK = outages.LOST, outages.BACK
"""By e-mail: that Slack lets nothing through, and that it does again."""
MAIL = "mail"
"""A call by e-mail, beside the one in Slack or where there is no account to send it to."""
LEAD = "lead"
POST = "post"
"""That an agency's post of designated lead can't be reached: to the area's leads, of no disagreement."""
TOLD = "told"
ARCHIVE = "archive"
WAITING = "waiting"
DIGEST = "digest"
HOME = "home"
ROSTER = "roster"
CAME_IN = f"{LEAD}:unexpected_member"
"""That somebody without a part is in a room: no entry of the record says so, and `subject` is who it is."""

ON_THE_OTHER_ROAD = frozenset({MAIL, MAIL_SAID, MAIL_LEAD})
"""Kinds that go by e-mail, of a disagreement."""

IN_ROOM = frozenset({ROOM, INVITE, REMOVE, CARD, PIN, LINE, NOTE, NOTE_REPLACED, OUTCOME, ARCHIVE})
"""Kinds that go to the room's stream, in its order."""
