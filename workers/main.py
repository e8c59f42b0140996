"""What a worker process loads: every performer, and the broker that brings them jobs."""

from allin_gql.settings import load_settings
from workers import registry  # noqa: F401  # declares every performer
from workers.broker import create_worker_broker

broker = create_worker_broker(load_settings())
