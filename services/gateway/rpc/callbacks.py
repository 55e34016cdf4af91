"""CallbackService."""

import uuid
from dataclasses import dataclass
from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.paging import decode_token, encode_token, page_size
from services.gateway.configuration import ConfigurationSource
from services.gateway.store.callbacks import callbacks_newest_first, quarantined_oldest_first
from services.gateway.usecases.act_on_callbacks import CallbackAct, act_on_callback, get_callback, show_callback
from services.gateway.wire import callback_to_pb, named, optional_date, raw_to_pb
from tollbook.gateway.v1 import callback_pb2
from tollbook.gateway.v1 import callback_service_pb2 as pb
from tollbook.gateway.v1.callback_service_pb2_grpc import CallbackServiceServicer


@dataclass
class CallbackRpc(CallbackServiceServicer):
    """Serves every method of CallbackService."""

    db: Database
    source: ConfigurationSource

    async def ListCallbacks(self, request: pb.ListCallbacksRequest, context: Any) -> pb.ListCallbacksResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 1)
        async with self.db.read() as tx:
            records = await callbacks_newest_first(
                tx,
                platform=named("platforms", request.platform),
                states=[callback_pb2.CallbackState.Name(s).removeprefix("CALLBACK_STATE_") for s in request.states],
                command_id=named("commands", request.command),
                receive_date=optional_date(request.receive_date),
                before=uuid.UUID(str(after[0])) if after is not None else None,
                most=size,
            )
        token = encode_token(records[-1].id) if len(records) == size else ""
        return pb.ListCallbacksResponse(callbacks=[callback_to_pb(each) for each in records], next_page_token=token)

    async def ListQuarantinedCallbacks(
        self, request: pb.ListQuarantinedCallbacksRequest, context: Any
    ) -> pb.ListQuarantinedCallbacksResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 1)
        async with self.db.read() as tx:
            records = await quarantined_oldest_first(
                tx,
                platform=named("platforms", request.platform),
                after=uuid.UUID(str(after[0])) if after is not None else None,
                most=size,
            )
        token = encode_token(records[-1].id) if len(records) == size else ""
        return pb.ListQuarantinedCallbacksResponse(
            callbacks=[callback_to_pb(each) for each in records], next_page_token=token
        )

    async def GetCallback(self, request: pb.GetCallbackRequest, context: Any) -> callback_pb2.Callback:
        return callback_to_pb(await get_callback(self.db, named("callbacks", request.name)))

    async def GetRawCallback(self, request: pb.GetRawCallbackRequest, context: Any) -> pb.GetRawCallbackResponse:
        record, raw = await show_callback(self.db, named("callbacks", request.name))
        return pb.GetRawCallbackResponse(callback=callback_to_pb(record), raw=raw_to_pb(raw))

    async def ReapplyCallback(self, request: pb.ReapplyCallbackRequest, context: Any) -> callback_pb2.Callback:
        return await self._act(request, "reapply")

    async def DismissCallback(self, request: pb.DismissCallbackRequest, context: Any) -> callback_pb2.Callback:
        return await self._act(request, "dismiss")

    async def _act(
        self, request: pb.ReapplyCallbackRequest | pb.DismissCallbackRequest, verb: str
    ) -> callback_pb2.Callback:
        callback_id = named("callbacks", request.name)
        act = CallbackAct(request.request_id, callback_id, verb, request.reason, caller().subject)
        return callback_to_pb(await act_on_callback(self.db, act, self.source.current.platforms))
