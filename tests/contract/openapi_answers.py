"""What of a described answer a structure does not hold."""

from msgspec import inspect

from asyncdex._wire import LATER, RelationshipData, Wire
from tests.contract.openapi import properties, resolved

__all__ = ["count", "unread"]

#: What a value of each described type may be read into.
KINDS = {
    "string": (inspect.StrType,),
    "integer": (inspect.IntType,),
    "number": (inspect.FloatType, inspect.IntType),
    "boolean": (inspect.BoolType,),
    "array": (inspect.ListType, inspect.VarTupleType),
    "object": (inspect.StructType, inspect.DictType),
}
ANYTHING = (inspect.AnyType, inspect.RawType)


def count(schema):
    """Return how many properties a schema has at all depths."""
    schema = resolved(schema)
    inner = [*properties(schema).values(), *schema.get("oneOf", ())]
    inner += [schema[key] for key in ("items", "additionalProperties") if schema.get(key)]
    return len(properties(schema)) + sum(map(count, inner))


def unread(schema, kind):
    """Return what a schema describes and a type has no place for.

    Args:
        schema: A schema of the OpenAPI file.
        kind: What an answer is decoded into.

    Returns:
        By the place, with what is wrong there, how many properties are lost.
    """
    return dict(_unread(resolved(schema), inspect.type_info(kind), ""))


def _unread(schema, info, place):
    options = info.types if isinstance(info, inspect.UnionType) else (info,)
    if any(isinstance(option, ANYTHING) for option in options):
        if _described(schema):
            yield f"{place}: anything", count(schema)
        return
    if schema.get("nullable") and not _has(options, inspect.NoneType):
        yield f"{place}: null", 0
    if schema.get("x-empty-map-as-array") and not _has(options, *KINDS["array"]):
        yield f"{place}: an empty array", 0
    for part in schema.get("oneOf", [schema]):
        part = resolved(part)  # noqa: PLW2901 - the same part, without its name
        fitting = [option for option in options if isinstance(option, KINDS[part["type"]])]
        if not fitting:
            yield f"{place}: {part['type']}", count(part)
        else:
            yield from _inside(part, fitting[0], place)


def _has(options, *kinds):
    return any(isinstance(option, kinds) for option in options)


def _described(schema):
    """Return whether a schema says something of what is inside."""
    return any(key in schema for key in ("properties", "additionalProperties", "items", "oneOf"))


def _shape(struct, field):
    """Return what a field is read into, at last."""
    struct = getattr(struct, "__origin__", struct)
    if issubclass(struct, Wire) and field.name in struct.laters:
        return inspect.type_info(getattr(struct, field.name.removeprefix(LATER)).shape)
    if isinstance(field.type, inspect.RawType) and field.name == "relationships":
        return inspect.type_info(tuple[RelationshipData, ...])  # by the models, when somebody looks
    return field.type


def _inside(schema, info, place):
    if isinstance(info, inspect.ListType | inspect.VarTupleType):
        yield from _unread(resolved(schema["items"]), info.item_type, f"{place}[]")
    elif isinstance(info, inspect.DictType):
        inner = [*schema.get("properties", {}).values()]
        inner += [schema["additionalProperties"]] if schema.get("additionalProperties") else []
        for one in inner:
            yield from _unread(resolved(one), info.value_type, f"{place}.*")
    elif isinstance(info, inspect.StructType):
        fields = {field.encode_name: _shape(info.cls, field) for field in info.fields}
        if schema.get("additionalProperties"):
            yield f"{place}.*: any name", 0
        for name, one in schema.get("properties", {}).items():
            inner = f"{place}.{name}".removeprefix(".")
            if name not in fields:
                yield inner, 1 + count(one)
            else:
                yield from _unread(resolved(one), fields[name], inner)
