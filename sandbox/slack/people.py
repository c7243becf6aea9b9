"""The people of the workspace, and each as Slack's user object."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sandbox.slack.identity import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID
from sandbox.slack.shapes import Json


class Standing(StrEnum):
    """How someone belongs to the workspace."""

    MEMBER = "member"
    GUEST = "guest"
    SINGLE_CHANNEL_GUEST = "single_channel_guest"
    BOT = "bot"


@dataclass(frozen=True)
class Person:
    """Someone with an account, in use or deactivated."""

    id: str
    name: str
    email: str | None
    standing: Standing = Standing.MEMBER
    title: str = ""
    tz: str = "Europe/London"
    deactivated: bool = False
    updated_at: datetime | None = None

    @property
    def handle(self) -> str:
        """Return the short name that Slack shows in payloads."""
        return self.name.lower().replace(" ", ".")

    @property
    def is_guest(self) -> bool:
        """Say whether the account is a guest's, of either kind."""
        return self.standing in (Standing.GUEST, Standing.SINGLE_CHANNEL_GUEST)

    @property
    def is_bot(self) -> bool:
        """Say whether the account is an app's."""
        return self.standing is Standing.BOT

    def in_payload(self) -> Json:
        """Return how interactions name who acts."""
        return {"id": self.id, "username": self.handle, "name": self.handle, "team_id": TEAM_ID}

    def as_user(self, *, with_email: bool) -> Json:
        """Return Slack's user object; the email only where its scope is granted."""
        user = self._account()
        if not self.deactivated:
            user |= self._flags()
        if with_email and self.email:
            user["profile"]["email"] = self.email
        if self.id == BOT_USER_ID:
            user["profile"] |= {"api_app_id": APP_ID, "bot_id": BOT_ID, "always_active": False}
        return user

    def _account(self) -> Json:
        return {
            "id": self.id,
            "team_id": TEAM_ID,
            "name": self.handle,
            "deleted": self.deactivated,
            "profile": {
                "title": self.title,
                "phone": "",
                "skype": "",
                "real_name": self.name,
                "real_name_normalized": self.name,
                "display_name": self.name,
                "display_name_normalized": self.name,
                "status_text": "",
                "status_emoji": "",
                "status_expiration": 0,
                "team": TEAM_ID,
            },
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": int(self.updated_at.timestamp()) if self.updated_at else 0,
        }

    def _flags(self) -> Json:
        return {
            "color": "9f69e7",
            "real_name": self.name,
            "tz": self.tz,
            "tz_label": "Greenwich Mean Time",
            "tz_offset": 0,
            "is_admin": False,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": self.is_guest,
            "is_ultra_restricted": self.standing is Standing.SINGLE_CHANNEL_GUEST,
            "is_email_confirmed": True,
            "who_can_share_contact_card": "EVERYONE",
        }
