"""Writes the facts of an OpenAPI file, without its prose, for the tests that hold the endpoint table to them.

``python -m tests.contract.write_openapi FILE`` writes ``openapi.json`` beside this module; ``--output`` names
another place. What a new version of the API changes is the diff. Nothing in it comes from the package.
"""

import argparse
import json
from pathlib import Path

import yaml

__all__ = ["OUTPUT", "facts", "main", "written"]

OUTPUT = Path(__file__).with_name("openapi.json")
METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
COMPONENT = "#/components/schemas/"

#: Keywords of a schema that are kept as they are.
PLAIN = {
    *("type", "format", "enum", "required", "pattern", "default", "uniqueItems", "x-empty-map-as-array"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties"),
}
#: Keywords that say something only where they are true.
FLAGS = {"nullable", "readOnly", "writeOnly", "deprecated"}
#: Keywords whose value is made of schemas.
LISTS, TABLES, INNER = {"allOf", "oneOf", "anyOf"}, {"properties"}, {"items", "not"}
#: What is written for people, and left out.
PROSE = {"title", "description", "example", "examples", "x-examples", "externalDocs", "xml"}


def schema_facts(schema):
    """Return what a schema says; a reference becomes the name of its component."""
    if "$ref" in schema:
        return {"ref": _component(schema["$ref"])}
    kept = {}
    for key, value in schema.items():
        if key in PLAIN or (key in FLAGS and value):
            kept[key] = value
        elif key in LISTS:
            kept[key] = [schema_facts(part) for part in value]
        elif key in TABLES:
            kept[key] = {name: schema_facts(part) for name, part in value.items()}
        elif key in INNER or (key == "additionalProperties" and isinstance(value, dict)):
            kept[key] = schema_facts(value)
        elif key == "additionalProperties":
            kept[key] = value
        elif key not in PROSE | FLAGS:
            raise ValueError(f"a schema has {key!r}, of which this program does not know whether it is prose")
    return kept


def _component(reference):
    if not reference.startswith(COMPONENT):
        raise ValueError(f"{reference!r} is no schema of the same file")
    return reference.removeprefix(COMPONENT)


def parameter_facts(parameter):
    """Return what a parameter is; the style only where it is not the usual one of its place."""
    usual = "form" if parameter["in"] in {"query", "cookie"} else "simple"
    style = parameter.get("style", usual)
    kept = {"name": parameter["name"], "in": parameter["in"], "schema": schema_facts(parameter["schema"])}
    if parameter.get("required"):
        kept["required"] = True
    if style != usual:
        kept["style"] = style
    if parameter.get("explode", style == "form") != (style == "form"):
        kept["explode"] = parameter["explode"]
    return kept


def content_facts(holder):
    """Return the schemas of a body or an answer by media type."""
    return {kind: schema_facts(content["schema"]) for kind, content in holder.get("content", {}).items()}


def token_fact(security):
    """Return whether a token is needed: no, optional or yes."""
    if not security:
        return "no"
    return "optional" if {} in security else "yes"


def operation_facts(document, path, method, common, operation):
    """Return what an operation takes and answers.

    Args:
        document: The whole OpenAPI file.
        path: The operation's path.
        method: The operation's method.
        common: The parameters of all operations on the path.
        operation: The operation.
    """
    parameters = {(one["in"], one["name"]): one for one in [*common, *operation.get("parameters", [])]}
    kept = {
        "method": method.upper(),
        "path": path,
        "token": token_fact(operation.get("security", document.get("security", []))),
        "parameters": [parameter_facts(one) for _, one in sorted(parameters.items())],
        "answers": {str(status): content_facts(one) for status, one in operation["responses"].items()},
    }
    if operation.get("deprecated"):
        kept["deprecated"] = True
    if operation.get("tags"):
        kept["tag"] = operation["tags"][0]
    if "requestBody" in operation:
        kept["body"] = content_facts(operation["requestBody"])
        if operation["requestBody"].get("required"):
            kept["bodyRequired"] = True
    return kept


def facts(document):
    """Return the facts of an OpenAPI file: its version, its operations by id, its schemas by name."""
    operations = {}
    for path, item in document["paths"].items():
        for method in METHODS:
            if method not in item:
                continue
            id = item[method]["operationId"]
            if id in operations:
                raise ValueError(f"two operations are called {id!r}")
            operations[id] = operation_facts(document, path, method, item.get("parameters", []), item[method])
    schemas = document.get("components", {}).get("schemas", {})
    return {
        "version": document["info"]["version"],
        "operations": operations,
        "schemas": {name: schema_facts(schema) for name, schema in schemas.items()},
    }


def written(file):
    """Return the facts of an OpenAPI file as bytes, the same ones for the same facts.

    Args:
        file: The path of a YAML or JSON file.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document = yaml.load(Path(file).read_bytes(), Loader=loader)  # noqa: S506 - a safe one in either case
    text = json.dumps(facts(document), indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def main(arguments=None):
    """Write the facts of the file that the arguments name."""
    parser = argparse.ArgumentParser(prog="python -m tests.contract.write_openapi", description=__doc__)
    parser.add_argument("file", help="an OpenAPI file")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="where to write (openapi.json)")
    chosen = parser.parse_args(arguments)
    chosen.output.write_bytes(written(chosen.file))


if __name__ == "__main__":
    main()
