"""ContactService."""

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database, Transaction
from services.chassis.interceptors import Context
from services.chassis.paging import decode_token, encode_token
from services.collection.domain.contact import Contact
from services.collection.domain.reason import Reason, not_found
from services.collection.rpc.csv_pages import csv_chunks
from services.collection.store import contacts as store
from services.collection.store import positions as position_store
from services.collection.usecases import contact_lists, contact_results, contacts
from services.collection.wire import contacts as wire
from services.collection.wire.files import result_to_pb
from services.collection.wire.values import id_of, optional_date, word
from tollbook.collection.v1 import contact_pb2
from tollbook.collection.v1 import contact_service_pb2 as pb
from tollbook.collection.v1.contact_service_pb2_grpc import ContactServiceServicer
from tollbook.collection.v1.csv_pb2 import CsvChunk
from tollbook.kernel.v1.batch_pb2 import FileOutcome

_pb: Any = contact_pb2
_EXPORT_PAGE = 1_000


@dataclass
class ContactRpc(ContactServiceServicer):
    """Serves contacts, tasks and automatic lists."""

    db: Database

    async def GetContact(self, request: pb.GetContactRequest, context: Context) -> contact_pb2.Contact:
        async with self.db.read() as tx:
            found = await store.contacts_by_id(tx, id_of("contacts", request.name, "name"))
        if found is None:
            raise not_found(Reason.CONTACT_NOT_FOUND, request.name)
        return wire.contact_to_pb(found)

    async def ListContacts(self, request: pb.ListContactsRequest, context: Context) -> pb.ListContactsResponse:
        size, after = request.page_size or 100, decode_token(request.page_token, 3)
        async with self.db.read() as tx:
            found = await store.list_contacts(tx, _filter(request), after, size)
        token = encode_token(*_contact_key(found[-1])) if len(found) == size else ""
        return pb.ListContactsResponse(contacts=[wire.contact_to_pb(each) for each in found], next_page_token=token)

    async def RecordContactResult(
        self, request: pb.RecordContactResultRequest, context: Context
    ) -> contact_pb2.Contact:
        result = word(_pb.ContactResult, request.result)
        asked = contacts.RecordResult(id_of("contacts", request.name, "name"), result, request.comment)
        return wire.contact_to_pb(await contacts.record_result(self.db, request.request_id, asked))

    async def ImportContactResults(self, request: pb.ImportContactResultsRequest, context: Context) -> FileOutcome:
        who = caller().subject
        return result_to_pb(await contact_results.import_results(self.db, request.request_id, request.content, who))

    async def TellUnits(self, request: pb.TellUnitsRequest, context: Context) -> contact_pb2.ContactList:
        list_id = id_of("contactLists", request.name, "name")
        asked = contact_lists.TellUnits(list_id, request.comment, caller().subject)
        return wire.list_to_pb(await contact_lists.tell_units(self.db, request.request_id, asked))

    async def ListTasks(self, request: pb.ListTasksRequest, context: Context) -> pb.ListTasksResponse:
        size, after = request.page_size or 100, decode_token(request.page_token, 2)
        manager = id_of("managers", request.manager, "manager")
        async with self.db.read() as tx:
            found = await store.list_tasks(tx, manager, show_done=request.show_done, after=after, limit=size)
            tasks = await _tasks(tx, found)
        token = encode_token(found[-1].task_due_date, found[-1].contact_id) if len(found) == size else ""
        return pb.ListTasksResponse(tasks=tasks, next_page_token=token)

    async def CompleteTask(self, request: pb.CompleteTaskRequest, context: Context) -> contact_pb2.Task:
        result = word(_pb.ContactResult, request.result)
        asked = contacts.CompleteTask(id_of("tasks", request.name, "name"), result, request.comment, caller().subject)
        return await self._task(await contacts.complete_task(self.db, request.request_id, asked))

    async def ReassignTask(self, request: pb.ReassignTaskRequest, context: Context) -> contact_pb2.Task:
        manager = id_of("managers", request.manager, "manager")
        asked = contacts.ReassignTask(id_of("tasks", request.name, "name"), manager)
        return await self._task(await contacts.reassign_task(self.db, request.request_id, asked))

    async def _task(self, each: Contact) -> contact_pb2.Task:
        async with self.db.read() as tx:
            return (await _tasks(tx, [each]))[0]

    async def ListContactLists(
        self, request: pb.ListContactListsRequest, context: Context
    ) -> pb.ListContactListsResponse:
        size, after = request.page_size or 100, decode_token(request.page_token, 2)
        key = (dt.date.fromisoformat(after[0]), str(after[1])) if after else None
        first = optional_date(request, "first_date")
        async with self.db.read() as tx:
            found = await contact_lists.list_lists(
                tx, first, incomplete_only=request.incomplete_only, after=key, limit=size
            )
        token = encode_token(found[-1].list_date, found[-1].medium) if len(found) == size else ""
        lists = [wire.list_to_pb(each) for each in found]
        return pb.ListContactListsResponse(contact_lists=lists, next_page_token=token)

    async def ExportContactsCsv(
        self, request: pb.ExportContactsCsvRequest, context: Context
    ) -> AsyncIterator[CsvChunk]:
        header = ("contact", "case", "account", "customer", "sales_unit", "period", "kind", "medium", "recipient")
        columns = (*header, "state", "plan_date", "sent_date", "result", "comment")
        async for chunk in csv_chunks(columns, self._contact_rows(request.query)):
            yield chunk

    async def _contact_rows(self, query: pb.ListContactsRequest) -> AsyncIterator[Sequence[object]]:
        after: Sequence[Any] | None = None
        while True:
            async with self.db.read() as tx:
                found = await store.list_contacts(tx, _filter(query), after, _EXPORT_PAGE)
            for each in found:
                where = (each.contact_id, each.case_id, each.account_id, each.customer_id, each.sales_unit)
                what = (each.period, each.kind, each.medium, each.recipient, each.state)
                yield (*where, *what, each.plan_date, each.sent_date, each.result, each.comment)
            if len(found) < _EXPORT_PAGE:
                return
            after = [str(value) for value in _contact_key(found[-1])]
            after[1] = found[-1].shard

    async def ExportTasksCsv(self, request: pb.ExportTasksCsvRequest, context: Context) -> AsyncIterator[CsvChunk]:
        header = ("task", "manager", "account", "customer", "kind", "overdue_minor_units", "created", "due", "done")
        async for chunk in csv_chunks(header, self._task_rows(request.query)):
            yield chunk

    async def _task_rows(self, query: pb.ListTasksRequest) -> AsyncIterator[Sequence[object]]:
        manager = id_of("managers", query.manager, "manager")
        after: Sequence[Any] | None = None
        while True:
            async with self.db.read() as tx:
                found = await store.list_tasks(tx, manager, show_done=query.show_done, after=after, limit=_EXPORT_PAGE)
            for each in found:
                who = (each.contact_id, each.recipient, each.account_id, each.customer_id)
                yield (*who, each.kind, each.overdue, each.plan_date, each.task_due_date, each.sent_date)
            if len(found) < _EXPORT_PAGE:
                return
            after = [str(found[-1].task_due_date), found[-1].contact_id]


def _filter(request: pb.ListContactsRequest) -> store.ContactFilter:
    return store.ContactFilter(
        id_of("cases", request.case_name, "case_name"),
        id_of("accounts", request.account, "account"),
        request.period,
        word(_pb.ContactMedium, request.medium),
        word(_pb.ContactState, request.state),
        id_of("salesUnits", request.sales_unit, "sales_unit"),
    )


def _contact_key(each: Contact) -> tuple[object, ...]:
    return each.plan_date, each.shard, each.contact_id


async def _tasks(tx: Transaction, found: Sequence[Contact]) -> list[contact_pb2.Task]:
    customers = await position_store.addressees_of(tx, {(each.shard, each.customer_id) for each in found})
    names = {key: known[0].name for key, known in customers.items()}
    return [wire.task_to_pb(each, names.get((each.shard, each.customer_id), "")) for each in found]
