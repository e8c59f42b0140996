"""PostgreSQL and Redis from wheels, run as children: a machine with Python needs nothing else.

`services.embedded_services(folder)` is the whole face: inside it there are a database and a Redis
URL, after it no process is left. Whatever way this process ends, even killed by -9, a guard
(`guard.py`) ends the servers, and the next start clears what is left in the folder.
"""
