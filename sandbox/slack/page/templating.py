"""The one Jinja environment of the page: everything is escaped, nothing may be missing."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sandbox.slack.page.characters import showable


@cache
def environment() -> Environment:
    """Return the environment that reads the page's templates."""
    return Environment(
        loader=PackageLoader("sandbox.slack.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_showable,
    )


def _showable(value: Any) -> Any:
    # a lone surrogate in what somebody wrote must not keep the whole page from being sent
    return showable(value) if type(value) is str else value


def render(template: str, **facts: Any) -> Markup:
    """Fill a template of the page."""
    return Markup(environment().get_template(template).render(**facts))  # noqa: S704 - escaped by Jinja
