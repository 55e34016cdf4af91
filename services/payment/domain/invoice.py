"""Invoices (发票, R-PAY-6): never more than the money, never twice for the same money."""

from dataclasses import dataclass

from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.reason import Reason
from services.payment.domain.records import InvoiceRecord


@dataclass(frozen=True, slots=True)
class InvoiceMoney:
    """What an invoice may be over, in minor units: customers' money in and on the subject, less what is invoiced
    of each.

    ``account_cash`` is all that the account has paid and not got back; the subject is a bill (what cash paid of
    it) or a payment.
    """

    account_cash: int
    account_invoiced: int
    subject_cash: int
    subject_invoiced: int

    @property
    def free(self) -> int:
        """Money that an invoice of a prepayment covers is not invoiced again when it pays a bill."""
        return max(0, min(self.account_cash - self.account_invoiced, self.subject_cash - self.subject_invoiced))


def decide_amount(money: InvoiceMoney, asked: int, subject: str) -> int:
    """What to invoice: the amount asked for, or all that is free when it is 0. Raises NOTHING_TO_INVOICE."""
    amount = asked or money.free
    if amount <= 0 or amount > money.free:
        raise Refusal(
            Reason.NOTHING_TO_INVOICE,
            RefusalKind.FAILED_PRECONDITION,
            f"of {subject} {money.free} minor units are free to be invoiced",
            metadata={"subject": subject, "free_minor_units": str(money.free)},
        )
    return amount


def check_reversible(invoice: InvoiceRecord) -> None:
    """Raises INVOICE_NOT_REVERSIBLE unless the invoice is issued and not red itself."""
    if invoice.state != "ISSUED" or invoice.kind == "RED":
        raise Refusal(
            Reason.INVOICE_NOT_REVERSIBLE,
            RefusalKind.FAILED_PRECONDITION,
            f"invoice {invoice.invoice} is {invoice.kind} and {invoice.state}",
            metadata={"invoice": f"invoices/{invoice.invoice}"},
        )
