"""Letters and e-mails that belong to the record."""

from casework.telling.audience import Audiences, nobody
from procedure import acts

# That one is listed is a line in the room; that none is left changes the card, and rings nobody.
AUDIENCES: Audiences = {acts.CommunicationsComplete: nobody}
