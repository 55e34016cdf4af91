"""The kinds of columns that rating's tables are made of."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, SmallInteger, Text


def shard_column() -> Column[int]:
    return Column("shard", SmallInteger, primary_key=True)


def key_column(name: str) -> Column[Any]:
    return Column(name, Text, primary_key=True)


def text_column(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False, server_default="")


def sum_column(name: str) -> Column[Any]:
    """Minor units of the account's currency."""
    return Column(name, BigInteger, nullable=False, server_default="0")


def flag_column(name: str) -> Column[Any]:
    return Column(name, Boolean, nullable=False, server_default="false")


def version_column() -> Column[Any]:
    """Grows by one with each change; the position's version and the etag."""
    return Column("version", BigInteger, nullable=False, server_default="1")
