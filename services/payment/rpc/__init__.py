"""Payment's RPCs: decode, one use case, encode."""

from collections.abc import Callable, Sequence
from typing import Any

from services.chassis.database import Database
from services.chassis.runs import RunWorkers
from services.payment.config import PaymentSettings
from services.payment.domain.iso20022 import Creditor
from services.payment.rpc.agents import AgentRpc
from services.payment.rpc.bank_collections import BankCollectionRpc
from services.payment.rpc.books import BookRpc
from services.payment.rpc.invoices import InvoiceRpc
from services.payment.rpc.late_fees import LateFeeRpc
from services.payment.rpc.ledger import LedgerRpc
from services.payment.rpc.offsets import OffsetRpc
from services.payment.rpc.payments import PaymentRpc
from services.payment.rpc.receivables import ReceivableRpc
from services.payment.rpc.reconciliations import ReconciliationRpc
from services.payment.rpc.settlements import SettlementRpc
from services.payment.rpc.write_offs import WriteOffRpc
from services.payment.store.accounts import Directory
from services.payment.usecases.book_sets import ItemsOf
from services.payment.usecases.invoices import SampleIssuer
from tollbook.payment.v1 import (
    agent_service_pb2_grpc,
    bank_collection_service_pb2_grpc,
    book_service_pb2_grpc,
    invoice_service_pb2_grpc,
    late_fee_service_pb2_grpc,
    ledger_service_pb2_grpc,
    offset_service_pb2_grpc,
    payment_service_pb2_grpc,
    receivable_service_pb2_grpc,
    reconciliation_service_pb2_grpc,
    settlement_service_pb2_grpc,
    write_off_service_pb2_grpc,
)

Registration = tuple[Callable[[Any, Any], None], Any]


def servicers(
    db: Database, runs: RunWorkers, directory: Directory, settings: PaymentSettings, items_of: ItemsOf
) -> Sequence[Registration]:
    """All of payment's services; a method that a class leaves out answers UNIMPLEMENTED."""
    return [
        (payment_service_pb2_grpc.add_PaymentServiceServicer_to_server, PaymentRpc(db, runs, directory, settings)),
        (book_service_pb2_grpc.add_BookServiceServicer_to_server, BookRpc(db, items_of)),
        (receivable_service_pb2_grpc.add_ReceivableServiceServicer_to_server, ReceivableRpc(db, directory)),
        (settlement_service_pb2_grpc.add_SettlementServiceServicer_to_server, SettlementRpc(db)),
        (late_fee_service_pb2_grpc.add_LateFeeServiceServicer_to_server, LateFeeRpc(db)),
        (write_off_service_pb2_grpc.add_WriteOffServiceServicer_to_server, WriteOffRpc(db)),
        (offset_service_pb2_grpc.add_OffsetServiceServicer_to_server, OffsetRpc(db, runs)),
        (ledger_service_pb2_grpc.add_LedgerServiceServicer_to_server, LedgerRpc(db, directory)),
        (
            bank_collection_service_pb2_grpc.add_BankCollectionServiceServicer_to_server,
            BankCollectionRpc(db, runs, directory, Creditor(settings.creditor_name, settings.creditor_account)),
        ),
        (
            reconciliation_service_pb2_grpc.add_ReconciliationServiceServicer_to_server,
            ReconciliationRpc(db),
        ),
        (agent_service_pb2_grpc.add_AgentServiceServicer_to_server, AgentRpc(db)),
        (
            invoice_service_pb2_grpc.add_InvoiceServiceServicer_to_server,
            InvoiceRpc(db, SampleIssuer()),
        ),
    ]
