"""The one MetaData of rating's tables: the billing side and the usage side are written in modules of their own."""

from sqlalchemy import MetaData

metadata = MetaData()
