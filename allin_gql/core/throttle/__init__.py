"""Throttling: how much each party may use, by token buckets that all processes share through Redis.

A bucket holds at most `capacity` points and gets `restore` of them back each second. Who uses
something spends points; what was spent in advance and not used is refunded. Redis holds the buckets
(`buckets.py`); a process takes a share of one in advance and spends that without asking
(`shares.py`); `throttle.py` is what the rest of the application meets. While Redis is gone, each
process goes on with buckets of its own.
"""
