"""AgentService: collecting agents."""

import datetime as dt
from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.paging import decode_token, encode_token, page_size
from services.chassis.validation import only_masked
from services.payment.domain.agent import Inspection, Remittance
from services.payment.usecases import agents
from services.payment.wire import agents as wire
from services.payment.wire.values import bare, date_of, invalid, range_of
from tollbook.payment.v1 import agent_pb2, agent_service_pb2, agent_service_pb2_grpc

ACT_FOR_ANY_AGENT = frozenset({"SERVICE", "FINANCE", "OPERATOR"})
"""Who may name any agent: the gateway, which knows an agent by its signature, and the operator's own people."""


class AgentRpc(agent_service_pb2_grpc.AgentServiceServicer):
    def __init__(self, db: Database) -> None:
        self._db = db

    async def CreateAgent(self, request: agent_service_pb2.CreateAgentRequest, context: Any) -> agent_pb2.Agent:
        agent = wire.agent_from_pb(request.agent_id, request.agent)
        command = agents.KeepAgent(request.request_id, agent, (), "", caller().subject)
        return wire.agent_to_pb(await agents.create_agent(self._db, command))

    async def UpdateAgent(self, request: agent_service_pb2.UpdateAgentRequest, context: Any) -> agent_pb2.Agent:
        unknown = [path for path in request.update_mask.paths if path not in wire.FIELDS]
        if unknown or not request.update_mask.paths:
            raise invalid(
                "update_mask", f"one of {', '.join(wire.FIELDS)}", ",".join(unknown), "does not change by an update"
            )
        fields = tuple(field for path in request.update_mask.paths for field in wire.FIELDS[path])
        given = only_masked(request.agent, request.update_mask)
        agent = wire.agent_from_pb(bare("agents", request.agent.name, "agent.name"), given)
        command = agents.KeepAgent(request.request_id, agent, fields, request.agent.etag, caller().subject)
        return wire.agent_to_pb(await agents.update_agent(self._db, command))

    async def ApproveAgent(self, request: agent_service_pb2.ApproveAgentRequest, context: Any) -> agent_pb2.Agent:
        command = agents.ApproveAgent(
            request.request_id, bare("agents", request.name, "name"), request.etag, caller().subject
        )
        return wire.agent_to_pb(await agents.approve_agent(self._db, command))

    async def GetAgent(self, request: agent_service_pb2.GetAgentRequest, context: Any) -> agent_pb2.Agent:
        return wire.agent_to_pb(await agents.get_agent(self._db, bare("agents", request.name, "name")))

    async def ListAgents(
        self, request: agent_service_pb2.ListAgentsRequest, context: Any
    ) -> agent_service_pb2.ListAgentsResponse:
        size = page_size(request.page_size)
        found = await agents.list_agents(self._db, _after(request), size)
        token = encode_token(found[-1].agent) if len(found) == size else ""
        return agent_service_pb2.ListAgentsResponse(
            agents=[wire.agent_to_pb(each) for each in found], next_page_token=token
        )

    async def SubmitDailyReport(
        self, request: agent_service_pb2.SubmitDailyReportRequest, context: Any
    ) -> agent_pb2.AgentDailyReport:
        agent = _agent(request)
        if ACT_FOR_ANY_AGENT.isdisjoint(caller().roles):
            for refusal in (await agents.check_callers(self._db, [agent], caller().subject)).values():
                raise refusal
        command = agents.SubmitReport(
            request.request_id,
            agent,
            date_of(request.date, "date"),
            request.payments,
            request.amount.minor_units,
        )
        return wire.report_to_pb(await agents.submit_report(self._db, command))

    async def AuditDailyReport(
        self, request: agent_service_pb2.AuditDailyReportRequest, context: Any
    ) -> agent_pb2.AgentDailyReport:
        name = bare("agentReports", request.name, "name")
        try:
            agent, date = name[:-11], dt.date.fromisoformat(name[-10:])
        except ValueError as error:
            raise invalid("name", "agentReports/{agent}-{date}", request.name, "is no report's name") from error
        command = agents.AuditReport(request.request_id, agent, date, request.agreed, request.finding, caller().subject)
        return wire.report_to_pb(await agents.audit_report(self._db, command))

    async def ListDailyReports(
        self, request: agent_service_pb2.ListDailyReportsRequest, context: Any
    ) -> agent_service_pb2.ListDailyReportsResponse:
        key = decode_token(request.page_token, 2)
        size = page_size(request.page_size)
        since, until = range_of(request.dates, request.HasField("dates"), "dates")
        after = None if key is None else (dt.date.fromisoformat(key[0]), str(key[1]))
        found = await agents.list_reports(self._db, _agent(request), since, until, after, size)
        token = encode_token(found[-1].date, found[-1].agent) if len(found) == size else ""
        return agent_service_pb2.ListDailyReportsResponse(
            reports=[wire.report_to_pb(each) for each in found], next_page_token=token
        )

    async def RecordRemittance(
        self, request: agent_service_pb2.RecordRemittanceRequest, context: Any
    ) -> agent_pb2.Remittance:
        date = date_of(request.remit_date, "remit_date")
        made = Remittance("", _agent(request), request.amount.minor_units, date, request.voucher)
        return wire.remittance_to_pb(await agents.record_remittance(self._db, request.request_id, made))

    async def ListRemittances(
        self, request: agent_service_pb2.ListRemittancesRequest, context: Any
    ) -> agent_service_pb2.ListRemittancesResponse:
        size = page_size(request.page_size)
        found = await agents.list_remittances(self._db, _agent(request), _after(request), size)
        token = encode_token(found[-1].remittance) if len(found) == size else ""
        return agent_service_pb2.ListRemittancesResponse(
            remittances=[wire.remittance_to_pb(each) for each in found], next_page_token=token
        )

    async def RecordInspection(
        self, request: agent_service_pb2.RecordInspectionRequest, context: Any
    ) -> agent_pb2.InspectionFinding:
        date = date_of(request.date, "date")
        made = Inspection("", _agent(request), date, request.finding, request.follow_up)
        return wire.inspection_to_pb(await agents.record_inspection(self._db, request.request_id, made))

    async def ListInspections(
        self, request: agent_service_pb2.ListInspectionsRequest, context: Any
    ) -> agent_service_pb2.ListInspectionsResponse:
        size = page_size(request.page_size)
        found = await agents.list_inspections(self._db, _agent(request), _after(request), size)
        token = encode_token(found[-1].inspection) if len(found) == size else ""
        return agent_service_pb2.ListInspectionsResponse(
            inspections=[wire.inspection_to_pb(each) for each in found], next_page_token=token
        )

    async def AppraiseAgents(
        self, request: agent_service_pb2.AppraiseAgentsRequest, context: Any
    ) -> agent_service_pb2.AppraiseAgentsResponse:
        found = await agents.appraise_agents(self._db, request.month)
        return agent_service_pb2.AppraiseAgentsResponse(standings=[wire.standing_to_pb(each) for each in found])


def _agent(request: Any) -> str:
    return bare("agents", request.agent, "agent")


def _after(request: Any) -> str:
    key = decode_token(request.page_token, 1)
    return "" if key is None else str(key[0])
