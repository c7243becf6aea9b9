"""The doctor on mail: is the second road open."""

from collections.abc import Iterator

from bot.doctor.finding import Finding, fault, unseen, well
from bot.doctor.installation import Installation
from bot.mail import MailFailure, server_of, try_door
from casework import reaching

_ADVICE = {
    "unreachable": "See that the host and the port are right, and that this machine may reach them.",
    "login": "The mail server does not take the name and password: put them right in DISAGREE_SMTP_URL.",
    "starttls": "The mail server offers no STARTTLS: ask whoever runs it, or use smtps://.",
    "certificate": "The mail server's certificate is not trusted here: ask whoever runs it for its name.",
}


def look_at_mail(installation: Installation) -> Iterator[Finding]:
    """Connect to the mail server and log in, and send nothing."""
    url = installation.settings.smtp_url.get_secret_value()
    if not url:
        advice = "Set DISAGREE_SMTP_URL, so that people are reached where Slack fails."
        yield unseen("mail", "no mail server is set: Slack is the only road", advice)
        return
    try:
        try_door(server_of(url))
    except MailFailure as failure:
        advice = _ADVICE.get(failure.error.partition("_")[0], "Ask whoever runs the mail server.")
        yield fault("mail_refused", f"the mail server lets nothing through: {failure.error}", advice)
    else:
        yield well("mail", "the mail server lets us in; nothing was sent")


def look_at_senders(installation: Installation) -> Iterator[Finding]:
    """Look whether the mail server takes mail from each address from which an area sends it."""
    url = installation.settings.smtp_url.get_secret_value()
    for sender in dict.fromkeys(reaching.senders(installation.database) if url else ()):
        try:
            try_door(server_of(url), sender)
        except MailFailure as failure:
            advice = "Put the area's `mail_from` right, or have whoever runs the mail server let it through."
            says = f"the mail server takes no mail from {sender}: {failure.error}"
            yield fault("mail_sender_refused", says, advice)
        else:
            yield well("mail_sender", f"the mail server takes mail from {sender}; nothing was sent")
