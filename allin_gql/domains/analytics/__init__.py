"""Analytics: what platforms count about a publication, read on a schedule that follows its life.

A published publication gets a plan: a first look after seconds, then ever less often, for 90 days.
Counters are read per account, in the batches of its platform, and stored as snapshots under names
that are the same for all platforms; a snapshot is stored when a number has changed.

Events: `metrics.collected` (the subject is the publication).
"""
