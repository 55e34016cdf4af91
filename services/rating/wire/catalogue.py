"""The catalogue: domain → proto."""

from services.chassis.events import date_to_pb
from services.kernel.ids import resource
from services.rating.domain.catalogue import CatalogueVersion, ChargeItem, ChargeItemSet, Product
from services.rating.domain.customer import DEFAULT_CURRENCY
from services.rating.domain.discounts import Assignment, Discount
from services.rating.domain.tax import TaxRate
from services.rating.wire.values import cycles_to_pb, enum_to_pb, money_to_pb
from tollbook.kernel.v1 import business_pb2
from tollbook.rating.v1 import catalogue_pb2, discount_assignment_pb2, subscription_pb2


def version_to_pb(value: CatalogueVersion, content: bytes = b"") -> catalogue_pb2.CatalogueVersion:
    return catalogue_pb2.CatalogueVersion(
        name=resource("catalogueVersions", value.version_id),
        state=enum_to_pb(catalogue_pb2.CatalogueState, value.state, "CATALOGUE_STATE"),
        effective_date=date_to_pb(value.effective_date),
        requester=value.requester,
        approver=value.approver,
        sha256=value.sha256,
        content=content,
        load_date=date_to_pb(value.load_date),
    )


def charge_item_to_pb(value: ChargeItem) -> catalogue_pb2.ChargeItem:
    return catalogue_pb2.ChargeItem(
        name=resource("chargeItems", value.item_id),
        display_name=value.name,
        display_name_zh=value.name_zh,
        tax_category=value.tax_category,
    )


def charge_item_set_to_pb(value: ChargeItemSet) -> catalogue_pb2.ChargeItemSet:
    return catalogue_pb2.ChargeItemSet(
        name=resource("chargeItemSets", value.set_id),
        display_name=value.name,
        charge_items=[resource("chargeItems", item) for item in value.items],
    )


def product_to_pb(value: Product) -> catalogue_pb2.Product:
    return catalogue_pb2.Product(
        name=resource("products", value.product_id),
        display_name=value.name,
        display_name_zh=value.name_zh,
        line_of_business=enum_to_pb(business_pb2.LineOfBusiness, value.line_of_business, "LINE_OF_BUSINESS"),
        rent_item=resource("chargeItems", value.rent_item),
        monthly_rent=money_to_pb(DEFAULT_CURRENCY, value.monthly_rent),
        effect_mode=enum_to_pb(subscription_pb2.EffectMode, value.effect_mode, "EFFECT_MODE"),
        build=enum_to_pb(catalogue_pb2.BuildKind, value.build, "BUILD_KIND"),
        platform=resource("platforms", value.platform),
        equipment_at_customer=value.equipment,
        notify_maintenance=value.notify_maintenance,
        prepayment_required=value.prepayment_required,
        approvals=[enum_to_pb(catalogue_pb2.ApprovalKind, kind, "APPROVAL_KIND") for kind in value.approvals],
    )


def discount_to_pb(value: Discount) -> catalogue_pb2.Discount:
    return catalogue_pb2.Discount(
        name=resource("discounts", value.discount_id),
        display_name=value.name,
        display_name_zh=value.name_zh,
        kind=enum_to_pb(catalogue_pb2.DiscountKind, value.kind, "DISCOUNT_KIND"),
        charge_items=[resource("chargeItems", item) for item in sorted(value.items)],
        permille=value.permille,
        amount=money_to_pb(DEFAULT_CURRENCY, value.amount),
        tiers=[
            catalogue_pb2.DiscountTier(from_amount=money_to_pb(DEFAULT_CURRENCY, floor), permille=permille)
            for floor, permille in value.tiers
        ],
        free_units=value.free_units,
        priority=value.priority,
        exclusive=value.exclusive,
        special=value.special,
    )


def tax_rate_to_pb(value: TaxRate) -> catalogue_pb2.TaxRate:
    return catalogue_pb2.TaxRate(
        tax_category=value.category, rate_permyriad=value.permyriad, start_date=date_to_pb(value.start_date)
    )


def assignment_to_pb(value: Assignment) -> discount_assignment_pb2.DiscountAssignment:
    return discount_assignment_pb2.DiscountAssignment(
        name=resource("discountAssignments", value.assignment_id),
        subject=resource(value.layer.value, value.subject_id),
        discount=resource("discounts", value.discount_id),
        cycles=cycles_to_pb(value.first_cycle, value.last_cycle),
        state=enum_to_pb(discount_assignment_pb2.AssignmentState, value.state, "ASSIGNMENT_STATE"),
        requester=value.requester,
        approver=value.approver,
        order=resource("orders", value.order_id),
    )
