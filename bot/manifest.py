"""The Slack app's manifest, as it comes with the program."""

from importlib import resources


def text() -> str:
    """Return the manifest: in a wheel it lies in this package, in a checkout at the top."""
    packaged = resources.files("bot")
    inside = packaged.joinpath("app-manifest.yml")
    file = inside if inside.is_file() else packaged.joinpath("..", "app-manifest.yml")
    return file.read_text(encoding="utf-8")
