"""The one way in which the embedded services fail: with a sentence that says what to do."""


class StartupError(Exception):
    """Something could not be started; the message is a sentence with its remedy."""
