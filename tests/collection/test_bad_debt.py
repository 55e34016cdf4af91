"""A debt from dossier to write-off and back (R-BAD-1, R-BAD-2, R-BAD-3)."""

import pytest

from services.collection.domain.dossier import EvidenceKind
from services.collection.domain.dossier_record import LossLine
from services.collection.store import dossiers as store
from services.collection.usecases import bad_debt, verify, write_offs
from services.collection.usecases.bad_debt import DossierVerb
from services.collection.usecases.write_offs import PostedLoss, WriteOff
from services.kernel.errors import Refusal
from tests.collection.builders import day, line
from tests.collection.world import ONE_DAY

JANUARY = [line("2025-01", 10000, due="2025-02-28", late_fee=900)]


async def in_bad_debt(world):
    suite = await world("2025-05-01")
    await suite.customer()
    await suite.owes(JANUARY)
    await suite.reach("BAD_DEBT")
    return suite


async def act(suite, verb, actor, **more):
    request = DossierVerb("A-1-1", verb, actor, **more)
    return await bad_debt.act(suite.db, f"{verb}-{actor}-{more}", request)


async def refused(call) -> Refusal:
    with pytest.raises(Refusal) as found:
        await call
    return found.value


async def complete(suite) -> None:
    for kind, name in (
        (EvidenceKind.DUNNING_RECORDS, "记录.txt"),
        (EvidenceKind.MARKET_REGULATION_CERTIFICATE, "b.pdf"),
    ):
        content = b"%PDF-1.7 " + name.encode()
        await bad_debt.upload_evidence(suite.db, f"up-{kind}", "A-1-1", kind, name, content, "wang")
    await act(suite, "CONFIRM", "wang", confirm_role="COLLECTOR", comment="moved away")
    await act(suite, "CONFIRM", "li", confirm_role="RECOVERY_MANAGER", comment="nothing to seize")


async def approved(suite) -> None:
    await complete(suite)
    await act(suite, "SUBMIT", "wang")
    await act(suite, "APPROVE", "qian", roles=("APPROVER",))
    await act(suite, "APPROVE", "sun", roles=("MARKETING",))
    await act(suite, "APPROVE", "zhou", roles=("FINANCE",))


async def test_an_incomplete_dossier_is_refused_and_names_what_is_missing(world):
    suite = await in_bad_debt(world)
    async with suite.db.read() as tx:
        shown = await bad_debt.read_dossier(tx, "A-1-1")
    assert shown.file.dossier.amount == 10900
    assert shown.missing == (
        "DUNNING_RECORDS",
        "MARKET_REGULATION_CERTIFICATE",
        "CONFIRMATION_COLLECTOR",
        "CONFIRMATION_RECOVERY_MANAGER",
    )
    refusal = await refused(act(suite, "SUBMIT", "wang"))
    assert refusal.reason == "DOSSIER_INCOMPLETE"
    assert "CONFIRMATION_COLLECTOR" in refusal.metadata["missing"]


async def test_the_chain_needs_different_persons_and_its_roles_in_order(world):
    """R-BAD-2."""
    suite = await in_bad_debt(world)
    await complete(suite)
    await act(suite, "SUBMIT", "wang")
    assert (await refused(act(suite, "APPROVE", "wang", roles=("APPROVER",)))).reason == "SEPARATION_OF_DUTIES"
    assert (await refused(act(suite, "APPROVE", "zhou", roles=("FINANCE",)))).reason == "APPROVER_ROLE_WRONG"
    await act(suite, "APPROVE", "qian", roles=("APPROVER",))
    await act(suite, "REJECT", "sun", comment="the customer was seen")
    await act(suite, "SUBMIT", "wang", comment="again")
    await act(suite, "APPROVE", "qian", roles=("APPROVER",), comment="again")
    async with suite.db.read() as tx:
        file = (await bad_debt.read_dossier(tx, "A-1-1")).file
    assert [each.actor for each in file.approvals] == ["qian"], "a new submission begins a new chain"


async def test_the_same_file_twice_is_one_piece_of_evidence_and_a_wrong_one_is_refused(world):
    suite = await in_bad_debt(world)
    kind = EvidenceKind.JUDGMENT
    first = await bad_debt.upload_evidence(suite.db, "r1", "A-1-1", kind, "a.pdf", b"%PDF-1", "wang")
    again = await bad_debt.upload_evidence(suite.db, "r2", "A-1-1", kind, "b.pdf", b"%PDF-1", "wang")
    assert first == again
    call = bad_debt.upload_evidence(suite.db, "r3", "A-1-1", kind, "c.exe", b"MZ\x00\x01", "wang")
    assert (await refused(call)).reason == "EVIDENCE_TYPE_WRONG"
    async with suite.db.read() as tx:
        assert await store.evidence_bytes(tx, first.evidence_id) == b"%PDF-1"


async def test_the_write_off_posts_once_and_retains_the_case_which_money_still_reduces(world):
    """R-BAD-2, R-BAD-3: 账销案存."""
    suite = await in_bad_debt(world)
    await approved(suite)
    posts: list[str] = []

    async def post(account, case, reason, lines):
        posts.append(case)
        assert [(line.bill, line.line) for line in lines] == [("A-1-2025-01", 1)]
        return PostedLoss("A-1.1", 10900, (LossLine("A-1-2025-01", 1, "2025-01", 10000, 900),))

    wrong = write_offs.write_off(suite.db, "w0", WriteOff("A-1-1", 10000, "chen"), post)
    assert (await refused(wrong)).reason == "WRITE_OFF_AMOUNT_DIFFERS"
    for _ in range(2):
        await write_offs.write_off(suite.db, "w1", WriteOff("A-1-1", 10900, "chen"), post)
    assert posts == ["A-1-1"]
    await suite.owes([])
    assert await suite.state() == "WRITTEN_OFF", "a write-off is not a payment: nothing is restored"
    assert await suite.orders(kind="RESTORE") == []
    await suite.db.transact(lambda tx: write_offs.take_recovery(tx, "A-1.1", 900))
    async with suite.db.read() as tx:
        (retained,) = await store.list_written_off(tx, "C-1", None, 10)
        found = [await each.check(tx) for each in verify.INVARIANTS]
    assert (retained.written_off, retained.recovered) == (10900, 900)
    assert [each.breaches for each in found] == [0, 0, 0, 0]


async def test_payments_event_retains_the_case_when_our_own_note_was_lost(world):
    """The process died between payment's answer and our transaction; the event tells the rest."""
    suite = await in_bad_debt(world)
    await approved(suite)

    async def payments_transaction(tx):
        await write_offs.take_write_off(tx, "A-1-1", "A-1.1", 10900)

    await suite.db.transact(payments_transaction)
    await suite.owes([])
    assert await suite.state() == "WRITTEN_OFF"
    await suite.db.transact(payments_transaction)
    assert (await suite.steps())[-1][0] == "WRITE_OFF"


async def test_a_bill_that_falls_due_after_the_submission_is_not_written_off_with_it(world):
    """R-BAD-2: what was approved is what is written off."""
    suite = await in_bad_debt(world)
    await approved(suite)
    later = line("2025-06", 700, due="2025-07-01")
    await suite.owes([*JANUARY, later])
    await suite.move_date(await suite.date() + 40 * ONE_DAY)
    asked: list[str] = []

    async def post(account, case, reason, lines):
        asked.extend(each.bill for each in lines)
        return PostedLoss("A-1.1", 10900, tuple(lines))

    await write_offs.write_off(suite.db, "w1", WriteOff("A-1-1", 10900, "chen"), post)
    assert asked == ["A-1-2025-01"]
    await suite.owes([later])
    await suite.close_day()
    assert (await suite.state(), await suite.state("A-1-2")) == ("WRITTEN_OFF", "OPEN")


async def test_a_collector_proposes_a_terminated_case_and_none_before_its_three_months(world):
    """R-BAD-1."""
    suite = await world("2025-05-01")
    await suite.customer()
    await suite.owes([line("2025-03", 10000, due="2025-04-30")])
    await suite.reach("TERMINATED")
    propose = bad_debt.ProposeBadDebt("A-1-1", "wang")
    if await suite.date() <= day("2025-07-30"):
        assert (await refused(bad_debt.propose(suite.db, "o1", propose))).reason == "DOSSIER_INCOMPLETE"
        await suite.move_date(day("2025-07-31"))
    assert await bad_debt.propose(suite.db, "o2", propose) == "A-1-1"
    assert await suite.state() == "BAD_DEBT"
    assert await bad_debt.propose(suite.db, "o3", propose) == "A-1-1"


async def test_a_debt_paid_during_the_approvals_withdraws_the_dossier(world):
    suite = await in_bad_debt(world)
    await approved(suite)
    await suite.owes([])
    assert await suite.state() == "RESTORING"
    async with suite.db.read() as tx:
        file = (await bad_debt.read_dossier(tx, "A-1-1")).file
    assert file.dossier.state == "WITHDRAWN"

    async def post(account, case, reason, lines):
        raise AssertionError("payment must not be asked")

    call = write_offs.write_off(suite.db, "w1", WriteOff("A-1-1", 10900, "chen"), post)
    assert (await refused(call)).reason == "DOSSIER_STATE_WRONG"


async def test_a_company_and_a_day_before_the_three_months_are_not_bad_debt(world):
    """R-BAD-1: the ladder waits for more than three months."""
    suite = await world("2025-05-01")
    await suite.customer()
    await suite.owes([line("2025-03", 10000, due="2025-04-30")])
    await suite.reach("BAD_DEBT")
    proposed = day((await suite.steps())[-1][1])
    assert proposed > day("2025-07-30")
