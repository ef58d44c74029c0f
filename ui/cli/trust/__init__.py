"""Commands that look after the data: the audit trail, back-ups, the passphrase."""
