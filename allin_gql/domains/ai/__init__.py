"""AI: texts that a writer drafts from a brief, one for each platform and within its limits.

A draft request is QUEUED until a worker takes it up, WRITING while one has it, and FINISHED once
every platform has its draft. A writer that does not answer sends it back to QUEUED for a while;
three attempts in vain, or a writer that will not write this, make it FAILED, from where a person
may send it back. What was written by then is kept and not written again.

A draft is held against the rules that a post is held against. One that does not fit is sent back to
the writer once, with the numbers; if it still does not fit it is kept as REJECTED, never cut.

Events: `draft_request.queued`, `draft_request.writing`, `draft.written`, `draft_request.delayed`,
`draft_request.finished`, `draft_request.failed`, all about the request.
"""
