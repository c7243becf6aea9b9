"""The one Jinja environment of the page: everything is escaped, nothing may be missing."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@cache
def environment() -> Environment:
    """Return the environment that reads the page's templates."""
    return Environment(
        loader=PackageLoader("sandbox.slack.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **facts: Any) -> Markup:
    """Fill a template of the page."""
    return Markup(environment().get_template(template).render(**facts))  # noqa: S704 - escaped by Jinja
