"""An area's settings taken in: its procedure is in force for the disagreements raised from then on."""

from casework import facilities
from procedure.area import Area
from procedure.rules import in_force, unfilled
from procedure.written import Procedure
from storage import areas
from storage.engine import Database


def sending_mail(database: Database) -> tuple[str, ...]:
    """Return the areas whose calls go by e-mail too, by their ids."""
    with database.read() as connection:
        return areas.sending_mail(connection)


def install_area(database: Database, area: Area, procedure: Procedure) -> tuple[str, ...]:
    """
    Put the procedure in force in the area, which may be new; a disagreement keeps the rules it began with.
    Return what a lead should know of it: the lists of the text that are shown as nothing, and which
    facility's own procedure fits no more.

    Raises NotReady, with all that the area must set, and then nothing has changed.
    """
    rules = in_force(procedure, area)
    with database.write() as connection:
        areas.put(connection, rules)
        return (*unfilled(rules), *facilities.unfit(connection, area.id))
