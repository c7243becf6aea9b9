"""The bank holidays as the government published them, so that working time is held against them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from procedure.calendar import Nation
from tests.procedure.london_time import at

_NATIONS = {
    "everywhere": frozenset(Nation),
    "not Scotland": frozenset(Nation) - {Nation.SCOTLAND},
    "Scotland": frozenset({Nation.SCOTLAND}),
    "Northern Ireland": frozenset({Nation.NORTHERN_IRELAND}),
}
_ROW = re.compile(r"(?P<day>\w+ \d{4}-\d{2}-\d{2}) +(?P<where>\w+(?: \w+)?)  +(?P<name>.+)")


@dataclass(frozen=True)
class BankHoliday:
    """A day off, and where; a substitute day stands for one that falls on a weekend or on another."""

    on: date
    nations: frozenset[Nation]
    name: str


def published() -> tuple[BankHoliday, ...]:
    """Return every day that is listed below; a wrong weekday is a wrong list."""
    return tuple(_read(row) for row in _rows())


def _rows() -> Iterator[str]:
    return filter(None, GOV_UK.splitlines())


def _read(row: str) -> BankHoliday:
    found = _ROW.fullmatch(row)
    assert found is not None, row
    return BankHoliday(at(f"{found['day']} 12:00").date(), _NATIONS[found["where"]], found["name"])


# The facts are those of https://www.gov.uk/bank-holidays, which lists England and Wales as one. 2018 to 2023
# were read in the file behind that page (alphagov/frontend, lib/data/bank-holidays.json, from before the
# state funeral and the coronation), 2019 to 2028 in two copies of the page's feed, the later one of October
# 2026, which agree day for day. Scotland's 15 June 2026 was proclaimed on 3 February 2026. 2029 was not in
# them: add it when it is published.
GOV_UK = """
Monday 2018-01-01     everywhere        New Year's Day
Tuesday 2018-01-02    Scotland          2nd January
Monday 2018-03-19     Northern Ireland  St Patrick's Day, substitute day
Friday 2018-03-30     everywhere        Good Friday
Monday 2018-04-02     not Scotland      Easter Monday
Monday 2018-05-07     everywhere        Early May bank holiday
Monday 2018-05-28     everywhere        Spring bank holiday
Thursday 2018-07-12   Northern Ireland  Battle of the Boyne
Monday 2018-08-06     Scotland          Summer bank holiday
Monday 2018-08-27     not Scotland      Summer bank holiday
Friday 2018-11-30     Scotland          St Andrew's Day
Tuesday 2018-12-25    everywhere        Christmas Day
Wednesday 2018-12-26  everywhere        Boxing Day

Tuesday 2019-01-01    everywhere        New Year's Day
Wednesday 2019-01-02  Scotland          2nd January
Monday 2019-03-18     Northern Ireland  St Patrick's Day, substitute day
Friday 2019-04-19     everywhere        Good Friday
Monday 2019-04-22     not Scotland      Easter Monday
Monday 2019-05-06     everywhere        Early May bank holiday
Monday 2019-05-27     everywhere        Spring bank holiday
Friday 2019-07-12     Northern Ireland  Battle of the Boyne
Monday 2019-08-05     Scotland          Summer bank holiday
Monday 2019-08-26     not Scotland      Summer bank holiday
Monday 2019-12-02     Scotland          St Andrew's Day, substitute day
Wednesday 2019-12-25  everywhere        Christmas Day
Thursday 2019-12-26   everywhere        Boxing Day

Wednesday 2020-01-01  everywhere        New Year's Day
Thursday 2020-01-02   Scotland          2nd January
Tuesday 2020-03-17    Northern Ireland  St Patrick's Day
Friday 2020-04-10     everywhere        Good Friday
Monday 2020-04-13     not Scotland      Easter Monday
Friday 2020-05-08     everywhere        Early May bank holiday, moved to VE day
Monday 2020-05-25     everywhere        Spring bank holiday
Monday 2020-07-13     Northern Ireland  Battle of the Boyne, substitute day
Monday 2020-08-03     Scotland          Summer bank holiday
Monday 2020-08-31     not Scotland      Summer bank holiday
Monday 2020-11-30     Scotland          St Andrew's Day
Friday 2020-12-25     everywhere        Christmas Day
Monday 2020-12-28     everywhere        Boxing Day, substitute day

Friday 2021-01-01     everywhere        New Year's Day
Monday 2021-01-04     Scotland          2nd January, substitute day
Wednesday 2021-03-17  Northern Ireland  St Patrick's Day
Friday 2021-04-02     everywhere        Good Friday
Monday 2021-04-05     not Scotland      Easter Monday
Monday 2021-05-03     everywhere        Early May bank holiday
Monday 2021-05-31     everywhere        Spring bank holiday
Monday 2021-07-12     Northern Ireland  Battle of the Boyne
Monday 2021-08-02     Scotland          Summer bank holiday
Monday 2021-08-30     not Scotland      Summer bank holiday
Tuesday 2021-11-30    Scotland          St Andrew's Day
Monday 2021-12-27     everywhere        Christmas Day, substitute day
Tuesday 2021-12-28    everywhere        Boxing Day, substitute day

Monday 2022-01-03     everywhere        New Year's Day, substitute day
Tuesday 2022-01-04    Scotland          2nd January, substitute day
Thursday 2022-03-17   Northern Ireland  St Patrick's Day
Friday 2022-04-15     everywhere        Good Friday
Monday 2022-04-18     not Scotland      Easter Monday
Monday 2022-05-02     everywhere        Early May bank holiday
Thursday 2022-06-02   everywhere        Spring bank holiday, moved for the jubilee
Friday 2022-06-03     everywhere        Platinum Jubilee bank holiday
Tuesday 2022-07-12    Northern Ireland  Battle of the Boyne
Monday 2022-08-01     Scotland          Summer bank holiday
Monday 2022-08-29     not Scotland      Summer bank holiday
Monday 2022-09-19     everywhere        State Funeral of Queen Elizabeth II
Wednesday 2022-11-30  Scotland          St Andrew's Day
Monday 2022-12-26     everywhere        Boxing Day
Tuesday 2022-12-27    everywhere        Christmas Day, substitute day

Monday 2023-01-02     everywhere        New Year's Day, substitute day
Tuesday 2023-01-03    Scotland          2nd January, substitute day
Friday 2023-03-17     Northern Ireland  St Patrick's Day
Friday 2023-04-07     everywhere        Good Friday
Monday 2023-04-10     not Scotland      Easter Monday
Monday 2023-05-01     everywhere        Early May bank holiday
Monday 2023-05-08     everywhere        Coronation of King Charles III
Monday 2023-05-29     everywhere        Spring bank holiday
Wednesday 2023-07-12  Northern Ireland  Battle of the Boyne
Monday 2023-08-07     Scotland          Summer bank holiday
Monday 2023-08-28     not Scotland      Summer bank holiday
Thursday 2023-11-30   Scotland          St Andrew's Day
Monday 2023-12-25     everywhere        Christmas Day
Tuesday 2023-12-26    everywhere        Boxing Day

Monday 2024-01-01     everywhere        New Year's Day
Tuesday 2024-01-02    Scotland          2nd January
Monday 2024-03-18     Northern Ireland  St Patrick's Day, substitute day
Friday 2024-03-29     everywhere        Good Friday
Monday 2024-04-01     not Scotland      Easter Monday
Monday 2024-05-06     everywhere        Early May bank holiday
Monday 2024-05-27     everywhere        Spring bank holiday
Friday 2024-07-12     Northern Ireland  Battle of the Boyne
Monday 2024-08-05     Scotland          Summer bank holiday
Monday 2024-08-26     not Scotland      Summer bank holiday
Monday 2024-12-02     Scotland          St Andrew's Day, substitute day
Wednesday 2024-12-25  everywhere        Christmas Day
Thursday 2024-12-26   everywhere        Boxing Day

Wednesday 2025-01-01  everywhere        New Year's Day
Thursday 2025-01-02   Scotland          2nd January
Monday 2025-03-17     Northern Ireland  St Patrick's Day
Friday 2025-04-18     everywhere        Good Friday
Monday 2025-04-21     not Scotland      Easter Monday
Monday 2025-05-05     everywhere        Early May bank holiday
Monday 2025-05-26     everywhere        Spring bank holiday
Monday 2025-07-14     Northern Ireland  Battle of the Boyne, substitute day
Monday 2025-08-04     Scotland          Summer bank holiday
Monday 2025-08-25     not Scotland      Summer bank holiday
Monday 2025-12-01     Scotland          St Andrew's Day, substitute day
Thursday 2025-12-25   everywhere        Christmas Day
Friday 2025-12-26     everywhere        Boxing Day

Thursday 2026-01-01   everywhere        New Year's Day
Friday 2026-01-02     Scotland          2nd January
Tuesday 2026-03-17    Northern Ireland  St Patrick's Day
Friday 2026-04-03     everywhere        Good Friday
Monday 2026-04-06     not Scotland      Easter Monday
Monday 2026-05-04     everywhere        Early May bank holiday
Monday 2026-05-25     everywhere        Spring bank holiday
Monday 2026-06-15     Scotland          World Cup bank holiday
Monday 2026-07-13     Northern Ireland  Battle of the Boyne, substitute day
Monday 2026-08-03     Scotland          Summer bank holiday
Monday 2026-08-31     not Scotland      Summer bank holiday
Monday 2026-11-30     Scotland          St Andrew's Day
Friday 2026-12-25     everywhere        Christmas Day
Monday 2026-12-28     everywhere        Boxing Day, substitute day

Friday 2027-01-01     everywhere        New Year's Day
Monday 2027-01-04     Scotland          2nd January, substitute day
Wednesday 2027-03-17  Northern Ireland  St Patrick's Day
Friday 2027-03-26     everywhere        Good Friday
Monday 2027-03-29     not Scotland      Easter Monday
Monday 2027-05-03     everywhere        Early May bank holiday
Monday 2027-05-31     everywhere        Spring bank holiday
Monday 2027-07-12     Northern Ireland  Battle of the Boyne
Monday 2027-08-02     Scotland          Summer bank holiday
Monday 2027-08-30     not Scotland      Summer bank holiday
Tuesday 2027-11-30    Scotland          St Andrew's Day
Monday 2027-12-27     everywhere        Christmas Day, substitute day
Tuesday 2027-12-28    everywhere        Boxing Day, substitute day

Monday 2028-01-03     everywhere        New Year's Day, substitute day
Tuesday 2028-01-04    Scotland          2nd January, substitute day
Friday 2028-03-17     Northern Ireland  St Patrick's Day
Friday 2028-04-14     everywhere        Good Friday
Monday 2028-04-17     not Scotland      Easter Monday
Monday 2028-05-01     everywhere        Early May bank holiday
Monday 2028-05-29     everywhere        Spring bank holiday
Wednesday 2028-07-12  Northern Ireland  Battle of the Boyne
Monday 2028-08-07     Scotland          Summer bank holiday
Monday 2028-08-28     not Scotland      Summer bank holiday
Thursday 2028-11-30   Scotland          St Andrew's Day
Monday 2028-12-25     everywhere        Christmas Day
Tuesday 2028-12-26    everywhere        Boxing Day
"""
