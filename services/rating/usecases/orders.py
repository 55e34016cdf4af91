"""order → sign → construct → activate (R-OPN-1 to R-OPN-6). What other services must be asked is asked before the
transaction.
"""

from dataclasses import dataclass, replace
from typing import Protocol

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.rating.domain.catalogue import ApprovalKind, Catalogue
from services.rating.domain.charging import EffectMode
from services.rating.domain.discounts import Assignment, Discount, Layer
from services.rating.domain.events import SubscriptionMoved
from services.rating.domain.order import (
    Order,
    WorkOrder,
    approve,
    check_prepayment,
    check_signable,
    needed_approvals,
    reject,
    sign,
)
from services.rating.domain.reason import Reason, exists, invalid, not_found, precondition
from services.rating.domain.states import ORDER, SUBSCRIPTION, OrderState, SubscriptionState, WorkOrderState, move
from services.rating.domain.subscription import Subscription
from services.rating.store.catalogue import catalogue_on
from services.rating.store.cycles import open_cycle
from services.rating.store.directory import NumberHolder, hold_numbers, holders, release_number
from services.rating.store.discounts import insert_assignments
from services.rating.store.orders import insert_order, insert_work_orders, list_orders, order_by_id, write_order
from services.rating.store.policies import policy_on
from services.rating.store.subscriptions import insert_subscriptions, subscriptions_by_id, write_subscriptions
from services.rating.usecases.accounts import known_account, open_account
from services.rating.usecases.asked import Asked, once

_ORDER: Replies[Order] = Replies(Order)


class Peers(Protocol):
    """What ordering asks of the other services."""

    async def in_arrears(self, customer_id: str) -> bool:
        """Whether anything is overdue on any account of the customer (credit, R-CTL-7)."""
        ...

    async def prepayment_months(self, account_id: str, cycle: str) -> int:
        """How many months' rent the grade asks for (credit)."""
        ...

    async def held_for_item(self, account_id: str, charge_item: str) -> int:
        """What the books restricted to the item hold, in minor units (payment)."""
        ...

    async def cancel_command(self, command_id: str, reason: str) -> None:
        """Withdraws a command that its platform does not have yet (gateway)."""
        ...


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """What is ordered. ``rent`` None for the list price, ``effect_mode`` None for the product's way."""

    order_id: str
    subscription_id: str
    account_id: str
    product_id: str
    service_number: str
    rent: int | None
    currency: str
    discounts: tuple[str, ...]
    effect_mode: EffectMode | None


async def place_order(db: Database, peers: Peers, asked: Asked, wanted: PlaceOrder) -> Order:
    async with db.read() as tx:
        customer = (await known_account(tx, wanted.account_id)).customer_id
    in_arrears = await peers.in_arrears(customer)

    async def decide(tx: Transaction) -> Order:
        account = await open_account(tx, wanted.account_id)
        catalogue = await catalogue_on(tx, tx.date)
        await _check_free(tx, wanted)
        if wanted.rent is not None and wanted.currency != account.currency:
            raise invalid(
                Reason.CURRENCY_MISMATCH, f"the account is kept in {account.currency}", currency=wanted.currency
            )
        always = (await policy_on(tx, tx.date)).order_approvals
        order = _new_order(catalogue, wanted, account.customer_id, in_arrears, always, asked.actor, tx)
        subscription = _new_subscription(catalogue, order)
        await insert_order(tx, order)
        await insert_subscriptions(tx, [subscription])
        await hold_numbers(
            tx,
            [NumberHolder(order.service_number, order.subscription_id, order.account_id, order.customer_id)],
        )
        tx.publish([SubscriptionMoved(subscription, account.currency)])
        return order

    return await once(db, _ORDER, asked, decide)


async def _check_free(tx: Transaction, wanted: PlaceOrder) -> None:
    """Raises ORDER_EXISTS, SUBSCRIPTION_EXISTS or SERVICE_NUMBER_IN_USE."""
    if await order_by_id(tx, wanted.order_id) is not None:
        raise exists(Reason.ORDER_EXISTS, "order", f"orders/{wanted.order_id}")
    if await subscriptions_by_id(tx, [wanted.subscription_id]):
        raise exists(Reason.SUBSCRIPTION_EXISTS, "subscription", f"subscriptions/{wanted.subscription_id}")
    holder = (await holders(tx, [wanted.service_number])).get(wanted.service_number)
    if holder is not None:
        raise precondition(
            Reason.SERVICE_NUMBER_IN_USE,
            "another subscription has the service number",
            service_number=wanted.service_number,
            subscription=f"subscriptions/{holder.subscription_id}",
        )


def _new_order(
    catalogue: Catalogue,
    wanted: PlaceOrder,
    customer_id: str,
    in_arrears: bool,
    always: tuple[ApprovalKind, ...],
    requester: str,
    tx: Transaction,
) -> Order:
    product = catalogue.products.get(wanted.product_id)
    if product is None:
        raise invalid(
            Reason.PRODUCT_NOT_FOUND, "the catalogue has no such product", product=f"products/{wanted.product_id}"
        )
    rent = product.monthly_rent if wanted.rent is None else wanted.rent
    discounts = [_discount(catalogue, each) for each in wanted.discounts]
    return Order(
        order_id=wanted.order_id,
        subscription_id=wanted.subscription_id,
        account_id=wanted.account_id,
        customer_id=customer_id,
        product_id=wanted.product_id,
        service_number=wanted.service_number,
        rent=rent,
        effect_mode=wanted.effect_mode or product.effect_mode,
        discounts=wanted.discounts,
        state=OrderState.ORDERED,
        approvals=needed_approvals(product, rent, discounts, in_arrears, always),
        requester=requester,
        order_date=tx.date,
    )


def _discount(catalogue: Catalogue, discount_id: str) -> Discount:
    found = catalogue.discounts.get(discount_id)
    if found is None:
        raise invalid(
            Reason.DISCOUNT_NOT_FOUND, "the catalogue has no such discount", discount=f"discounts/{discount_id}"
        )
    return found


def _new_subscription(catalogue: Catalogue, order: Order) -> Subscription:
    product = catalogue.products[order.product_id]
    return Subscription(
        subscription_id=order.subscription_id,
        account_id=order.account_id,
        customer_id=order.customer_id,
        product_id=order.product_id,
        line_of_business=product.line_of_business,
        service_number=order.service_number,
        rent_item=product.rent_item,
        rent=order.rent,
        effect_mode=order.effect_mode,
        state=SubscriptionState.ORDERED,
        platform=product.platform,
        equipment=product.equipment,
    )


async def known_order(tx: Transaction, order_id: str, *, lock: bool = False) -> Order:
    """Raises ORDER_NOT_FOUND."""
    found = await order_by_id(tx, order_id, lock=lock)
    if found is None:
        raise not_found(Reason.ORDER_NOT_FOUND, "order", f"orders/{order_id}")
    return found


async def approve_order(db: Database, asked: Asked, order_id: str, kind: ApprovalKind | None, reason: str) -> Order:
    async def decide(tx: Transaction) -> Order:
        before = await known_order(tx, order_id, lock=True)
        after = approve(before, kind, asked.actor, tx.date, reason)
        await write_order(tx, after)
        facts = {"rent": before.rent, "discounts": list(before.discounts), "kind": kind.value if kind else "ALL"}
        await tx.audit(AuditRecord(asked.actor, "order.approve", f"orders/{order_id}", reason, facts))
        return after

    return await once(db, _ORDER, asked, decide)


async def reject_order(db: Database, asked: Asked, order_id: str, reason: str) -> Order:
    async def decide(tx: Transaction) -> Order:
        before = await known_order(tx, order_id, lock=True)
        after = reject(before, asked.actor, tx.date, reason)
        return await _withdraw(tx, after, asked, "order.reject", reason)

    return await once(db, _ORDER, asked, decide)


async def cancel_order(db: Database, peers: Peers, asked: Asked, order_id: str, reason: str) -> Order:
    """Withdraws an order. One whose construction has begun is withdrawn only if the gateway can still withdraw its
    command.
    """
    async with db.read() as tx:
        order = await known_order(tx, order_id)
    if order.state is OrderState.SIGNED:
        await peers.cancel_command(f"rating.{order.work_order_id}", reason)

    async def decide(tx: Transaction) -> Order:
        before = await known_order(tx, order_id, lock=True)
        after = replace(before, state=move(ORDER, before.state, "cancel"))
        return await _withdraw(tx, after, asked, "order.cancel", reason)

    return await once(db, _ORDER, asked, decide)


async def _withdraw(tx: Transaction, after: Order, asked: Asked, action: str, reason: str) -> Order:
    """Ends an order and its subscription, and frees the service number."""
    await write_order(tx, after)
    subscription = (await subscriptions_by_id(tx, [after.subscription_id], lock=True))[after.subscription_id]
    gone = replace(
        subscription,
        state=move(SUBSCRIPTION, subscription.state, "cancel"),
        version=subscription.version + 1,
    )
    await write_subscriptions(tx, [gone])
    await release_number(tx, gone.service_number, gone.subscription_id)
    account = await known_account(tx, after.account_id)
    await tx.audit(AuditRecord(asked.actor, action, f"orders/{after.order_id}", reason))
    tx.publish([SubscriptionMoved(gone, account.currency)])
    return after


async def sign_order(db: Database, peers: Peers, asked: Asked, order_id: str) -> Order:
    """Signs and makes the work order. Raises APPROVAL_PENDING (R-OPN-1) or PREPAYMENT_MISSING (R-OPN-6)."""
    required, held = await _prepayment(db, peers, order_id)

    async def decide(tx: Transaction) -> Order:
        before = await known_order(tx, order_id, lock=True)
        check_signable(before)
        check_prepayment(required, held)
        product = (await catalogue_on(tx, tx.date)).products[before.product_id]
        work = work_order_of(before, product.build.value, product.platform, tx)
        after = sign(before, tx.date, required, work.work_order_id)
        subscription = (await subscriptions_by_id(tx, [before.subscription_id], lock=True))[before.subscription_id]
        signed = replace(
            subscription,
            state=move(SUBSCRIPTION, subscription.state, "sign"),
            version=subscription.version + 1,
        )
        await write_order(tx, after)
        await write_subscriptions(tx, [signed])
        await insert_work_orders(tx, [work])
        await _grant_discounts(tx, after)
        account = await known_account(tx, before.account_id)
        facts = {"required_minor_units": required, "held_minor_units": held}
        await tx.audit(AuditRecord(asked.actor, "order.sign", f"orders/{order_id}", "", facts))
        tx.publish([SubscriptionMoved(signed, account.currency)])
        return after

    return await once(db, _ORDER, asked, decide)


async def _prepayment(db: Database, peers: Peers, order_id: str) -> tuple[int, int]:
    """What must be prepaid and what is held; zeros without prepayment or when the order cannot be signed."""
    async with db.read() as tx:
        order = await known_order(tx, order_id)
        if order.state is not OrderState.ORDERED:
            return 0, 0
        check_signable(order)
        product = (await catalogue_on(tx, tx.date)).products[order.product_id]
        cycle = str(tx.date)[:7]
    if not product.prepayment_required:
        return 0, 0
    months = await peers.prepayment_months(order.account_id, cycle)
    held = await peers.held_for_item(order.account_id, product.rent_item) if months else 0
    return months * order.rent, held


def work_order_of(order: Order, kind: str, platform: str, tx: Transaction) -> WorkOrder:
    return WorkOrder(
        work_order_id=f"{order.order_id}.{kind.lower()}",
        subscription_id=order.subscription_id,
        account_id=order.account_id,
        customer_id=order.customer_id,
        order_id=order.order_id,
        product_id=order.product_id,
        kind=kind,
        platform=platform,
        service_number=order.service_number,
        reason="ORDER",
        state=WorkOrderState.PENDING,
        create_date=tx.date,
    )


async def _grant_discounts(tx: Transaction, order: Order) -> None:
    """The discounts agreed on act from the first open cycle on: the new line has no charge before it."""
    first = str(await open_cycle(tx, tx.date))
    await insert_assignments(
        tx,
        [
            Assignment(
                assignment_id=f"{order.order_id}.{discount_id}",
                layer=Layer.SUBSCRIPTION,
                subject_id=order.subscription_id,
                customer_id=order.customer_id,
                discount_id=discount_id,
                first_cycle=first,
                last_cycle="",
                state="ACTIVE",
                requester=order.requester,
                approver="",
                order_id=order.order_id,
            )
            for discount_id in order.discounts
        ],
    )


async def get_order(db: Database, order_id: str) -> Order:
    async with db.read() as tx:
        return await known_order(tx, order_id)


async def page_of_orders(db: Database, customer_id: str, state: str, after: str, limit: int) -> list[Order]:
    async with db.read() as tx:
        return await list_orders(tx, customer_id=customer_id, state=state, after=after, limit=limit)
