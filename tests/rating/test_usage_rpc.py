"""Usage and tariffs over gRPC, as a mediation system and a marketing department call them."""

import asyncio
import datetime as dt
import zlib

import grpc.aio
import pytest
from google.protobuf.timestamp_pb2 import Timestamp

from services.rating.domain.customer import Account
from services.rating.store.customers import insert_accounts
from tests.rating.usage_fixtures import HEADER, add_line
from tests.rating.usage_serving import serve
from tollbook.kernel.v1.operations_service_pb2 import GetRunRequest, VerifyRequest
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub
from tollbook.kernel.v1.run_pb2 import RunState
from tollbook.rating.v1 import tariff_service_pb2 as tariff_pb
from tollbook.rating.v1 import usage_service_pb2 as pb
from tollbook.rating.v1.tariff_pb2 import TariffState
from tollbook.rating.v1.tariff_service_pb2_grpc import TariffServiceStub
from tollbook.rating.v1.usage_pb2 import UsageRecord, UsageType
from tollbook.rating.v1.usage_service_pb2_grpc import UsageServiceStub

TARIFFS = """
tariffs:
  - code: calls
    version: "2026"
    type: VOICE
    effective_date: 2026-01-01
    zones: {LOCAL: ["8"]}
    rates:
      - {zone: LOCAL, charge_item: calls, steps: [{increment: 60, micros: 100000}]}
"""
NAME = "tariffs/calls/versions/2026"
CALL = b"r%d,VOICE,03118800001,88123456,2026-01-05 10:00:00,61\n"


@pytest.fixture
async def rating(database, redis_url, tmp_path):
    db = database("rating", date=dt.date(2026, 1, 31))
    await add_line(db, "S-1", "03118800001")
    await db.transact(lambda tx: insert_accounts(tx, [Account("A-S-1", "C-S-1", "One")]))
    serving = await serve(db.engine.url.render_as_string(hide_password=False), redis_url, tmp_path)
    yield serving
    await serving.close()


async def load_tariffs(rating, document=TARIFFS):
    stub = rating.stub(TariffServiceStub, "MARKETING")
    return await stub.LoadTariffs(
        tariff_pb.LoadTariffsRequest(request_id=f"load-{zlib.crc32(document.encode())}", document=document.encode())
    )


async def approve(rating, subject="wang.fang"):
    stub = rating.stub(TariffServiceStub, "APPROVER", "SUPPORT", subject=subject)
    return await stub.ApproveTariff(tariff_pb.ApproveTariffRequest(request_id=f"a-{subject}", name=NAME))


def start(second: int) -> Timestamp:
    return Timestamp(seconds=int(dt.datetime(2026, 1, 5, 2, 0, second, tzinfo=dt.UTC).timestamp()))


async def refusal(call) -> str:
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await call
    return str(refused.value.trailing_metadata())


async def test_r_rat_2_a_tariff_is_loaded_by_one_approved_by_another_and_then_quoted(rating):
    assert list((await load_tariffs(rating)).tariffs) == [NAME]
    assert "APPROVER_IS_REQUESTER" in await refusal(approve(rating, "li.wei"))
    assert (await approve(rating)).state == TariffState.TARIFF_STATE_APPROVED
    stub = rating.stub(TariffServiceStub, "SUPPORT")
    quote = tariff_pb.QuoteUsageRequest(code="calls", other_party="88", start_time=start(0), quantity=61)
    assert (await stub.QuoteUsage(quote)).amount_micros == 200_000
    listed = await stub.ListTariffs(tariff_pb.ListTariffsRequest())
    assert [each.name for each in listed.tariffs] == [NAME]
    changed = TARIFFS.replace("100000", "90000")
    assert "TARIFF_EXISTS" in await refusal(load_tariffs(rating, changed))


async def test_a_document_with_faults_is_refused_with_all_of_them(rating):
    wrong = (
        TARIFFS.replace('["8"]', '["8", 0311]').replace("increment: 60", "increment: 0").replace("2026-01-01", "soon")
    )
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await load_tariffs(rating, wrong)
    details = str(refused.value.trailing_metadata())
    assert "TARIFF_INVALID" in details
    for field in ("zones.LOCAL", "increment", "effective_date"):
        assert field in details


async def test_overlapping_tariffs_are_refused_at_the_approval(rating):
    await load_tariffs(rating)
    await approve(rating)
    await load_tariffs(rating, TARIFFS.replace("code: calls", "code: other"))
    stub = rating.stub(TariffServiceStub, "APPROVER", subject="wang.fang")
    request = tariff_pb.ApproveTariffRequest(request_id="b", name="tariffs/other/versions/2026")
    assert "TARIFF_OVERLAPS" in await refusal(stub.ApproveTariff(request))


async def test_r_rat_1_a_stream_of_batches_is_answered_batch_by_batch(rating):
    await load_tariffs(rating)
    await approve(rating)
    records = [
        UsageRecord(
            record_id=f"r{n}",
            type=UsageType.USAGE_TYPE_VOICE,
            service_number="03118800001",
            other_party="88" if n else "7",
            start_time=start(n),
            quantity=61,
        )
        for n in range(3)
    ]
    batch = pb.BatchIngestUsageRequest(source="usageSources/switch-1", records=records)
    stub = rating.stub(UsageServiceStub, "NETWORK")
    token = ("authorization", f"Bearer {rating.token('NETWORK')}")
    call = stub.IngestUsage(iter([pb.IngestUsageRequest(batch=batch)] * 2), timeout=60, metadata=[token])
    answers = [answer.batch async for answer in call]
    assert [(a.counts.rated, a.counts.duplicates, a.counts.rejected) for a in answers] == [(2, 0, 1), (0, 3, 0)]
    assert [(each.index, each.record_id) for each in answers[0].rejects] == [(0, "r0")]


async def test_r_rat_1_a_large_file_is_loaded_as_a_run_and_tells_what_became_of_its_rows(rating, tmp_path, monkeypatch):
    monkeypatch.setattr("services.rating.usecases.usage_import.CHUNK_BYTES", 4_096)
    await load_tariffs(rating)
    await approve(rating)
    lines = b"".join(CALL % n for n in range(500)) + b"broken\n" + CALL % 7
    (tmp_path / "calls.csv").write_bytes(HEADER + lines)
    stub = rating.stub(UsageServiceStub, "OPERATOR")
    request = pb.StartUsageFileRequest(
        request_id="f", source="usageSources/switch-1", format="USAGE_FILE_FORMAT_CSV", file_name="calls.csv"
    )
    run = await stub.StartUsageFile(request)
    assert run.name == (await stub.StartUsageFile(request)).name == "runs/usage-file/switch-1:calls.csv"
    operations = rating.stub(OperationsServiceStub, "OPERATOR")
    while run.state == RunState.RUN_STATE_RUNNING:
        await asyncio.sleep(0.05)
        run = await operations.GetRun(GetRunRequest(name=run.name))
    assert run.chunks_total > 3
    file = await stub.GetUsageFile(pb.GetUsageFileRequest(name="usageFiles/switch-1:calls.csv"))
    outcome = file.outcome
    assert file.complete
    assert (outcome.rows, outcome.accepted, outcome.duplicates, outcome.rejected) == (502, 500, 1, 1)
    assert [(row.line, row.text) for row in outcome.rejects] == [(502, "broken")]
    assert outcome.rejects_file == HEADER + b"broken\n"
    counts = await stub.GetUsageCounts(pb.GetUsageCountsRequest())
    assert (counts.total.received, dict(counts.waiting_by_reason)) == (502, {"MALFORMED": 1})
    pieces = [
        piece.content async for piece in stub.ExportRejectedUsageCsv(pb.ExportRejectedUsageCsvRequest(), timeout=60)
    ]
    assert b"MALFORMED" in b"".join(pieces)
    checks = (await operations.Verify(VerifyRequest())).checks
    assert [check.breaches for check in checks if check.invariant == "usage_record_in_exactly_one_fate"] == [0]


async def test_a_file_with_another_header_is_refused_whole(rating):
    stub = rating.stub(UsageServiceStub, "NETWORK")
    request = pb.ImportUsageFileRequest(
        source="usageSources/switch-1", format="USAGE_FILE_FORMAT_CSV", file_name="a.csv", content=b"id,when\n1,2\n"
    )
    assert "FILE_UNREADABLE" in await refusal(stub.ImportUsageFile(request))


PREFIXES = (
    "zone,prefix,note\n"
    "LOCAL,0311,the city\n"
    "LOCAL,8,stands already\n"
    "LOCAL,+86311,with the country\n"
    "MARS,9,no such zone\n"
    "LOCAL,0311/x,\n"
    "LOCAL,=1,\n"
    "LOCAL\n"
)


async def import_prefixes(rating, content=PREFIXES, subject="zhao.lei"):
    stub = rating.stub(TariffServiceStub, "MARKETING", subject=subject)
    return await stub.ImportTariffPrefixes(tariff_pb.ImportTariffPrefixesRequest(name=NAME, content=content.encode()))


async def test_r_rat_2_prefixes_of_a_draft_come_as_csv_and_bad_rows_are_told_by_line_and_field(rating):
    await load_tariffs(rating)
    done = await import_prefixes(rating)
    assert (done.rows, done.accepted, done.duplicates, done.rejected) == (7, 2, 1, 4)
    assert [(row.line, row.faults[0].field, row.faults[0].rule) for row in done.rejects] == [
        (5, "zone", "known"),
        (6, "prefix", "prefix"),
        (7, "prefix", "prefix"),
        (8, "", "columns"),
    ]
    assert done.rejects_file.decode().splitlines()[:2] == ["zone,prefix,note", "MARS,9,no such zone"]
    again = await import_prefixes(rating)
    assert (again.accepted, again.duplicates, again.rejected) == (0, 3, 4)
    assert "APPROVER_IS_REQUESTER" in await refusal(approve(rating, "zhao.lei")), "who added prefixes approves nothing"
    await approve(rating)
    assert "STATE_CONFLICT" in await refusal(import_prefixes(rating))
    stub = rating.stub(TariffServiceStub, "SUPPORT")
    quote = tariff_pb.QuoteUsageRequest(code="calls", other_party="+86311", start_time=start(0), quantity=1)
    assert (await stub.QuoteUsage(quote)).parts[0].zone == "LOCAL"


async def test_r_rat_3_a_month_is_priced_again_by_a_run_and_unbilled_usage_tells_what_it_comes_to(rating):
    await load_tariffs(rating)
    await approve(rating)
    stub = rating.stub(UsageServiceStub, "OPERATOR", "FINANCE", "SUPPORT")
    content = HEADER + b"".join(CALL % n for n in range(3))
    source = "usageSources/sw"
    await stub.ImportUsageFile(
        pb.ImportUsageFileRequest(source=source, format="USAGE_FILE_FORMAT_CSV", file_name="a", content=content)
    )
    unbilled = pb.GetUnbilledUsageRequest(account="accounts/A-S-1")
    found = await stub.GetUnbilledUsage(unbilled)
    assert (found.amount.minor_units, found.amount.currency_code) == (60, "CNY")
    assert [(u.subscription, u.charge_item, u.records, u.charged_quantity, u.amount_micros) for u in found.usage] == [
        ("subscriptions/S-1", "chargeItems/calls", 3, 360, 600_000)
    ]
    dearer = TARIFFS.replace('2026"', '2026b"').replace("100000", "300000")
    name = (await load_tariffs(rating, dearer)).tariffs[0]
    await rating.stub(TariffServiceStub, "APPROVER", subject="wang.fang").ApproveTariff(
        tariff_pb.ApproveTariffRequest(request_id="dearer", name=name)
    )
    asked = pb.StartReRatingRequest(request_id="r1", cycle="2026-01", tariff="tariffs/calls", reason="wrong price")
    run = await stub.StartReRating(asked)
    operations = rating.stub(OperationsServiceStub, "OPERATOR")
    while (run := await operations.GetRun(GetRunRequest(name=run.name))).state != RunState.RUN_STATE_COMPLETED:
        await asyncio.sleep(0.05)
    assert (run.counters["records"], run.counters["changed"], run.counters["micros_after"]) == (3, 3, 1_800_000)
    assert (await stub.StartReRating(asked)).name == run.name
    found = await stub.GetUnbilledUsage(unbilled)
    assert (found.amount.minor_units, found.usage[0].records, found.usage[0].charged_quantity) == (180, 3, 360)
    unknown = pb.GetUnbilledUsageRequest(account="accounts/A-X")
    assert "ACCOUNT_NOT_FOUND" in await refusal(stub.GetUnbilledUsage(unknown))
