"""The page on which a practice's mail can be read."""

from datetime import UTC, datetime
from email.message import EmailMessage

import httpx

from sandbox.mail.mailbox import Mailboxes
from sandbox.mail.page import MailPage


def with_mail(*recipients: str, words: str = "Please ring.") -> Mailboxes:
    boxes = Mailboxes(lambda: datetime(2026, 11, 27, 16, 50, tzinfo=UTC))
    for to in recipients:
        mail = EmailMessage()
        mail["Subject"], mail["Message-ID"] = f"For {to}", "<1@example.org>"
        mail.set_content(words)
        boxes.put([to], "disagree@example.org", mail.as_bytes())
    return boxes


def test_each_persons_mail_is_read_by_itself_and_everybodys_together() -> None:
    with MailPage(with_mail("omar@example.org", "grace@example.org")) as page:
        omars = httpx.get(f"{page.url}?to=omar@example.org").text
        everybodys = httpx.get(page.url).text
        zeds = httpx.get(f"{page.url}?to=zed@example.org").text

    assert "For omar@example.org" in omars
    assert "Friday 27 November 2026, 16:50" in omars
    assert "grace" not in omars
    assert "omar" in everybodys
    assert "grace" in everybodys
    assert "No mail has come yet." in zeds


def test_what_a_mail_holds_is_shown_and_never_run() -> None:
    with MailPage(with_mail("omar@example.org", words="<script>alert(1)</script>")) as page:
        shown = httpx.get(page.url)

    assert "&lt;script&gt;" in shown.text
    assert "<script>" not in shown.text
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]


def test_no_other_site_reads_it_by_a_name_of_its_own() -> None:
    with MailPage(with_mail("omar@example.org")) as page:
        refused = httpx.get(page.url, headers={"Host": "elsewhere.example"})

    assert refused.status_code == 421
    assert "omar" not in refused.text
