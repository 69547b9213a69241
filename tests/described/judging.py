"""Holding one request and its answer to the document."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, unquote

import jsonschema_rs

from tests.described.document import document

__all__ = ["Exchange", "Judge"]

NAME = re.compile(r"(\w+)\[(\w*)\]")
JSON = "application/json"


@dataclass(frozen=True)
class Exchange:
    """What was asked, and what came of it."""

    method: str
    #: The path as it was sent.
    path: str
    #: The query string as it was sent.
    query: str
    #: The media type of the body, and the body; None if nobody read it.
    kind: str
    body: bytes | None
    status: int
    answer_kind: str
    answer: bytes

    def __str__(self):
        return f"{self.method} {self.path}{'?' if self.query else ''}{self.query} -> {self.status}"


class Judge:
    """Knows the document.

    Args:
        deviations: In what the document differs from the file.
    """

    def __init__(self, deviations):
        self._document = document(deviations)
        self._validators = {}

    @cached_property
    def _paths(self):
        found = []
        # A path that is spelt out comes before one that has an id in its place.
        for path, item in sorted(self._document["paths"].items(), key=lambda one: one[0].count("{")):
            steps = re.split(r"(\{\w+\})", path)
            pattern = "".join(f"(?P<{s[1:-1]}>[^/]+)" if s[:1] == "{" else re.escape(s) for s in steps)
            found.append((re.compile(pattern), {method.upper(): one for method, one in item.items()}))
        return found

    def operation(self, method, path):
        """Return the operation of a path and what its path parameters are, or two times None.

        Args:
            method: The request's method.
            path: The request's path.
        """
        for pattern, item in self._paths:
            match = pattern.fullmatch(path)
            if match is not None:
                inside = {name: unquote(value) for name, value in match.groupdict().items()}
                return (item[method], inside) if method in item else (None, None)
        return None, None

    def wrong_request(self, exchange):
        """Return what of a request is not as described; a body that nobody read is not looked at.

        Args:
            exchange: What was asked.
        """
        operation, inside = self.operation(exchange.method, exchange.path)
        if operation is None:
            return ["there is no such operation"]
        parameters = {one["name"]: one for one in operation["parameters"] if one["in"] == "query"}
        values, complaints = _queried(parameters, exchange.query)
        for one in operation["parameters"]:
            given = inside if one["in"] == "path" else values
            if one["name"] in given:
                value = _read(one["schema"], given[one["name"]])
                complaints += self._complaints(one["schema"], value, f"{one['in']} {one['name']}")
            elif one.get("required"):
                complaints.append(f"{one['in']} {one['name']}: missing")
        return complaints + self._wrong_body(operation, exchange)

    def _wrong_body(self, operation, exchange):
        if exchange.body is None:
            return []
        body = operation.get("requestBody")
        if body is None:
            return ["a body where there is none"] if exchange.body.strip() not in {b"", b"{}"} else []
        if not exchange.body.strip():
            return ["no body"] if body["required"] else []
        if exchange.kind not in body["content"]:
            return [f"the body is {exchange.kind}"]
        if exchange.kind != JSON:
            return []
        return self._complaints_in(body["content"][JSON]["schema"], exchange.body, "body")

    def wrong_answer(self, exchange):
        """Return what of an answer is not as described.

        Args:
            exchange: What came of a request.
        """
        operation, _ = self.operation(exchange.method, exchange.path)
        if operation is None:
            schema = {"$ref": "#/components/schemas/ErrorResponseAnswer"}
            if exchange.status not in {400, 401, 403, 404, 405, 429}:
                return [f"status {exchange.status} where there is no operation"]
            return self._complaints_in(schema, exchange.answer, "answer")
        described = operation["responses"].get(str(exchange.status))
        if described is None:
            return [f"status {exchange.status} is not described"]
        content = described["content"]
        if exchange.answer_kind not in content:
            return [f"the answer is {exchange.answer_kind}, not {' or '.join(content) or 'nothing'}"]
        if exchange.answer_kind != JSON:
            return []
        return self._complaints_in(content[JSON]["schema"], exchange.answer, "answer")

    def complaints(self, exchange):
        """Return what is wrong with an exchange: an answer, or a bad request that was served.

        Args:
            exchange: What was asked, and what came of it.
        """
        found = self.wrong_answer(exchange)
        if exchange.status < 400:
            found += [f"it was served in spite of {what}" for what in self.wrong_request(exchange)]
        return [f"{exchange}: {what}" for what in found]

    def _complaints_in(self, schema, raw, where):
        try:
            value = json.loads(raw)
        except ValueError:
            return [f"{where}: no JSON"]
        return self._complaints(schema, value, where)

    def _complaints(self, schema, value, where):
        key = json.dumps(schema, sort_keys=True)
        if key not in self._validators:
            whole = {**schema, "components": self._document["components"]}
            self._validators[key] = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
        return [
            f"{where}/{'/'.join(map(str, error.instance_path))}: {error.message[:300]}"
            for error in self._validators[key].iter_errors(value)
        ]


def _queried(parameters, query):
    """Return the parameters of a query string by name, and what is unknown in it."""
    values, complaints = {}, []
    for key, value in parse_qsl(query, keep_blank_values=True):
        match = NAME.fullmatch(key)
        name, inner = match.groups() if match else (key, None)
        if inner is not None and parameters.get(name, {}).get("style") == "deepObject":
            values.setdefault(name, {})[inner] = value
        elif inner is not None and f"{name}[]" in parameters and (inner == "" or inner.isdigit()):
            values.setdefault(f"{name}[]", []).append(value)
        elif inner is None and key in parameters:
            values[key] = value
        else:
            complaints.append(f"query {key}: not known")
    return values, complaints


def _read(schema, value):
    """Return what a text of a path or a query stands for."""
    for part in schema.get("oneOf", ()):
        read = _read(part, value)
        if read is not value:
            return read
    kind = schema.get("type")
    if kind == "array" and isinstance(value, list):
        return [_read(schema["items"], one) for one in value]
    if kind == "integer" and isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        return int(value)
    if kind == "boolean" and value in {"true", "false"}:
        return value == "true"
    return value
