"""What is added after raising: the card shows it, and nobody is told of it by itself."""

from casework.telling.audience import Audiences, nobody
from procedure import acts

AUDIENCES: Audiences = {
    acts.Detailed: nobody,
    acts.OwnProcedureSaid: nobody,
}
