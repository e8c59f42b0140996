"""Privacy: what is kept of people and organizations is shown to them whole, and erased when asked.

`service/holdings` is the one list of all tables: what of each is about a person or an organization,
what is withheld from an export, and what becomes of it in an erasure. docs/privacy.md tells it in
words.

An export is made by a worker, file by file, and fetched as one archive for a week:

    QUEUED ──worker──> RUNNING ──> READY ──a week──> EXPIRED
                          └──────> FAILED

An erasure waits for a delay in which it can be undone. Then access to platforms is given back, rows
are deleted table by table, a last letter leaves, and a receipt stays that names nobody:

    WAITING ──delay──> RUNNING ──> PARTING ──letter left──> FINISHED
       └──> CANCELLED

Events: `organization.export_requested`, `organization.export_fetched`.
"""
