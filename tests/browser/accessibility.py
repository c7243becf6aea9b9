"""What axe finds wrong with a page for those who use it by keyboard or with a reader of screens."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = frozenset({"serious", "critical"})


def grave_faults(page: Page) -> list[str]:
    """Name each serious or critical fault, and where it is."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{one['impact']}: {one['help']} ({one['id']}) at {' '.join(node['target'])}"
        for one in violations
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]
