"""Every Web API method that the practice Slack answers."""

from sandbox.slack.methods import chat, conversations, files, pins_and_bookmarks, team, users, views
from sandbox.slack.methods.calling import Method

METHODS: dict[str, Method] = {
    **team.METHODS,
    **users.METHODS,
    **conversations.METHODS,
    **chat.METHODS,
    **views.METHODS,
    **pins_and_bookmarks.METHODS,
    **files.METHODS,
}
