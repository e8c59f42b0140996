"""Checks that a port is free before anything is started on it."""

import errno
import socket

from allin_gql.adapters.embedded.errors import StartupError


def require_free(host: str, port: int, *, purpose: str, remedy: str) -> None:
    """Raise `StartupError` unless this process could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise StartupError(
                f"This user may not listen on port {port}, which {purpose} is to use; {remedy}."
            ) from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise StartupError(
                    f"Port {port} on {host}, which {purpose} is to use, is taken; "
                    f"stop what uses it, or {remedy}."
                ) from error
            raise StartupError(
                f"{purpose.capitalize()} can't listen on {host}:{port} ({error.strerror}); "
                f"{remedy}."
            ) from error
