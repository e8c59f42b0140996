"""Publishing: one post on one social account, due at a time, sent exactly once in effect.

                      ┌─────────── retry later, or proved absent ───────────┐
                      v                                                     │
    schedule ──> SCHEDULED ──clock──> CLAIMED ──worker──> PUBLISHING ──> PUBLISHED
                   │  ^                 │                    │  │
                   │  └── retry ────┐   │                    │  └──> FAILED (refused for good)
                   v                │   v                    v
                CANCELLED      FAILED, NEEDS_REVIEW       UNKNOWN ──reconcile──> PUBLISHED
                                                             │
                                                             └──> SCHEDULED or NEEDS_REVIEW

The clock claims what is due (`next_at`) with SKIP LOCKED and rings; a worker takes it, freezes what
it will send, writes an attempt down, commits, and only then makes the one irreversible call. Every
later write names the fence under which it took the publication: who was overtaken writes nothing.
An attempt whose outcome nobody knows (no answer, or a worker that died) is never repeated blindly:
the platform is asked first. The key by which a platform recognises a repeat comes from the
publication, so even a worker that wakes up too late posts nothing twice.

While it may be on its platform (`first_sent_at`), it is not edited, moved or cancelled, whatever
its state; a refusal of a repeat does not make it FAILED; and it is not repeated any more once the
platform has forgotten the key. FAILED and CANCELLED mean that the platform does not have it.

`values.TRANSITIONS` is the table of the arrows above.

Events: `publication.scheduled`, `.publishing`, `.published`, `.retrying`, `.outcome_unknown`,
`.needs_review`, `.failed`, `.cancelled`.
"""
