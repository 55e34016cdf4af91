"""ScenarioService."""

from dataclasses import dataclass
from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.interceptors import Context
from services.chassis.paging import decode_token, encode_token
from services.collection.store import collection_policies as rule_store
from services.collection.store import policies as store
from services.collection.usecases import collection_policies, policies
from services.collection.wire import policies as rules
from services.collection.wire import scenarios as wire
from services.collection.wire.values import id_of, invalid, optional_date, valid_date, word
from tollbook.collection.v1 import contact_pb2, scenario_pb2
from tollbook.collection.v1 import scenario_service_pb2 as pb
from tollbook.collection.v1.scenario_service_pb2_grpc import ScenarioServiceServicer

_pb: Any = scenario_pb2
_contact: Any = contact_pb2
_DECIDABLE = ("scenarios", "noticeTemplates", "workingCalendars", "collectionPolicies")


@dataclass
class ScenarioRpc(ScenarioServiceServicer):
    """Serves the ladder's policy."""

    db: Database

    async def GetScenario(self, request: pb.GetScenarioRequest, context: Context) -> scenario_pb2.Scenario:
        identity = id_of("scenarios", request.name, "name")
        async with self.db.read() as tx:
            date = optional_date(request, "date") or tx.date
            return _shown(await policies.find_in_force(tx, identity, date))

    async def ListScenarios(self, request: pb.ListScenariosRequest, context: Context) -> pb.ListScenariosResponse:
        size, after = request.page_size or 100, decode_token(request.page_token, 1)
        start = int(after[0]) if after else 0
        async with self.db.read() as tx:
            found = await store.all_scenarios(tx)
        token = encode_token(start + size) if len(found) > start + size else ""
        shown = [_shown(each) for each in found[start : start + size]]
        return pb.ListScenariosResponse(scenarios=shown, next_page_token=token)

    async def ProposeScenario(self, request: pb.ProposeScenarioRequest, context: Context) -> scenario_pb2.Scenario:
        asked = policies.ProposeScenario(wire.scenario_from_pb(request.scenario), caller().subject)
        return _shown(await policies.propose_scenario(self.db, request.request_id, asked))

    async def DecidePolicy(self, request: pb.DecidePolicyRequest, context: Context) -> pb.DecidePolicyResponse:
        collection, _, identity = request.name.partition("/")
        if collection not in _DECIDABLE or not identity:
            raise invalid(
                "name", "resource.collection", request.name, "must name a scenario, a template, a calendar or a policy"
            )
        asked = policies.Decide(
            collection,
            identity,
            valid_date(request.effective_date, "effective_date"),
            word(_pb.PolicyState, request.decision),
            request.comment,
            caller().subject,
        )
        state = await policies.decide(self.db, request.request_id, asked)
        return pb.DecidePolicyResponse(name=request.name, state=_pb.PolicyState.Value(f"POLICY_STATE_{state}"))

    async def SelectScenario(self, request: pb.SelectScenarioRequest, context: Context) -> pb.SelectScenarioResponse:
        async with self.db.read() as tx:
            account, date = id_of("accounts", request.account, "account"), optional_date(request, "date")
            scenario, reasons = await policies.select(tx, account, date)
        return pb.SelectScenarioResponse(scenario=wire.scenario_to_pb(scenario), reasons=reasons)

    async def ListNoticeTemplates(
        self, request: pb.ListNoticeTemplatesRequest, context: Context
    ) -> pb.ListNoticeTemplatesResponse:
        size, after = request.page_size or 100, decode_token(request.page_token, 1)
        start = int(after[0]) if after else 0
        async with self.db.read() as tx:
            found = await store.all_templates(tx)
        token = encode_token(start + size) if len(found) > start + size else ""
        shown = [_template(each) for each in found[start : start + size]]
        return pb.ListNoticeTemplatesResponse(notice_templates=shown, next_page_token=token)

    async def ProposeNoticeTemplate(
        self, request: pb.ProposeNoticeTemplateRequest, context: Context
    ) -> scenario_pb2.NoticeTemplate:
        told = request.notice_template
        asked = policies.ProposeTemplate(
            id_of("noticeTemplates", told.name, "notice_template.name"),
            valid_date(told.effective_date, "notice_template.effective_date"),
            word(_contact.NoticeKind, told.kind),
            word(_contact.ContactMedium, told.medium),
            told.language,
            told.text,
            caller().subject,
        )
        return _template(await policies.propose_template(self.db, request.request_id, asked))

    async def PreviewNotice(self, request: pb.PreviewNoticeRequest, context: Context) -> pb.PreviewNoticeResponse:
        template = id_of("noticeTemplates", request.notice_template, "notice_template")
        async with self.db.read() as tx:
            text = await policies.preview(tx, template, id_of("accounts", request.account, "account"))
        return pb.PreviewNoticeResponse(text=text)

    async def ListWorkingCalendars(
        self, request: pb.ListWorkingCalendarsRequest, context: Context
    ) -> pb.ListWorkingCalendarsResponse:
        async with self.db.read() as tx:
            found = await rule_store.all_calendars(tx)
        return pb.ListWorkingCalendarsResponse(working_calendars=[_calendar(each) for each in found])

    async def ProposeWorkingCalendar(
        self, request: pb.ProposeWorkingCalendarRequest, context: Context
    ) -> scenario_pb2.WorkingCalendar:
        calendar = rules.calendar_from_pb(request.working_calendar)
        asked = collection_policies.ProposeCalendar(calendar, caller().subject)
        return _calendar(await collection_policies.propose_calendar(self.db, request.request_id, asked))

    async def GetCollectionPolicy(
        self, request: pb.GetCollectionPolicyRequest, context: Context
    ) -> scenario_pb2.CollectionPolicy:
        async with self.db.read() as tx:
            date = optional_date(request, "date") or tx.date
            return _policy(await collection_policies.stored_in_force(tx, date))

    async def ProposeCollectionPolicy(
        self, request: pb.ProposeCollectionPolicyRequest, context: Context
    ) -> scenario_pb2.CollectionPolicy:
        policy = rules.policy_from_pb(request.collection_policy)
        asked = collection_policies.ProposePolicy(policy, caller().subject)
        return _policy(await collection_policies.propose_policy(self.db, request.request_id, asked))


def _policy(each: rule_store.StoredPolicy) -> scenario_pb2.CollectionPolicy:
    return rules.policy_to_pb(each.policy, each.state, each.proposer, each.approver)


def _calendar(each: rule_store.StoredCalendar) -> scenario_pb2.WorkingCalendar:
    return rules.calendar_to_pb(each.calendar, each.state, each.proposer, each.approver)


def _shown(each: store.StoredScenario) -> scenario_pb2.Scenario:
    return wire.scenario_to_pb(each.scenario, each.state, each.proposer, each.approver)


def _template(each: store.StoredTemplate) -> scenario_pb2.NoticeTemplate:
    return wire.template_to_pb(
        each.template_id,
        each.effective_date,
        each.kind,
        each.medium,
        each.language,
        each.body,
        each.state,
        each.proposer,
        each.approver,
    )
