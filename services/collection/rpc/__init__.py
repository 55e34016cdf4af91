"""Decode, call one use case, encode: one servicer for each service of the contract."""

from collections.abc import Callable
from typing import Any

from services.chassis.database import Database
from services.chassis.runs import RunWorkers
from services.collection.peers import PaymentPeer
from services.collection.rpc.agencies import AgencyRpc
from services.collection.rpc.appraisals import AppraisalRpc
from services.collection.rpc.arrears import ArrearsRpc
from services.collection.rpc.bad_debt import BadDebtRpc
from services.collection.rpc.cases import CaseRpc
from services.collection.rpc.contacts import ContactRpc
from services.collection.rpc.scenarios import ScenarioRpc
from services.collection.rpc.work_orders import WorkOrderRpc
from services.collection.usecases.submission import OrderDesk
from tollbook.collection.v1.agency_service_pb2_grpc import add_AgencyServiceServicer_to_server
from tollbook.collection.v1.appraisal_service_pb2_grpc import add_AppraisalServiceServicer_to_server
from tollbook.collection.v1.arrears_service_pb2_grpc import add_ArrearsServiceServicer_to_server
from tollbook.collection.v1.bad_debt_service_pb2_grpc import add_BadDebtServiceServicer_to_server
from tollbook.collection.v1.case_service_pb2_grpc import add_CaseServiceServicer_to_server
from tollbook.collection.v1.contact_service_pb2_grpc import add_ContactServiceServicer_to_server
from tollbook.collection.v1.scenario_service_pb2_grpc import add_ScenarioServiceServicer_to_server
from tollbook.collection.v1.work_order_service_pb2_grpc import add_WorkOrderServiceServicer_to_server


def servicers(
    db: Database, runs: RunWorkers, desk: OrderDesk, payment: PaymentPeer
) -> list[tuple[Callable[[Any, Any], None], Any]]:
    """Everything that collection serves."""
    return [
        (add_ArrearsServiceServicer_to_server, ArrearsRpc(db, runs)),
        (add_CaseServiceServicer_to_server, CaseRpc(db)),
        (add_ContactServiceServicer_to_server, ContactRpc(db)),
        (add_ScenarioServiceServicer_to_server, ScenarioRpc(db)),
        (add_WorkOrderServiceServicer_to_server, WorkOrderRpc(db, desk)),
        (add_BadDebtServiceServicer_to_server, BadDebtRpc(db, payment)),
        (add_AgencyServiceServicer_to_server, AgencyRpc(db)),
        (add_AppraisalServiceServicer_to_server, AppraisalRpc(db, runs, payment)),
    ]
