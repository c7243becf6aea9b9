"""The app as it is installed: what its manifest declares exists, and nothing else."""

from dataclasses import dataclass, field

from sandbox.slack.kit.rights import NO_RIGHTS, Rights
from sandbox.slack.shapes import Json


@dataclass(frozen=True)
class Command:
    """A slash command of the manifest."""

    name: str
    should_escape: bool
    url: str | None
    description: str = ""
    usage_hint: str = ""


@dataclass(frozen=True)
class Shortcut:
    """A global or message shortcut of the manifest."""

    name: str
    callback_id: str
    kind: str
    description: str = ""


@dataclass
class InstalledApp:
    """The installed app; scopes, token and address can change while it is installed."""

    name: str
    commands: dict[str, Command]
    shortcuts: dict[str, Shortcut]
    events: frozenset[str]
    granted: frozenset[str]
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool
    interactive: bool
    unfurl_domains: tuple[str, ...] = ()
    withdrawn: set[str] = field(default_factory=set)
    token_revoked: bool = False
    uninstalled: bool = False

    @property
    def scopes(self) -> tuple[str, ...]:
        """Return the bot scopes in force, in the order of their names."""
        return tuple(sorted(self.granted - self.withdrawn))

    def has_scope(self, scope: str) -> bool:
        """Say whether a bot scope is in force."""
        return scope in self.granted and scope not in self.withdrawn

    @property
    def rights(self) -> Rights:
        """Return what decides which blocks Slack shows for the app."""
        return Rights(self.scopes, self.unfurl_domains)


def rights_of(app: InstalledApp | None) -> Rights:
    """Return the rights of the app, or none where none is installed."""
    return app.rights if app else NO_RIGHTS


def from_manifest(manifest: Json) -> InstalledApp:
    """Read an app manifest; raises ValueError where Slack could not install it."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    bot = features.get("bot_user")
    if not bot:
        raise ValueError("the manifest has no features.bot_user")
    scopes = frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ()))
    commands = _commands(features)
    shortcuts = _shortcuts(features)
    if (commands or shortcuts) and "commands" not in scopes:
        raise ValueError("slash commands and shortcuts need the bot scope `commands`")
    home = features.get("app_home", {})
    return InstalledApp(
        name=bot.get("display_name") or manifest["display_information"]["name"],
        commands=commands,
        shortcuts=shortcuts,
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        granted=scopes,
        home_tab=bool(home.get("home_tab_enabled")),
        messages_tab=bool(home.get("messages_tab_enabled")),
        messages_read_only=bool(home.get("messages_tab_read_only_enabled")),
        interactive=bool(settings.get("interactivity", {}).get("is_enabled")),
        unfurl_domains=tuple(features.get("unfurl_domains", ())),
    )


def _commands(features: Json) -> dict[str, Command]:
    return {
        one["command"]: Command(
            one["command"],
            bool(one.get("should_escape")),
            one.get("url"),
            one.get("description", ""),
            one.get("usage_hint", ""),
        )
        for one in features.get("slash_commands", ())
    }


def _shortcuts(features: Json) -> dict[str, Shortcut]:
    return {
        one["callback_id"]: Shortcut(one["name"], one["callback_id"], one["type"], one.get("description", ""))
        for one in features.get("shortcuts", ())
    }
