"""Decode, call one use case, encode: one servicer for each service of the contract."""

from collections.abc import Callable
from typing import Any

from services.chassis.database import Database
from services.chassis.runs import RunWorkers
from services.credit.rpc.controls import ControlRpc
from services.credit.rpc.exemptions import ExemptionRpc
from services.credit.rpc.grades import GradeRpc
from services.credit.rpc.policies import PolicyRpc
from services.credit.rpc.terms import TermsRpc
from services.credit.rpc.watch_lists import InterventionRpc, WarningRpc
from tollbook.credit.v1.control_service_pb2_grpc import add_ControlServiceServicer_to_server
from tollbook.credit.v1.exemption_service_pb2_grpc import add_ExemptionServiceServicer_to_server
from tollbook.credit.v1.grade_service_pb2_grpc import add_GradeServiceServicer_to_server
from tollbook.credit.v1.intervention_service_pb2_grpc import add_InterventionServiceServicer_to_server
from tollbook.credit.v1.policy_service_pb2_grpc import add_PolicyServiceServicer_to_server
from tollbook.credit.v1.terms_service_pb2_grpc import add_TermsServiceServicer_to_server
from tollbook.credit.v1.warning_service_pb2_grpc import add_WarningServiceServicer_to_server


def servicers(db: Database, runs: RunWorkers) -> list[tuple[Callable[[Any, Any], None], Any]]:
    """Everything that credit serves."""
    return [
        (add_TermsServiceServicer_to_server, TermsRpc(db)),
        (add_ControlServiceServicer_to_server, ControlRpc(db, runs)),
        (add_GradeServiceServicer_to_server, GradeRpc(db, runs)),
        (add_PolicyServiceServicer_to_server, PolicyRpc(db, runs)),
        (add_ExemptionServiceServicer_to_server, ExemptionRpc(db)),
        (add_WarningServiceServicer_to_server, WarningRpc(db, runs)),
        (add_InterventionServiceServicer_to_server, InterventionRpc(db)),
    ]
