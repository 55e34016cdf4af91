"""The parts that are always played, whatever the seed: each shows one story from the first day to the last."""

from enum import StrEnum


class Part(StrEnum):
    """A story that a customer plays; EXTRA plays what its payer kind says."""

    EXTRA = "extra"
    # Pays the mailbox fee of its members, who are individuals (R-SPO-1).
    SPONSOR = "sponsor"
    # Never pays: the whole ladder down to bad debt, and a recovery after it (R-BAD-3).
    BAD_DEBT = "bad-debt"
    # Pays everything some days after its suspension, and is restored (R-DUN-6).
    RESTORED = "restored"
    # Pays on the very day on which it would be suspended, and must not be (R-CTL-6).
    CROSSING = "crossing"
    # Has 10 % off its rents (R-DIS-1).
    DISCOUNTED = "discounted"
    # Its February money comes for an account that nobody knows, and is claimed (R-PAY-2).
    CLAIMED = "claimed"
    # One of its payments is reversed, and paid again (R-PAY-2).
    REVERSED = "reversed"
    # Prepaid, with more in its book than its bills need (R-SET-6).
    PREPAID_ENOUGH = "prepaid-enough"
    # Prepaid, with less than its bills need: the rest becomes arrears (R-ARR-1).
    PREPAID_SHORT = "prepaid-short"
    # Orders a leased line: signed on the 5th, partly built on the 15th, all built on the 20th (R-OPN-2).
    ORDERER = "orderer"
    # Prepaid, with a gift that pays first and lapses by its date (R-BOK-2, R-BOK-4); orders a half-month product.
    GIFTED = "gifted"
    # Orders a leased line that its grade must prepay: refused without, then signed (R-OPN-6).
    PREPAYER = "prepayer"


# The group customers that play a part, in the order of their numbers.
CAST: tuple[Part, ...] = (
    Part.SPONSOR,
    Part.BAD_DEBT,
    Part.RESTORED,
    Part.CROSSING,
    Part.DISCOUNTED,
    Part.CLAIMED,
    Part.REVERSED,
    Part.PREPAID_ENOUGH,
    Part.PREPAID_SHORT,
    Part.ORDERER,
    Part.GIFTED,
    Part.PREPAYER,
)


class Payer(StrEnum):
    """How an account pays its bills."""

    ON_TIME = "on-time"
    LATE = "late"
    PARTIAL = "partial"
    NEVER = "never"
    PREPAID = "prepaid"


# Of a thousand extras, so many pay so.
PAYER_WEIGHTS: tuple[tuple[Payer, int], ...] = (
    (Payer.ON_TIME, 640),
    (Payer.LATE, 130),
    (Payer.PARTIAL, 70),
    (Payer.NEVER, 40),
    (Payer.PREPAID, 120),
)

PAYER_OF_PART: dict[Part, Payer] = {
    Part.SPONSOR: Payer.ON_TIME,
    Part.BAD_DEBT: Payer.NEVER,
    Part.RESTORED: Payer.LATE,
    Part.CROSSING: Payer.LATE,
    Part.DISCOUNTED: Payer.ON_TIME,
    Part.CLAIMED: Payer.ON_TIME,
    Part.REVERSED: Payer.ON_TIME,
    Part.PREPAID_ENOUGH: Payer.PREPAID,
    Part.PREPAID_SHORT: Payer.PREPAID,
    Part.ORDERER: Payer.ON_TIME,
    Part.GIFTED: Payer.PREPAID,
    Part.PREPAYER: Payer.ON_TIME,
}
