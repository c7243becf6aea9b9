"""The fixed names of the practice workspace: ids, tokens and the signing secret, the same in every run."""

TEAM_ID = "T0PRACTICE"
TEAM_NAME = "Practice"
TEAM_DOMAIN = "practice"
APP_ID = "A0PRACTICE"
BOT_ID = "B0PRACTICE"
BOT_USER_ID = "U0PRACTICEBOT"
GENERAL_ID = "C0GENERAL"

BOT_TOKEN = "xoxb-practice"
APP_TOKEN = "xapp-practice"
SIGNING_SECRET = "practice-signing-secret"
VERIFICATION_TOKEN = "practice-verification-token"
