"""The end of the ladder for one account: dossier, evidence, confirmations, approvals, write-off, and money after it.

Every working day the clerks do the next thing that the dossier asks for (R-BAD), so that a day that is played
again does nothing twice.
"""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import grpc
import grpc.aio

from simulator.behaviour.record import Money
from simulator.days import is_business_day
from simulator.operator.cast import Part
from simulator.suite.people import Person
from simulator.wire import date_from_pb, date_to_pb, fen_to_pb
from simulator.world import World
from tollbook.collection.v1.bad_debt_pb2 import Dossier, DossierState, EvidenceKind
from tollbook.collection.v1.bad_debt_service_pb2 import (
    ApproveDossierRequest,
    ConfirmUncollectableRequest,
    GetLossReportRequest,
    ListDossiersRequest,
    OpenDossierRequest,
    SubmitDossierRequest,
    UploadEvidenceRequest,
    WriteOffDossierRequest,
)
from tollbook.collection.v1.bad_debt_service_pb2_grpc import BadDebtServiceStub
from tollbook.collection.v1.case_pb2 import Case, CaseState
from tollbook.collection.v1.case_service_pb2 import ListCasesRequest
from tollbook.collection.v1.case_service_pb2_grpc import CaseServiceStub
from tollbook.payment.v1.payment_pb2 import PaymentChannel
from tollbook.payment.v1.payment_service_pb2 import RecordPaymentRequest
from tollbook.payment.v1.payment_service_pb2_grpc import PaymentServiceStub

# "Overdue for over three months" (R-BAD-1), and some days in which the clerks get to it.
PROPOSE_AFTER_DAYS = 95
RECOVER_AFTER_DAYS = 6
PAGE = 1000

# What a dossier may say is missing, and the kind of evidence that it means.
EVIDENCE = {name.removeprefix("EVIDENCE_KIND_"): name for name, kind in EvidenceKind.items() if kind}

# Who approves at each step of the default chain (R-BAD-2).
CHAIN: dict[str, Person] = {
    "SALES_UNIT": Person.UNIT_HEAD,
    "MARKETING": Person.MARKETING,
    "FINANCE": Person.FINANCE_HEAD,
}


class BadDebtActor:
    """The clerks around one account's dossier."""

    def __init__(self, world: World) -> None:
        """Makes the stubs."""
        self._world = world
        self._account_id = world.population.played_by(Part.BAD_DEBT).account_id
        self._dossiers = BadDebtServiceStub(world.suite.channel("collection"))
        self._cases = CaseServiceStub(world.suite.channel("collection"))
        self._payments = PaymentServiceStub(world.suite.channel("payment"))
        self._first_possible = world.first_day + timedelta(days=58 + PROPOSE_AFTER_DAYS)
        self._steps: dict[int, Callable[[Dossier, date], Awaitable[int]]] = {
            DossierState.DOSSIER_STATE_OPEN: self._complete,
            DossierState.DOSSIER_STATE_SUBMITTED: self._approve,
            DossierState.DOSSIER_STATE_APPROVED: self._write_off,
            DossierState.DOSSIER_STATE_WRITTEN_OFF: self._recover,
        }
        self._written_off_on: date | None = None
        self._recovered = False

    async def act(self, day: date) -> int:
        """Does the next thing; answers how many things were done."""
        if day < self._first_possible or self._recovered or not is_business_day(day):
            return 0
        dossier = await self._dossier()
        if dossier is None:
            return await self._propose(day)
        step = self._steps.get(dossier.state)
        return await step(dossier, day) if step is not None else 0

    async def _dossier(self) -> Dossier | None:
        request = ListDossiersRequest(page_size=PAGE)
        answer = await self._world.suite.call(Person.COLLECTOR, self._dossiers.ListDossiers, request)
        account = f"accounts/{self._account_id}"
        return next((dossier for dossier in answer.dossiers if dossier.account == account), None)

    async def _case(self) -> Case | None:
        request = ListCasesRequest(account=f"accounts/{self._account_id}", page_size=PAGE)
        answer = await self._world.suite.call(Person.COLLECTOR, self._cases.ListCases, request)
        return answer.cases[-1] if answer.cases else None

    async def _propose(self, day: date) -> int:
        case = await self._case()
        if case is None or case.state != CaseState.CASE_STATE_TERMINATED:
            return 0
        if day < date_from_pb(case.anchor_date) + timedelta(days=PROPOSE_AFTER_DAYS):
            return 0
        request = OpenDossierRequest(request_id=self._id("open", case.name), case_name=case.name)
        await self._world.suite.call(Person.COLLECTOR, self._dossiers.OpenDossier, request)
        self._world.tell(day, f"dossier of {self._account_id} is opened")
        return 1

    async def _complete(self, dossier: Dossier, day: date) -> int:
        """Submits too early, which is refused; then adds what is missing and submits again."""
        if dossier.missing:
            await self._submit_too_early(dossier, day)
        for missing in dossier.missing:
            if missing in EVIDENCE:
                await self._upload(dossier, missing)
        for role, person in (("COLLECTOR", Person.COLLECTOR), ("RECOVERY_MANAGER", Person.RECOVERY_MANAGER)):
            if f"CONFIRMATION_{role}" in dossier.missing:
                await self._confirm(dossier, role, person)
        dossier = await self._dossier() or dossier
        if dossier.missing:
            return 1
        request = SubmitDossierRequest(request_id=self._id("submit", dossier.name), name=dossier.name)
        await self._world.suite.call(Person.COLLECTOR, self._dossiers.SubmitDossier, request)
        self._world.tell(day, f"dossier of {self._account_id} is submitted")
        return 1

    async def _submit_too_early(self, dossier: Dossier, day: date) -> None:
        request = SubmitDossierRequest(request_id=self._id("submit early", dossier.name, day), name=dossier.name)
        try:
            await self._world.suite.call(Person.COLLECTOR, self._dossiers.SubmitDossier, request)
        except grpc.aio.AioRpcError as error:
            if error.code() is not grpc.StatusCode.FAILED_PRECONDITION:
                raise
            self._world.tell(day, f"dossier of {self._account_id} is refused as incomplete")
            return
        raise RuntimeError("an incomplete dossier was accepted (R-BAD-1)")

    async def _upload(self, dossier: Dossier, missing: str) -> None:
        request = UploadEvidenceRequest(
            request_id=self._id("evidence", dossier.name, missing),
            dossier=dossier.name,
            kind=EVIDENCE[missing],
            file_name=f"{missing.lower()}.txt",
            content=f"{missing} of {dossier.account}: 证明材料\n".encode(),
        )
        await self._world.suite.call(Person.COLLECTOR, self._dossiers.UploadEvidence, request)

    async def _confirm(self, dossier: Dossier, role: str, person: Person) -> None:
        request = ConfirmUncollectableRequest(
            request_id=self._id("confirm", dossier.name, role),
            dossier=dossier.name,
            role=role,
            statement="Called, visited, wrote: nobody at the address",
        )
        await self._world.suite.call(person, self._dossiers.ConfirmUncollectable, request)

    async def _approve(self, dossier: Dossier, day: date) -> int:
        waiting = next((step for step in dossier.approvals if not step.actor), None)
        if waiting is None:
            return 0
        request = ApproveDossierRequest(
            request_id=self._id("approve", dossier.name, waiting.step), name=dossier.name, comment="Seen and agreed"
        )
        await self._world.suite.call(CHAIN[waiting.role], self._dossiers.ApproveDossier, request)
        self._world.tell(day, f"dossier of {self._account_id} is approved by {waiting.role}")
        return 1

    async def _write_off(self, dossier: Dossier, day: date) -> int:
        report = await self._world.suite.call(
            Person.FINANCE, self._dossiers.GetLossReport, GetLossReportRequest(dossier=dossier.name)
        )
        request = WriteOffDossierRequest(
            request_id=self._id("write off", dossier.name), name=dossier.name, amount=report.amount
        )
        await self._world.suite.call(Person.FINANCE, self._dossiers.WriteOffDossier, request)
        self._written_off_on = day
        self._world.tell(day, f"{report.amount.minor_units} fen of {self._account_id} are written off")
        return 1

    async def _recover(self, dossier: Dossier, day: date) -> int:
        """Half of the debt comes after all, at a counter and for the case."""
        self._written_off_on = self._written_off_on or day
        if day < self._written_off_on + timedelta(days=RECOVER_AFTER_DAYS):
            return 0
        number, amount = f"{self._account_id}.recovery", dossier.amount.minor_units // 2
        request = RecordPaymentRequest(
            request_id=self._id("recovery", number),
            channel=PaymentChannel.PAYMENT_CHANNEL_COUNTER,
            channel_number=number,
            account=dossier.account,
            amount=fen_to_pb(amount),
            value_date=date_to_pb(day),
            case_name=dossier.case_name,
        )
        await self._world.suite.call(Person.CASHIER, self._payments.RecordPayment, request)
        self._world.record.add_money(Money(number, self._account_id, amount, day, day, "counter", 1, day))
        self._world.tell(day, f"{amount} fen of {self._account_id} come back after the write-off")
        self._recovered = True
        return 1

    def _id(self, *key: object) -> str:
        return self._world.choice.request_id("bad debt", *key)
