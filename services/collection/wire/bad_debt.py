"""Dossiers, loss reports and retained cases."""

from collections.abc import Sequence
from typing import Any

from services.chassis.events import date_to_pb, time_to_pb
from services.collection.domain.dossier_record import Approval, Dossier, DossierFile, Evidence, LossLine, ShownFile
from services.collection.domain.provision import ProvisionGroup
from services.collection.wire.values import enum_value, money, put_date
from services.kernel.ids import resource
from tollbook.collection.v1 import bad_debt_pb2 as pb
from tollbook.collection.v1 import bad_debt_service_pb2

_pb: Any = pb


def dossier_to_pb(shown: ShownFile) -> pb.Dossier:
    file, each = shown.file, shown.file.dossier
    message = pb.Dossier(
        name=resource("dossiers", each.dossier_id),
        case_name=resource("cases", each.dossier_id),
        account=resource("accounts", each.account_id),
        customer=resource("customers", each.customer_id),
        sales_unit=resource("salesUnits", each.sales_unit),
        amount=money(each.currency, each.amount),
        state=enum_value(_pb.DossierState, each.state),
        evidence=[evidence_to_pb(piece) for piece in file.evidence],
        confirmations=[
            pb.Confirmation(
                role=word.role,
                actor=word.actor,
                statement=word.statement,
                confirm_date=date_to_pb(word.confirm_date),
            )
            for word in file.confirmations
        ],
        approvals=_chain(file, shown.chain),
        missing=shown.missing,
        submitter=each.submitter,
        open_date=date_to_pb(each.open_date),
        write_off=resource("writeOffs", each.write_off_id),
    )
    put_date(message, "oldest_due_date", each.oldest_due_date)
    return message


def _chain(file: DossierFile, chain: Sequence[str]) -> list[pb.Approval]:
    """The steps decided, then those that wait."""
    decided = [_approval_to_pb(each) for each in file.approvals]
    left = chain[len(decided) :]
    return decided + [pb.Approval(step=len(decided) + n, role=role) for n, role in enumerate(left, start=1)]


def _approval_to_pb(each: Approval) -> pb.Approval:
    return pb.Approval(
        step=each.step,
        role=each.role,
        actor=each.actor,
        approved=each.approved,
        comment=each.comment,
        decide_date=date_to_pb(each.decide_date),
    )


def evidence_to_pb(piece: Evidence) -> pb.Evidence:
    return pb.Evidence(
        name=resource("evidence", piece.evidence_id),
        dossier=resource("dossiers", piece.dossier_id),
        kind=enum_value(_pb.EvidenceKind, piece.kind),
        file_name=piece.file_name,
        media_type=piece.media_type,
        size_bytes=piece.size_bytes,
        sha256=bytes.fromhex(piece.sha256),
        uploader=piece.uploader,
        upload_time=time_to_pb(piece.uploaded_at),
    )


def loss_to_pb(
    shown: ShownFile, customer_name: str, lines: Sequence[LossLine], measures: Sequence[str]
) -> pb.LossReport:
    file = shown.file
    sums: dict[str, list[int]] = {}
    for line in lines:
        entry = sums.setdefault(line.cycle, [0, 0])
        entry[0] += line.principal
        entry[1] += line.late_fee
    return pb.LossReport(
        dossier=resource("dossiers", file.dossier.dossier_id),
        customer_display_name=customer_name,
        amount=money(file.dossier.currency, sum(line.principal + line.late_fee for line in lines)),
        lines=[
            pb.LossLine(cycle=cycle, principal_minor_units=sums[cycle][0], late_fee_minor_units=sums[cycle][1])
            for cycle in sorted(sums)
        ],
        measures=measures,
        approvals=_chain(file, shown.chain),
        evidence=[evidence_to_pb(piece) for piece in file.evidence],
    )


def retained_to_pb(each: Dossier) -> pb.RetainedCase:
    message = pb.RetainedCase(
        case_name=resource("cases", each.dossier_id),
        account=resource("accounts", each.account_id),
        customer=resource("customers", each.customer_id),
        sales_unit=resource("salesUnits", each.sales_unit),
        written_off=money(each.currency, each.written_off),
        recovered=money(each.currency, each.recovered),
        write_off=resource("writeOffs", each.write_off_id),
    )
    put_date(message, "write_off_date", each.write_off_date)
    return message


def provisions_to_pb(
    snapshot: str, groups: Sequence[ProvisionGroup], currency: str
) -> bad_debt_service_pb2.ListProvisionsResponse:
    provisions = [
        pb.Provision(
            snapshot=snapshot,
            sales_unit=resource("salesUnits", each.sales_unit),
            line_of_business=each.line_of_business,
            months_from=each.rate.months_from,
            arrears_minor_units=each.arrears,
            basis_points=each.rate.basis_points,
            provision_minor_units=each.provision,
        )
        for each in groups
    ]
    total = money(currency, sum(each.provision for each in groups))
    return bad_debt_service_pb2.ListProvisionsResponse(provisions=provisions, total=total)
