"""What people say once it is settled: it stands in the record, and calls nobody back."""

from casework.telling.audience import Audiences, nobody
from procedure import acts

AUDIENCES: Audiences = {acts.LookedBack: nobody}
