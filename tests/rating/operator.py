"""An operator's catalogue, customers and people, for tests of the billing side; the peers' answers are given."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence

from services.chassis.database import Database
from services.chassis.runs import RunWorkers
from services.kernel.period import Cycle
from services.rating.domain.bill import BillRun
from services.rating.domain.csv_file import FileOutcome
from services.rating.domain.order import WorkOrder
from services.rating.usecases import bill_runs, catalogue, imports
from services.rating.usecases.asked import Asked
from services.rating.worker import run_kinds

CATALOGUE = """
tax_rates:
  - {category: BASIC, rate_permyriad: 900, start_date: 2020-01-01}
  - {category: VALUE_ADDED, rate_permyriad: 600, start_date: 2020-01-01}
charge_items:
  - {id: leased-line-rent, name: Leased line rent, name_zh: 专线月租费, tax_category: BASIC}
  - {id: fixed-line-rent, name: Fixed line rent, name_zh: 固话月租费, tax_category: BASIC}
  - {id: CALLS, name: Calls, name_zh: 通话费, tax_category: BASIC}
  - {id: mailbox-fee, name: Mailbox fee, name_zh: 信箱费, tax_category: VALUE_ADDED}
charge_item_sets:
  - {id: rents, name: Rents, charge_items: [leased-line-rent, fixed-line-rent]}
products:
  - {id: leased-line, name: Leased line, name_zh: 专线, line_of_business: LEASED_LINE, rent_item: leased-line-rent,
     monthly_rent: 300000, effect_mode: BY_DAY, build: CONSTRUCT, platform: transport, equipment_at_customer: true,
     notify_maintenance: true, prepayment_required: true, approvals: [ORDER]}
  - {id: fixed-line, name: Fixed line, name_zh: 固定电话, line_of_business: FIXED_LINE, rent_item: fixed-line-rent,
     monthly_rent: 2500, effect_mode: HALF_MONTH, build: CONSTRUCT, platform: access}
  - {id: mailbox, name: Mailbox, name_zh: 信箱, line_of_business: VALUE_ADDED, rent_item: mailbox-fee,
     monthly_rent: 500, effect_mode: NEXT_CYCLE, build: ACTIVATE, platform: functions}
discounts:
  - {id: ten-percent, name: Ten percent off, name_zh: 九折, kind: PERCENT, permille: 100, charge_item_sets: [rents]}
  - {id: big, name: Big, name_zh: 特别优惠, kind: PERCENT, permille: 500, special: true}
""".encode()

CUSTOMERS = """\
customer_id,display_name,kind,customer_class,sales_unit,account_manager,telephone_managed,language,contact_phone,contact_email,member_of
C-1,晋州机械厂,GROUP,A,chengqu,chengqu-1,false,zh-CN,13800000001,c1@example.com,
C-2,东里贸易公司,GROUP,C,dongli,,true,,+86 138,,
P-1,王伟,INDIVIDUAL,,chengqu,,true,zh-CN,,,C-1
P-2,李芳,INDIVIDUAL,,chengqu,,true,zh-CN,,,C-1
""".encode()
ACCOUNTS = """\
account_id,customer_id,display_name,prepaid,currency_code,agreed_payment_day
A-1,C-1,晋州机械厂,false,CNY,
A-2,C-2,东里贸易公司,true,,15
B-1,P-1,王伟,false,,
B-2,P-2,李芳,false,,
""".encode()
SUBSCRIPTIONS = b"""\
subscription_id,account_id,product_id,service_number,monthly_rent_minor_units,charge_start,platform_id,equipment_at_customer
S-1,A-1,leased-line,ZX1,,2025-03-01,,
S-2,A-2,fixed-line,03111,3500,2025-03-01,,
S-3,B-1,mailbox,MB1,,2025-03-01,,
S-4,B-1,fixed-line,03112,,2025-03-01,,
S-5,B-2,mailbox,MB2,,2025-03-01,,
"""

OWNER, APPROVER = "clerk", "head"


def asked(request_id: str, actor: str = OWNER, content: object = "") -> Asked:
    digest = hashlib.sha256(f"{request_id}{content}".encode()).hexdigest()
    return Asked(request_id, "Test", digest, actor)


class Peers:
    """What payment, credit and the gateway answer; a test sets it."""

    def __init__(self) -> None:
        self.arrears: set[str] = set()
        self.months = 0
        self.held = 0
        self.submitted: list[WorkOrder] = []

    async def in_arrears(self, customer_id: str) -> bool:
        return customer_id in self.arrears

    async def prepayment_months(self, account_id: str, cycle: str) -> int:
        return self.months

    async def held_for_item(self, account_id: str, charge_item: str) -> int:
        return self.held

    async def cancel_command(self, command_id: str, reason: str) -> None:
        self.submitted = [order for order in self.submitted if order.command_id != command_id]

    async def due_dates(self, cycle: str, accounts: Sequence[str]) -> Mapping[str, dt.date]:
        return dict.fromkeys(accounts, Cycle.parse(cycle).plus(1).last_day)

    async def submit(self, orders: Sequence[WorkOrder]) -> Mapping[str, str]:
        self.submitted.extend(orders)
        return dict.fromkeys((order.work_order_id for order in orders), "")


async def load_catalogue(db: Database, content: bytes = CATALOGUE) -> None:
    async with db.read() as tx:
        date = tx.date
    await catalogue.load_catalogue(db, asked("load"), "2026-01", date, content)
    await catalogue.decide_catalogue(db, asked("approve", APPROVER), "2026-01", "APPROVED", "reviewed")


async def load_operator(db: Database) -> list[FileOutcome]:
    """The catalogue and everyone."""
    await load_catalogue(db)
    return [
        await imports.import_customers(db, asked("customers"), CUSTOMERS),
        await imports.import_accounts(db, asked("accounts"), ACCOUNTS),
        await imports.import_subscriptions(db, asked("subscriptions"), SUBSCRIPTIONS),
    ]


async def move_to(db: Database, date: dt.date) -> None:
    """Moves the business date, as closing days would."""
    async with db.engine.begin() as conn:
        await conn.exec_driver_sql(f"UPDATE business_clock SET date = '{date.isoformat()}'")


async def trial(db: Database, peers: Peers, cycle: str, number: int = 1) -> BillRun:
    """Starts a trial and works until it is ready."""
    workers = RunWorkers(db)
    workers.register(run_kinds(db, peers))
    request = asked(f"start {cycle} {number}")
    run = await bill_runs.start_bill_run(db, request, Cycle.parse(cycle), ())
    while await workers.work_once():
        pass
    return await bill_runs.read_bill_run(db, cycle, run.trial)


async def bill(db: Database, peers: Peers, cycle: str, number: int = 1) -> BillRun:
    """Trial, approval and final run of a cycle."""
    await trial(db, peers, cycle, number)
    return await issue(db, peers, cycle, number)


async def issue(db: Database, peers: Peers, cycle: str, number: int) -> BillRun:
    """Approves a trial that is ready and issues its bills."""
    await bill_runs.approve_bill_run(db, asked(f"approve {cycle}", APPROVER), cycle, number, "looks right")
    await bill_runs.finalize_bill_run(db, asked(f"final {cycle}"), cycle, number)
    workers = RunWorkers(db)
    workers.register(run_kinds(db, peers))
    while await workers.work_once():
        pass
    return await bill_runs.read_bill_run(db, cycle, number)
