"""Reads a service's settings the way the service does, with secrets left out."""

import importlib
import os
from collections.abc import Mapping
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from services.chassis.config import ServiceSettings


def settings_of(service: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings of a service under an environment. Raises pydantic.ValidationError with every fault."""
    module = importlib.import_module(f"services.{service}.config")
    kinds = [
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, ServiceSettings) and each is not ServiceSettings
    ]
    with mock.patch.dict(os.environ, dict(environment), clear=True):
        read: ServiceSettings = kinds[0]()  # pyright: ignore[reportCallIssue]
    return {name: _shown(value) for name, value in read.model_dump(mode="json").items()}


def _shown(value: Any) -> Any:
    """A URL without its password."""
    if isinstance(value, str) and "://" in value and (password := urlsplit(value).password):
        return value.replace(password, "…")
    return value
