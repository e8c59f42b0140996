"""Fills any JSON schema with something valid, and refuses what OpenAI's strict mode refuses."""

from collections.abc import Mapping
from typing import Any

from allin_gql.sandbox.writer.prose import Assignment, hashtags, post, shorten

Schema = Mapping[str, Any]

_PROSE = ("text", "body", "content", "post", "caption", "message", "draft", "status")
_FORMATS = {
    "date": "2030-01-01",
    "date-time": "2030-01-01T09:00:00Z",
    "time": "09:00:00Z",
    "email": "maya@example.com",
    "uri": "https://example.com/",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
MAX_DEPTH = 10  # of a schema; a recursive one ends there


class Filler:
    """Fills one schema for one assignment."""

    def __init__(self, schema: Schema, assignment: Assignment) -> None:
        self._root = schema
        self._assignment = assignment

    def fill(self) -> Any:  # noqa: ANN401  # whatever the schema describes
        """Answer a value that the schema allows."""
        return self._value(self._root, "text", "", 0)

    def _value(self, schema: Any, name: str, path: str, depth: int) -> Any:  # noqa: ANN401  # any JSON
        schema = self._resolved(schema)
        if "const" in schema or schema.get("enum"):
            return schema["const"] if "const" in schema else schema["enum"][0]
        kinds = schema.get("type", "object" if "properties" in schema else "string")
        kind = next((k for k in kinds if k != "null"), "null") if _is_list(kinds) else kinds
        if kind == "object":
            return self._object(schema, path, depth)
        if kind == "array":
            return self._array(schema, name, path, depth)
        if kind == "string":
            return self._string(schema, name, path)
        return {"boolean": False, "null": None}.get(kind, _number(schema))

    def _resolved(self, schema: Any) -> Schema:  # noqa: ANN401  # any JSON
        for _ in range(MAX_DEPTH):
            if not isinstance(schema, Mapping):
                return {}
            choices = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
            if "$ref" in schema:
                schema = self._referred(str(schema["$ref"]))
            elif isinstance(choices, list) and choices:
                isnt_null = (c for c in choices if not _is_null(c))
                schema = next(isnt_null, choices[0])
            else:
                return schema
        return {"type": "null"}

    def _referred(self, reference: str) -> Any:  # noqa: ANN401  # any JSON
        found: Any = self._root
        for step in reference.lstrip("#").strip("/").split("/"):
            found = found.get(step, {}) if step and isinstance(found, Mapping) else found
        return found

    def _object(self, schema: Schema, path: str, depth: int) -> dict[str, Any]:
        properties = schema.get("properties")
        if depth >= MAX_DEPTH or not isinstance(properties, Mapping):
            return {}
        return {
            name: self._value(part, name, f"{path}/{name}", depth + 1)
            for name, part in properties.items()
        }

    def _array(self, schema: Schema, name: str, path: str, depth: int) -> list[Any]:
        if depth >= MAX_DEPTH:
            return []
        least = _natural(schema.get("minItems"), 0)
        most = _natural(schema.get("maxItems"), max(least, 3))
        wanted = len(hashtags(self._assignment)) if "tag" in name.lower() else 1
        count = max(least, min(wanted, most))
        items = schema.get("items", {})
        return [self._value(items, name, f"{path}/{index}", depth + 1) for index in range(count)]

    def _string(self, schema: Schema, name: str, path: str) -> str:
        if schema.get("format") in _FORMATS:
            return _FORMATS[schema["format"]]
        limit = _natural(schema.get("maxLength"), 0) or None
        name = name.lower()
        if "tag" in name:
            tags = hashtags(self._assignment)
            index = path.rpartition("/")[2]
            written = tags[int(index) % len(tags)] if index.isdigit() else tags[0]
        elif name.startswith("lang"):
            written = "en"
        elif any(word in name for word in _PROSE):
            written = post(self._assignment, path, limit)
        else:
            written = shorten(self._assignment.brief or "As asked for", 80)
        if limit is not None and not self._assignment.is_too_long:
            written = shorten(written, limit)
        return written.ljust(_natural(schema.get("minLength"), 0), ".")


def strictness_problem(schema: Any, place: tuple[str, ...] = ()) -> str | None:  # noqa: ANN401  # any JSON
    """Answer what OpenAI finds wrong with a schema in strict mode, if anything."""
    if not isinstance(schema, Mapping) or len(place) > 2 * MAX_DEPTH:
        return None
    properties = schema.get("properties")
    if schema.get("type") == "object" or isinstance(properties, Mapping):
        if schema.get("additionalProperties") is not False:
            return (
                f"In context={place}, 'additionalProperties' is required to be supplied and to"
                " be false."
            )
        names = list(properties) if isinstance(properties, Mapping) else []
        missing = [name for name in names if name not in (schema.get("required") or [])]
        if missing:
            return (
                f"In context={place}, 'required' is required to be supplied and to be an array"
                f" including every key in properties. Missing '{missing[0]}'."
            )
    parts = _parts(schema)
    problems = (strictness_problem(part, (*place, *step)) for step, part in parts)
    return next((problem for problem in problems if problem), None)


def _parts(schema: Schema) -> list[tuple[tuple[str, ...], Any]]:
    parts: list[tuple[tuple[str, ...], Any]] = []
    for group in ("properties", "$defs"):
        if isinstance(schema.get(group), Mapping):
            parts += [((group, str(name)), part) for name, part in schema[group].items()]
    if "items" in schema:
        parts.append((("items",), schema["items"]))
    if isinstance(schema.get("anyOf"), list):
        parts += [(("anyOf", str(i)), part) for i, part in enumerate(schema["anyOf"])]
    return parts


def _number(schema: Schema) -> float:
    least = schema.get("minimum", schema.get("exclusiveMinimum", 0))
    most = schema.get("maximum")
    value = max(1, int(least) + 1) if isinstance(least, int | float) else 1
    return min(value, int(most)) if isinstance(most, int | float) else value


def _natural(value: Any, otherwise: int) -> int:  # noqa: ANN401  # any JSON
    return value if isinstance(value, int) and 0 <= value <= 100_000 else otherwise  # noqa: PLR2004  # far more than any text or list that is wanted


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _is_null(schema: Any) -> bool:  # noqa: ANN401  # any JSON
    return isinstance(schema, Mapping) and schema.get("type") == "null"
