"""Marketing's gift: a book of the operator's money that pays before the customer's own and lapses by its date."""

from simulator.days import plus_months
from simulator.operator.cast import Part
from simulator.suite.people import Person
from simulator.wire import date_to_pb, fen_to_pb
from simulator.world import World
from tollbook.kernel.v1.period_pb2 import Dates
from tollbook.payment.v1.book_pb2 import Book, BookKind
from tollbook.payment.v1.book_service_pb2 import OpenBookRequest, TopUpBookRequest
from tollbook.payment.v1.book_service_pb2_grpc import BookServiceStub

# More than the bills of its months, so that something is left to lapse (R-BOK-4).
GIFT_FEN = 70000
MONTHS_VALID = 3
BOOK = "welcome-gift"


async def give_gift(world: World) -> None:
    """Opens the gift book and fills it; payment must know the account already."""
    account_id = world.population.played_by(Part.GIFTED).account_id
    stub = BookServiceStub(world.suite.channel("payment"))
    end = plus_months(world.first_day, MONTHS_VALID)
    opened = OpenBookRequest(
        request_id=world.choice.request_id("gift", "open", account_id),
        account=f"accounts/{account_id}",
        book_id=BOOK,
        book=Book(
            kind=BookKind.BOOK_KIND_GIFT,
            display_name="Welcome gift 迎新赠款",
            purpose="MARKETING",
            validity=Dates(start=date_to_pb(world.first_day), end=date_to_pb(end)),
        ),
    )
    book = await world.suite.call(Person.MARKETING, stub.OpenBook, opened)
    filled = TopUpBookRequest(
        request_id=world.choice.request_id("gift", "fill", account_id),
        name=book.name,
        amount=fen_to_pb(GIFT_FEN),
        reason="Spring campaign 春季营销活动",
    )
    await world.suite.call(Person.MARKETING, stub.TopUpBook, filled)
    world.tell(world.first_day, f"{account_id} is given {GIFT_FEN} fen, which pay first and lapse on {end}")
