"""YAML that people wrote, read with a bound on what a short file may unfold to."""

from typing import Any

import yaml

_DEPTH_MAX = 32


def read_yaml(content: bytes) -> Any:
    """The document's values. Raises ValueError for what is no YAML, nests deeper than 32 levels or holds an alias: a
    few lines of aliases unfold to gigabytes, and a deep nesting to the end of the stack.
    """
    try:
        depth = 0
        for event in yaml.parse(content, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEPTH_MAX:
                raise ValueError(f"nests deeper than {_DEPTH_MAX} levels")
            if isinstance(event, yaml.AliasEvent):
                raise ValueError("holds an alias (*): write the value out")
        return yaml.safe_load(content)
    except yaml.YAMLError as error:
        raise ValueError(str(error)[:500]) from error
