"""Dates as pages print them: in words, in figures, in many languages; and those that cannot be."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.dates.written import WrittenDate, date_in, dates_in
from newsroom.ingest.item import IngestError


@pytest.mark.parametrize(
    ("text", "lang", "iso"),
    [
        ("October 8, 2015", "en", "2015-10-08"),
        ("Thursday, October 8th, 2015 at 2 PM", "en", "2015-10-08T14:00"),
        ("8 October 2015, 14:30 GMT", "en", "2015-10-08T14:30+00:00"),
        ("Oct. 8, 2015 2:30 p.m. EDT", "en", "2015-10-08T14:30-04:00"),
        ("Sept. 3, 2015", "en", "2015-09-03"),
        ("Sat 10 Oct 2015 12.42 CET", "en", "2015-10-10T12:42+01:00"),
        ("14:30, 8 October 2015", "en", "2015-10-08T14:30"),
        ("12:05 AM, 8 October 2015", "en", "2015-10-08T00:05"),
        ("Updated 2:15 PM EST, Thu October 8, 2015", "en", "2015-10-08T14:15-05:00"),
        ("At 10:30 she and Anna Berg left on 8 October 2015", "en", "2015-10-08"),
        ("3 minute readOctober 8, 20152:26 PM GMT+2Last Updated 9 min ago", "en",
         "2015-10-08T14:26+02:00"),
        ("8 October 2015 17.38 IST", "en", "2015-10-08T17:38"),
        ("08.10.2015", "de", "2015-10-08"),
        ("Stand: 08.10.2015 14:30 Uhr", "de", "2015-10-08T14:30"),
        ("8. Oktober 2015, 14.30 Uhr", "de", "2015-10-08T14:30"),
        ("8. Jänner 2015", "de", "2015-01-08"),
        ("8.10.15", "de", "2015-10-08"),
        ("Publié le 8 octobre 2015 à 14h52", "fr", "2015-10-08T14:52"),
        ("1er octobre 2015", "fr", "2015-10-01"),
        ("8 août 2015", "fr", "2015-08-08"),
        ("8 DE OCTUBRE DE 2015 - 14:30 h", "es", "2015-10-08T14:30"),
        ("8 de outubro de 2015 às 14h30", "pt", "2015-10-08T14:30"),
        ("8 ottobre 2015 alle 14:30", "it", "2015-10-08T14:30"),
        ("8 d’octubre de 2015", "ca", "2015-10-08"),
        ("8 oktober 2015 om 14:30", "nl", "2015-10-08T14:30"),
        ("8 oktober 2015 kl 14.30", "sv", "2015-10-08T14:30"),
        ("8. lokakuuta 2015 klo 14.30", "fi", "2015-10-08T14:30"),
        ("8 października 2015, 14:30", "pl", "2015-10-08T14:30"),
        ("8. října 2015", "cs", "2015-10-08"),
        ("2015. október 8. 14:30", "hu", "2015-10-08T14:30"),
        ("2015 m. spalio 8 d.", "lt", "2015-10-08"),
        ("2015. gada 8. oktobris", "lv", "2015-10-08"),
        ("8 октября 2015 г., 14:30", "ru", "2015-10-08T14:30"),
        ("8 жовтня 2015", "uk", "2015-10-08"),
        ("8 Οκτωβρίου 2015", "el", "2015-10-08"),
        ("8 Ekim 2015 Perşembe 14:30", "tr", "2015-10-08T14:30"),
        ("٨ أكتوبر ٢٠١٥", "ar", "2015-10-08"),
        ("8 تشرين الأول 2015", "ar", "2015-10-08"),
        ("8 أكتوبر/ تشرين الأول 2015", "ar", "2015-10-08"),
        ("8 באוקטובר 2015", "he", "2015-10-08"),
        ("८ अक्टूबर २०१५", "hi", "2015-10-08"),
        ("8 ตุลาคม 2558", "th", "2015-10-08"),
        ("ngày 8 tháng 10, 2015", "vi", "2015-10-08"),
        ("8 Oktober 2015, 17:05 WIB", "id", "2015-10-08T17:05+07:00"),
        ("8 Oktoba 2015", "sw", "2015-10-08"),
        ("2015年10月8日 下午2:30", "zh", "2015-10-08T14:30"),
        ("2015年10月8日 14時30分", "ja", "2015-10-08T14:30"),
        ("2015년 10월 8일 오후 2:30", "ko", "2015-10-08T14:30"),
        ("2015-10-08T14:30:05+02:00", None, "2015-10-08T14:30:05+02:00"),
        ("2015/10/08 14:30", "ja", "2015-10-08T14:30"),
        # Which figure is the month: by language, or where only one can be.
        ("8/10/2015", "fr", "2015-10-08"),
        ("8/10/2015", "en-US", "2015-08-10"),
        ("8/10/2015", "en-GB", "2015-10-08"),
        ("13/10/2015", "en", "2015-10-13"),
        ("10/13/2015", "en", "2015-10-13"),
        ("10/08/2015October 8, 2015", "en", "2015-10-08"),
        # One name, two months.
        ("8. listopada 2015", "hr", "2015-10-08"),
        ("8 listopada 2015", "pl", "2015-11-08"),
        ("8. listopada 2015", None, None),
        # No date: no year, no day, a version, a long number.
        ("October 2015", "en", None),
        ("October 8", "en", None),
        ("version 1.2.3", "en", None),
        ("120151008", "en", None),
        ("10:30", "en", None),
        ("", None, None),
        ("vor 3 Stunden", "de", None),
    ],
)  # fmt: skip
def test_a_date_keeps_its_precision(text: str, lang: str | None, iso: str | None) -> None:
    assert date_in(text, lang) == iso


@pytest.mark.parametrize(
    ("text", "lang", "named"),
    [
        ("30.9.3015", "de", "'30.9.3015' is no year of news; correct the date"),
        ("31.2.2015", "de", "'31.2.2015' is in no calendar; correct the date"),
        ("February 29, 2015", "en", "'February 29, 2015' is in no calendar; correct the date"),
        ("8 October 1015", "en", "'8 October 1015' is no year of news; correct the date"),
        ("8/10/2015", "en", "'8/10/2015' can be two days; write it as 2015-10-08"),
        ("8/10/2015", None, "'8/10/2015' can be two days; write it as 2015-10-08"),
        ("2015-13-08", None, "'2015-13-08' is in no calendar; correct the date"),
    ],
)
def test_an_impossible_date_is_named(text: str, lang: str | None, named: str) -> None:
    with pytest.raises(IngestError, match=f"^{re.escape(named)}$"):
        date_in(text, lang)


def test_a_sound_date_counts_beside_an_impossible_one() -> None:
    assert date_in("31.2.2015, corrected 28.2.2015", "de") == "2015-02-28"


def test_each_date_is_told_with_its_place() -> None:
    assert dates_in("Publié le 8 mai 2015 à 14h52, modifié le 9 mai 2015", "fr") == (
        WrittenDate(10, 28, "2015-05-08T14:52"),
        WrittenDate(41, 51, "2015-05-09"),
    )


@pytest.mark.parametrize(
    "text",
    ["8 October 2015 25:30", "8 October 2015 14:75", "8 October 2015, Studio 14 interviews"],
)
def test_what_is_no_time_leaves_a_day(text: str) -> None:
    assert date_in(text, "en") == "2015-10-08"


@given(st.text(), st.sampled_from([None, "en", "de", "th", "ar", "xx", "zh-Hans", "???"]))
def test_any_text_has_dates_or_none(text: str, lang: str | None) -> None:
    for found in dates_in(text, lang):
        assert 0 <= found.start < found.end <= len(text)
        assert (found.iso is None) == (found.fault is not None)


@given(st.text(alphabet="0123456789./-: ,GMT+octobreOktober日月年de", max_size=60))
def test_what_is_like_a_date_is_read_or_left(text: str) -> None:
    for found in dates_in(text, "de"):
        assert found.iso or found.fault
