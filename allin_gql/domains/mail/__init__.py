"""Mail: letters to people, from the moment that a domain writes one until it has left.

A domain declares its letters in its own `mails.py` (`values.Letter`), with a text and a page for
each in its own `templates/`, and hands one to `service.send_letter` inside its unit of work. That
puts a row into the outbox and rings for a worker, which writes the words (`mails`) and gives them
to the mailer. The row carries no secrets: the code in a letter is made when it is written, from the
row that it stands for (`values.MailedCode`).

    WAITING ──worker──> SENDING ──> SENT
       ^                   │ └────> FAILED    refused for good, or too often
       └── not accepted ───┘ └────> UNKNOWN   it may have arrived: it is not sent a second time
"""
