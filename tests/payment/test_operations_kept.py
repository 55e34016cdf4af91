"""Operations as they are kept: what is written is read back as it was (R-SET-7)."""

import re
from typing import get_args

from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from services.payment.domain import operation
from services.payment.domain.operation import Act, act_from_json, act_to_json

_SCHEMA: TypeAdapter[Act] = TypeAdapter(Act)


@given(st.one_of(*(st.from_type(kind) for kind in get_args(get_args(Act)[0]))))
def test_an_act_is_read_back_as_it_was_written(act: operation.Act):
    by_schema = _SCHEMA.dump_json(act).decode()
    assume(not re.search(r"[0-9]{19}", by_schema))  # more than any column of the database holds
    assert act_to_json(act) == by_schema
    assert act_from_json(by_schema) == act
