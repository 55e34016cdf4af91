"""CustomerService and AccountService."""

from collections.abc import AsyncIterator
from typing import Any

from services.chassis.database import Database
from services.chassis.paging import page_size
from services.rating.domain.csv_file import write_csv
from services.rating.domain.customer import Ownership
from services.rating.rpc.asking import after_id, asked, next_token
from services.rating.usecases import accounts, customers, imports, ownership_list
from services.rating.wire.customers import (
    account_from_pb,
    account_to_pb,
    changes_from_pb,
    customer_from_pb,
    customer_to_pb,
    ownership_to_pb,
)
from services.rating.wire.values import enum_from_pb, ident, outcome_to_pb, required_date_from_pb
from tollbook.kernel.v1 import business_pb2
from tollbook.rating.v1 import account_service_pb2, customer_service_pb2
from tollbook.rating.v1.account_service_pb2_grpc import AccountServiceServicer
from tollbook.rating.v1.customer_service_pb2_grpc import CustomerServiceServicer

_EXPORT_PAGE = 1_000


class CustomerRpc(CustomerServiceServicer):
    """Customers and whom they belong to."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def CreateCustomer(self, request: Any, context: Any) -> Any:
        customer = customer_from_pb(request.customer_id, request.customer)
        return customer_to_pb(await customers.create_customer(self._db, asked(request), customer))

    async def GetCustomer(self, request: Any, context: Any) -> Any:
        return customer_to_pb(await customers.get_customer(self._db, ident("customers", request.name)))

    async def ListCustomers(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        page = await customers.page_of_customers(
            self._db,
            sales_unit=ident("salesUnits", request.sales_unit, "sales_unit"),
            kind=enum_from_pb(business_pb2.CustomerKind, request.kind, "CUSTOMER_KIND"),
            after=after_id(request),
            limit=limit,
        )
        return customer_service_pb2.ListCustomersResponse(
            customers=[customer_to_pb(one) for one in page], next_page_token=next_token(page, limit, "customer_id")
        )

    async def UpdateCustomer(self, request: Any, context: Any) -> Any:
        changes = changes_from_pb(request.customer, request.update_mask)
        name = ident("customers", request.name)
        return customer_to_pb(await customers.update_customer(self._db, asked(request), name, changes, request.etag))

    async def CloseCustomer(self, request: Any, context: Any) -> Any:
        name = ident("customers", request.name)
        return customer_to_pb(await customers.close_customer(self._db, asked(request), name, request.reason))

    async def ImportCustomers(self, request: Any, context: Any) -> Any:
        return outcome_to_pb(await imports.import_customers(self._db, asked(request), request.content))

    async def AssignOwnership(self, request: Any, context: Any) -> Any:
        entry = Ownership(
            customer_id=ident("customers", request.customer, "customer"),
            start_date=required_date_from_pb(request, "start_date"),
            listed=True,
            sales_unit=ident("salesUnits", request.sales_unit, "sales_unit"),
            account_manager=ident("managers", request.account_manager, "account_manager"),
            reason=request.reason,
        )
        return ownership_to_pb(await customers.assign_ownership(self._db, asked(request), entry))

    async def ImportOwnershipList(self, request: Any, context: Any) -> Any:
        return outcome_to_pb(await ownership_list.import_ownership_list(self._db, asked(request), request.content))

    async def ListOwnership(self, request: Any, context: Any) -> Any:
        entries = await customers.ownership_entries(self._db, ident("customers", request.customer, "customer"))
        return customer_service_pb2.ListOwnershipResponse(entries=[ownership_to_pb(one) for one in entries])

    async def ListMembers(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        group = ident("customers", request.customer, "customer")
        page = await customers.page_of_customers(self._db, member_of=group, after=after_id(request), limit=limit)
        return customer_service_pb2.ListMembersResponse(
            members=[customer_to_pb(one) for one in page], next_page_token=next_token(page, limit, "customer_id")
        )

    async def ExportCustomersCsv(self, request: Any, context: Any) -> AsyncIterator[Any]:
        unit = ident("salesUnits", request.sales_unit, "sales_unit")
        after, header = "", list(imports.CUSTOMER_COLUMNS)
        while True:
            page = await customers.page_of_customers(self._db, sales_unit=unit, after=after, limit=_EXPORT_PAGE)
            rows = ([_cell(getattr(one, name)) for name in imports.CUSTOMER_COLUMNS] for one in page)
            for chunk in write_csv(header, rows):
                yield customer_service_pb2.ExportCustomersCsvResponse(chunk=chunk)
            if len(page) < _EXPORT_PAGE:
                return
            after, header = page[-1].customer_id, []


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value == "UNSPECIFIED" else str(value)


class AccountRpc(AccountServiceServicer):
    """Billing accounts."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def CreateAccount(self, request: Any, context: Any) -> Any:
        account = account_from_pb(request.account_id, request.account)
        return account_to_pb(await accounts.create_account(self._db, asked(request), account))

    async def GetAccount(self, request: Any, context: Any) -> Any:
        return account_to_pb(await accounts.get_account(self._db, ident("accounts", request.name)))

    async def ListAccounts(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        owner = ident("customers", request.customer, "customer")
        page = await accounts.page_of_accounts(self._db, owner, after_id(request), limit)
        return account_service_pb2.ListAccountsResponse(
            accounts=[account_to_pb(one) for one in page], next_page_token=next_token(page, limit, "account_id")
        )

    async def UpdateAccount(self, request: Any, context: Any) -> Any:
        changes = changes_from_pb(request.account, request.update_mask)
        name = ident("accounts", request.name)
        return account_to_pb(await accounts.update_account(self._db, asked(request), name, changes, request.etag))

    async def CloseAccount(self, request: Any, context: Any) -> Any:
        name = ident("accounts", request.name)
        return account_to_pb(await accounts.close_account(self._db, asked(request), name, request.reason))

    async def ImportAccounts(self, request: Any, context: Any) -> Any:
        return outcome_to_pb(await imports.import_accounts(self._db, asked(request), request.content))
