"""WriteOffService: bad debt and its recovery, for collection."""

from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.paging import decode_token, encode_token, page_size
from services.payment.usecases import write_offs
from services.payment.wire.receivables import recovery_to_pb, write_off_to_pb
from services.payment.wire.values import bare, range_of
from tollbook.payment.v1 import write_off_pb2, write_off_service_pb2, write_off_service_pb2_grpc


class WriteOffRpc(write_off_service_pb2_grpc.WriteOffServiceServicer):
    def __init__(self, db: Database) -> None:
        self._db = db

    async def PostWriteOff(
        self, request: write_off_service_pb2.PostWriteOffRequest, context: Any
    ) -> write_off_pb2.WriteOff:
        command = write_offs.PostWriteOff(
            request.request_id,
            bare("accounts", request.account, "account"),
            request.case_name,
            tuple((bare("bills", line.bill, "lines.bill"), line.line) for line in request.lines),
            request.approval,
            request.reason,
            caller().subject,
        )
        return write_off_to_pb(await write_offs.post_write_off(self._db, command))

    async def GetWriteOff(
        self, request: write_off_service_pb2.GetWriteOffRequest, context: Any
    ) -> write_off_pb2.WriteOff:
        return write_off_to_pb(await write_offs.get_write_off(self._db, bare("writeOffs", request.name, "name")))

    async def ListWriteOffs(
        self, request: write_off_service_pb2.ListWriteOffsRequest, context: Any
    ) -> write_off_service_pb2.ListWriteOffsResponse:
        key = decode_token(request.page_token, 1)
        size = page_size(request.page_size)
        account = bare("accounts", request.account, "account")
        found = await write_offs.write_offs(self._db, account, "" if key is None else str(key[0]), size)
        token = encode_token(found[-1].write_off) if len(found) == size else ""
        return write_off_service_pb2.ListWriteOffsResponse(
            write_offs=[write_off_to_pb(record) for record in found], next_page_token=token
        )

    async def ListRecoveries(
        self, request: write_off_service_pb2.ListRecoveriesRequest, context: Any
    ) -> write_off_service_pb2.ListRecoveriesResponse:
        key = decode_token(request.page_token, 5)
        size = page_size(request.page_size)
        since, until = range_of(request.posting_dates, request.HasField("posting_dates"), "posting_dates")
        after = None if key is None else (str(key[0]), str(key[1]), int(key[2]), int(key[3]), str(key[4]))
        found = await write_offs.recoveries(
            self._db, bare("accounts", request.account, "account"), since, until, after, size
        )
        token = ""
        if len(found) == size:
            last = found[-1]
            token = encode_token(last.posting_date, last.account, last.posted, last.sequence, last.write_off)
        return write_off_service_pb2.ListRecoveriesResponse(
            recoveries=[recovery_to_pb(record) for record in found], next_page_token=token
        )
