"""Notices (R-DUN-2, R-DUN-3): which kind a step gives, by which way, in which language and words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter

from services.collection.domain.ladder import LADDER, Verb
from services.collection.domain.reason import Reason
from services.kernel.errors import Refusal, RefusalKind


class NoticeKind(StrEnum):
    """What a contact is about."""

    PAYMENT_REMINDER = "PAYMENT_REMINDER"
    ARREARS_NOTICE = "ARREARS_NOTICE"
    SUSPENSION_NOTICE = "SUSPENSION_NOTICE"
    DUNNING = "DUNNING"
    TERMINATION_NOTICE = "TERMINATION_NOTICE"
    RESTORATION_NOTICE = "RESTORATION_NOTICE"


class Medium(StrEnum):
    """How a customer is reached."""

    SMS = "SMS"
    VOICE = "VOICE"
    EMAIL = "EMAIL"
    MANAGER = "MANAGER"


NOTICE_OF_VERB = {
    Verb.NOTIFY_ARREARS: NoticeKind.ARREARS_NOTICE,
    Verb.NOTIFY_SUSPENSION: NoticeKind.SUSPENSION_NOTICE,
    Verb.DUN: NoticeKind.DUNNING,
    Verb.NOTIFY_TERMINATION: NoticeKind.TERMINATION_NOTICE,
}
STATE_OF_NOTICE = {NOTICE_OF_VERB[row.verb]: row.target for row in LADDER if row.verb in NOTICE_OF_VERB}
"""The step on which a case stands once a notice was given."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """What is known of a customer for contacting it."""

    name: str
    customer_class: str = ""
    account_manager: str = ""
    telephone_managed: bool = False
    language: str = "zh-CN"
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """How a notice goes: the medium, and the number, address or manager."""

    medium: Medium
    recipient: str


def way_of(addressee: Addressee, media: Sequence[str], unit: str) -> Way:
    """A/B customers with an account manager get a task for that manager; telephone-managed and class C automatic
    contacts by the first medium that there is an address for (R-DUN-3)."""
    if addressee.customer_class in ("A", "B") and addressee.account_manager and not addressee.telephone_managed:
        return Way(Medium.MANAGER, addressee.account_manager)
    return reachable_way(addressee, media, unit)


def reachable_way(addressee: Addressee, media: Sequence[str], unit: str) -> Way:
    """Automatic by the first medium with an address; without any a task for a person: the account manager, or the desk
    of the sales unit."""
    return automatic_way(addressee, media) or Way(Medium.MANAGER, addressee.account_manager or unit)


def automatic_way(addressee: Addressee, media: Sequence[str]) -> Way | None:
    """The first medium that there is an address for; None when there is none."""
    for name in media:
        recipient = addressee.email if name == Medium.EMAIL else addressee.phone
        if recipient:
            return Way(Medium(name), recipient)
    return None


def another_way(addressee: Addressee, media: Sequence[str], failed: Medium, unit: str) -> Way:
    """The way after a medium by which a notice did not arrive."""
    tried = media.index(failed) + 1 if failed in media else 0
    return reachable_way(addressee, media[tried:], unit)


PLACEHOLDERS = frozenset({"customer", "account", "amount", "due_date", "how_to_pay", "date"})
_REQUIRED = frozenset({"amount", "due_date"})

HOW_TO_PAY = {
    "zh-CN": "请到营业厅、银行或通过微信、支付宝缴费，缴费账号即账户号码。",
    "en": "Pay at a counter, by bank transfer, WeChat Pay or Alipay, naming your account number.",
}

_TEXTS: dict[NoticeKind, dict[str, str]] = {
    NoticeKind.PAYMENT_REMINDER: {
        "zh-CN": "尊敬的{customer}：账户{account}本期应缴{amount}元，缴费截止日{due_date}。{how_to_pay}",
        "en": "Dear {customer}, account {account}: {amount} yuan is payable by {due_date}. {how_to_pay}",
    },
    NoticeKind.ARREARS_NOTICE: {
        "zh-CN": "尊敬的{customer}：账户{account}已欠费{amount}元，最早截止日{due_date}，请尽快缴费。{how_to_pay}",
        "en": "Dear {customer}, account {account} is overdue with {amount} yuan, due since {due_date}. {how_to_pay}",
    },
    NoticeKind.SUSPENSION_NOTICE: {
        "zh-CN": "停机预告：尊敬的{customer}，账户{account}欠费{amount}元（截止日{due_date}），"
        "逾期不缴将暂停服务。{how_to_pay}",
        "en": "Notice of suspension: {customer}, account {account} owes {amount} yuan due since {due_date}; "
        "service will be suspended unless it is paid. {how_to_pay}",
    },
    NoticeKind.DUNNING: {
        "zh-CN": "尊敬的{customer}：账户{account}因欠费{amount}元（截止日{due_date}）已停机，缴清后恢复。{how_to_pay}",
        "en": "Dear {customer}, account {account} is suspended for {amount} yuan due since {due_date}; "
        "it is restored once paid. {how_to_pay}",
    },
    NoticeKind.TERMINATION_NOTICE: {
        "zh-CN": "拆机预告：尊敬的{customer}，账户{account}欠费{amount}元（截止日{due_date}），"
        "逾期不缴将拆机并终止服务。{how_to_pay}",
        "en": "Notice of termination: {customer}, account {account} owes {amount} yuan due since {due_date}; "
        "service will be terminated unless it is paid. {how_to_pay}",
    },
    NoticeKind.RESTORATION_NOTICE: {
        "zh-CN": "尊敬的{customer}：账户{account}欠费{amount}元（截止日{due_date}）已缴清，服务已恢复。",
        "en": "Dear {customer}, account {account}: {amount} yuan due since {due_date} is paid; service is restored.",
    },
}
DEFAULT_LANGUAGE = "zh-CN"


def yuan(minor_units: int) -> str:
    """Minor units as yuan with two decimals."""
    sign = "-" if minor_units < 0 else ""
    return f"{sign}{abs(minor_units) // 100}.{abs(minor_units) % 100:02d}"


def default_text(kind: NoticeKind, language: str) -> str:
    """The text of a notice without an approved template; an unknown language gets the operator's."""
    texts = _TEXTS[kind]
    return texts.get(language, texts[DEFAULT_LANGUAGE])


def write_notice(
    template: str,
    addressee: Addressee,
    account: str,
    amount: int,
    due: dt.date,
    date: dt.date,
    how_to_pay: Mapping[str, str] = HOW_TO_PAY,
) -> str:
    """The notice's words. ``amount`` in minor units is written in yuan; ``how_to_pay`` is by language, what it lacks is
    built in."""
    known = {**HOW_TO_PAY, **how_to_pay}
    language = addressee.language if addressee.language in known else DEFAULT_LANGUAGE
    return template.format(
        customer=addressee.name,
        account=account,
        amount=yuan(amount),
        due_date=due.isoformat(),
        how_to_pay=known[language],
        date=date.isoformat(),
    )


def check_template(text: str) -> None:
    """Raises TEMPLATE_INVALID for a placeholder that is not known, or a text without the amount or the due date."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise _invalid(text, str(error)) from error
    used = {name for _, name, _, _ in parts if name is not None}
    plain = all(not spec and not conversion for _, _, spec, conversion in parts)
    unknown = used - PLACEHOLDERS
    if unknown or not plain:
        raise _invalid("{" + ", ".join(sorted(unknown)) + "}", "the placeholder is not known")
    if not used >= _REQUIRED:
        raise _invalid(", ".join(sorted(_REQUIRED - used)), "the text must name the amount and the due date")


def _invalid(what: str, why: str) -> Refusal:
    return Refusal(Reason.TEMPLATE_INVALID, RefusalKind.INVALID, f"{why}: {what}", metadata={"placeholder": what[:100]})
