"""The `allin` command: one file for each thing it does, named alike.

A command's module offers `add_arguments(parser)` and `run(arguments) -> int`. What a person has to
do something about is a `StartupError`, a sentence, told without a traceback and with exit code 2
(`main.py`).
"""
