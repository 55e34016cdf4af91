"""The catalogue's two forms say the same, and a malicious file is refused by name (R-BIL-6, R-DIS-1)."""

import pytest

from services.rating.store.catalogue import parse_catalogue
from services.rating.wire.tariffs import document_from_pb
from tests.rating.operator import CATALOGUE

IN_CSV = """\
section,category,rate_permyriad,start_date
tax_rates,BASIC,900,2020-01-01
tax_rates,VALUE_ADDED,600,2020-01-01
section,id,name,name_zh,tax_category
charge_items,leased-line-rent,Leased line rent,专线月租费,BASIC
charge_items,fixed-line-rent,Fixed line rent,固话月租费,BASIC
charge_items,CALLS,Calls,通话费,BASIC,,,
charge_items,mailbox-fee,Mailbox fee,信箱费,VALUE_ADDED
section,id,name,charge_items,,,
charge_item_sets,rents,Rents,leased-line-rent fixed-line-rent

section,id,name,name_zh,line_of_business,rent_item,monthly_rent,effect_mode,build,platform,equipment_at_customer,\
notify_maintenance,prepayment_required,approvals
products,leased-line,Leased line,专线,LEASED_LINE,leased-line-rent,300000,BY_DAY,CONSTRUCT,transport,true,true,true,\
ORDER
products,fixed-line,Fixed line,固定电话,FIXED_LINE,fixed-line-rent,2500,HALF_MONTH,CONSTRUCT,access
products,mailbox,Mailbox,信箱,VALUE_ADDED,mailbox-fee,500,NEXT_CYCLE,ACTIVATE,functions
section,id,name,name_zh,kind,permille,charge_item_sets,special
discounts,ten-percent,Ten percent off,九折,PERCENT,100,rents
discounts,big,Big,特别优惠,PERCENT,500,,true
"""


def test_a_catalogue_in_csv_is_the_catalogue_in_yaml():
    in_csv, faults = parse_catalogue("v1", IN_CSV.encode("utf-8-sig"))
    assert (faults, in_csv) == ((), parse_catalogue("v1", CATALOGUE)[0])


def test_tiers_of_a_discount_stand_in_one_cell():
    tiered = "section,id,name,name_zh,kind,tiers\ndiscounts,v,Volume,量大,TIERED,100000:50 500000:100\n"
    catalogue, _ = parse_catalogue("v1", (IN_CSV + tiered).encode())
    assert catalogue.discounts["v"].tiers == ((100_000, 50), (500_000, 100))


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("section,id,name,name_zh,tax_category\ncharge_items,x,X,X,NONE\n", "charge_items.x.tax_category"),
        ("section,id,monthly_rent\nproducts,p,a lot\n", "products[3].monthly_rent"),
        ("section,id\nnonsense,p\n", ".nonsense"),
        ("section,id\ndiscounts,p,too,many\n", "content"),
        ('section,id\ndiscounts,"p\n', "content"),
        ("section,id,id\n", "content"),
    ],
)
def test_what_is_wrong_in_csv_is_told_with_its_place(row: str, field: str):
    _, faults = parse_catalogue("v1", (IN_CSV + row).encode())
    assert field in {fault.field for fault in faults}, faults


def test_a_discount_of_more_than_the_whole_is_refused_by_name_r_dis_1():
    too_much = "section,id,name,name_zh,kind,permille,tiers\n"
    too_much += "discounts,p,P,P,PERCENT,1001,\ndiscounts,t,T,T,TIERED,,0:1000 5:1001\n"
    _, faults = parse_catalogue("v1", (IN_CSV + too_much).encode())
    assert [fault.rule for fault in faults] == ["DISCOUNT_NEGATIVE", "DISCOUNT_NEGATIVE"]


@pytest.mark.parametrize("content", [b"[" * 5_000, b"x: " + b"[" * 5_000 + b"]" * 5_000, b"a: &a [x]\nb: [*a, *a]\n"])
def test_a_file_that_unfolds_without_end_is_a_fault_and_no_failure(content: bytes):
    _, (fault,) = parse_catalogue("v1", content)
    assert (fault.field, fault.rule) == ("content", "yaml")
    with pytest.raises(Exception, match="document"):
        document_from_pb(content)
