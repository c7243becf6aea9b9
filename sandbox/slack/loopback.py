"""How the practice Slack and what is around it talk on one machine."""

import ssl

HOST = "127.0.0.1"

# httpx is told to use no proxy of the environment; a context of its own spares loading the machine's
# certificates for each client, which plain HTTP never reads
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
