"""Dates keep the precision that they were written with."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.record.moment import Moment, parse_moment

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2015-10-08", "2015-10-08"),
        ("2015-10-08 14:30", "2015-10-08T14:30+02:00"),
        ("2015-12-08 14:30", "2015-12-08T14:30+01:00"),
        ("2015-10-08T14:30:05", "2015-10-08T14:30:05+02:00"),
        ("2015-10-08T14:30Z", "2015-10-08T14:30+00:00"),
        ("2015-10-08T14:30:00-0500", "2015-10-08T14:30:00-05:00"),
        ("2015-10-08 00:00", "2015-10-08T00:00+02:00"),  # a midnight that was written stays
    ],
)
def test_is_as_precise_as_it_was_written(written: str, iso: str) -> None:
    assert parse_moment(written, BERLIN).iso == iso


@pytest.mark.parametrize(
    "written",
    ["", "8 October 2015", "2015-10", "2015-02-30", "2015-10-08 25:00", "30.9.3015", "2015-10-08x"],
)
def test_says_what_is_no_date(written: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        parse_moment(written, BERLIN)


@pytest.mark.parametrize("written", ["2026-03-29 02:30", "2026-10-25 02:30"])
def test_an_hour_that_clocks_skip_or_repeat_needs_its_offset(written: str) -> None:
    with pytest.raises(ValueError, match="add the offset"):
        parse_moment(written, BERLIN)
    assert parse_moment(f"{written}+02:00", BERLIN).iso == f"{written.replace(' ', 'T')}+02:00"


def test_a_day_begins_in_the_zone_of_the_site() -> None:
    day = Moment(dt.date(2015, 10, 8))
    assert day.earliest(BERLIN) == dt.datetime(2015, 10, 7, 22, tzinfo=dt.UTC)


@given(st.dates(min_value=dt.date(1583, 1, 1)))
def test_a_day_read_and_printed_is_that_day(day: dt.date) -> None:
    assert parse_moment(day.isoformat(), BERLIN).iso == day.isoformat()


@given(
    st.datetimes(min_value=dt.datetime(1900, 1, 1)),
    st.integers(min_value=-14 * 60, max_value=14 * 60),
)
def test_an_instant_read_and_printed_is_that_instant(local: dt.datetime, minutes: int) -> None:
    zone = dt.timezone(dt.timedelta(minutes=minutes))
    instant = local.replace(microsecond=0, tzinfo=zone)
    assert dt.datetime.fromisoformat(parse_moment(instant.isoformat(), BERLIN).iso) == instant


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2026-04-01", "2026-04-02", True),
        ("2026-04-01", "2026-04-01", False),
        ("2026-04-01", "2026-04-01 14:30", False),  # nobody said that the day was its midnight
        ("2026-04-01 14:30", "2026-04-01", False),
        ("2026-04-01 14:29", "2026-04-01 14:30", True),
        ("2026-04-01T14:29-05:00", "2026-04-01T14:30Z", False),
    ],
)
def test_a_moment_is_before_another_where_that_is_sure(one: str, other: str, before: bool) -> None:
    assert parse_moment(one, BERLIN).is_before(parse_moment(other, BERLIN), BERLIN) is before


@pytest.mark.parametrize(
    ("now", "years"),
    [
        ("2016-10-07T21:59+00:00", 0),
        ("2016-10-07T22:00+00:00", 1),  # the eighth has begun in Berlin
        ("2026-10-07T12:00+00:00", 10),
        ("2026-10-08T12:00+00:00", 11),
        ("2014-01-01T00:00+00:00", 0),
    ],
)
def test_years_are_whole_ones_on_the_site_s_calendar(now: str, years: int) -> None:
    written = parse_moment("2015-10-08", BERLIN)
    assert written.full_years(dt.datetime.fromisoformat(now), BERLIN) == years


def test_a_leap_day_is_a_year_old_on_the_first_of_march() -> None:
    leap = parse_moment("2024-02-29", BERLIN)
    days = [dt.datetime(2025, 2, 28, 12, tzinfo=BERLIN), dt.datetime(2025, 3, 1, 12, tzinfo=BERLIN)]
    assert [leap.full_years(now, BERLIN) for now in days] == [0, 1]
