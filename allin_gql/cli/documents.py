"""`allin documents`: makes a manifest of trusted documents, and checks each of them."""

import sys
from argparse import ArgumentParser, Namespace
from importlib import import_module
from pathlib import Path

from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.cli.environment import supply
from allin_gql.cli.kept_secrets import new_secrets
from allin_gql.core.errors import NotConfigured
from allin_gql.graph.trusted import manifest_of, read_documents

MODULE = "allin_gql.schema"  # imported once there are settings


def add_arguments(parser: ArgumentParser) -> None:
    """What `allin documents` takes."""
    parser.add_argument("folder", type=Path, help="where the .graphql files are")
    parser.add_argument("--out", type=Path, help="the manifest to write, instead of printing it")


def run(arguments: Namespace) -> int:
    """Write the manifest. Raises `StartupError` for a document that could not be run."""
    folder: Path = arguments.folder
    if not folder.is_dir():
        raise StartupError(f"{folder} is no folder.")
    try:
        texts = read_documents(folder)
    except NotConfigured as error:
        raise StartupError(str(error)) from error
    if not texts:
        raise StartupError(f"{folder} has no .graphql files.")
    supply(new_secrets())  # the schema depends on none
    find = import_module(MODULE).schema.pipeline.documents.find
    for text in texts.values():
        errors = find(text).errors
        if errors:
            raise StartupError(f"A document of {folder} cannot be run: {errors[0]}\n\n{text}")
    manifest = manifest_of(texts)
    if arguments.out is None:
        sys.stdout.write(manifest)
    else:
        arguments.out.write_text(manifest)
        sys.stdout.write(f"Wrote {len(texts)} documents to {arguments.out}.\n")
    return 0
