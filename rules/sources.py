"""YAML with line numbers, and nothing in it that could run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from rules.errors import Place, Problem, StandardError
from rules.messages import diagnosis


class Entry(dict[str, Any]):
    """A mapping of a YAML file that knows its place, and those of its keys."""

    place: Place
    places: dict[str, Place]


def read(path: Path, root: Path) -> Entry | list[Any]:
    """The contents of `path` (one mapping or list); places are relative to `root`.

    Raises StandardError for broken YAML, a repeated key, a key that is not text, a tag that would make anything but plain data, and
    a file that is not UTF-8.
    """
    name = path.relative_to(root).as_posix()

    class Loader(yaml.CSafeLoader):  # safe: a tag such as !!python/object has no constructor
        def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
            try:
                return super().construct_object(node, deep)
            except (ValueError, KeyError, AttributeError):  # such as 2011-56-56, which looks like a date
                here = Place(name, node.start_mark.line + 1)
                raise StandardError([Problem(here, *diagnosis("sources.unreadable_value", value=node.value))]) from None

    def mapping(loader: yaml.CSafeLoader, node: yaml.MappingNode) -> Entry:
        entry = Entry()
        entry.place = Place(name, node.start_mark.line + 1)
        entry.places = {}
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node)
            here = Place(name, key_node.start_mark.line + 1)
            if not isinstance(key, str):
                raise StandardError([Problem(here, *diagnosis("sources.key_no_text", key=key))])
            if key in entry:
                raise StandardError([Problem(here, *diagnosis("sources.doubled_key", key=key))])
            entry[key] = loader.construct_object(value_node, deep=True)
            entry.places[key] = here
        return entry

    Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    try:
        with path.open(encoding="utf-8") as stream:
            content = yaml.load(stream, Loader)  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        if isinstance(error, yaml.constructor.ConstructorError):
            raise StandardError([Problem(Place(name, line), *diagnosis("sources.forbidden_tag", problem=error.problem))]) from None
        raise StandardError([Problem(Place(name, line), *diagnosis("sources.broken_yaml", problem=error.problem))]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise StandardError([Problem(Place(name, 1), *diagnosis("sources.unreadable_file", error=error))]) from None
    if not isinstance(content, (Entry, list)):
        raise StandardError([Problem(Place(name, 1), *diagnosis("sources.no_content"))])
    return content
