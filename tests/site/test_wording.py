"""Dates in words, which are kept: each moment has its own."""

import datetime as dt

from newsroom.record.moment import Moment, parse_moment
from newsroom.site.wording import in_words, period_in_words


def test_one_instant_is_worded_as_it_was_written() -> None:
    here, there = "2015-10-08T14:30+02:00", "2015-10-08T12:30+00:00"
    first, second = parse_moment(here, dt.UTC), parse_moment(there, dt.UTC)
    assert first == second
    for _ in range(2):
        assert in_words(first, "en") == "October 8, 2015, 2:30\u202fPM GMT+02:00"
        assert in_words(second, "en") == "October 8, 2015, 12:30\u202fPM GMT+00:00"


def test_a_moment_is_worded_in_each_language() -> None:
    moment = Moment(dt.date(2015, 10, 8))
    assert [in_words(moment, lang) for lang in ("en", "de", "en", "fr")] == [
        "October 8, 2015",
        "8. Oktober 2015",
        "October 8, 2015",
        "8 octobre 2015",
    ]
    assert period_in_words((2015, 10), "de") == "Oktober 2015"
    assert period_in_words((2015,), "de") == "2015"
