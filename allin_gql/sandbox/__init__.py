"""The simulated outside world: social networks, a writer and a mailbox, in one process over HTTP.

Integrators develop against it and the tests of the product run against it, so it is written from
the facts about each network and shares no code with the adapters that talk to them.
"""
