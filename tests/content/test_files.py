"""Bad content files: every fault with its file, line and field, all of them together."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsroom.content.content import Content
from newsroom.content.files import MAX_SIZE, read_content
from tests.conftest import SOUND, write_files

PICTURE = "picture: {{alt: A, credit: B, file: {}}}\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return tmp_path / "content"


def read(folder: Path) -> tuple[Content, list[str]]:
    found, problems = read_content(folder, zone=ZoneInfo("Europe/Berlin"), lang="en")
    return found, [str(problem) for problem in sorted(problems)]


def problems(folder: Path, files: dict[str, str | bytes]) -> list[str]:
    write_files(folder, files)
    return read(folder)[1]


def with_field(field: str) -> str:
    return SOUND.replace("category: World\n", f"category: World\n{field}")


def test_a_sound_file_has_no_problem(content: Path) -> None:
    write_files(content, {"articles/2026/04/sound.md": SOUND})
    found, said = read(content)
    assert said == []
    assert [(file.path, file.slug, file.lang) for file in found.articles] == [
        ("articles/2026/04/sound.md", "sound", "en")
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (SOUND.replace("title: A headline\n", ""), "1: title: is missing; add it [F005]"),
        (
            SOUND.replace("A headline", ""),
            "2: title: is empty; fill it in [F005]",
        ),
        (
            SOUND.replace("A headline", "'  '"),
            "2: title: is empty; fill it in [F005]",
        ),
        (SOUND.replace("date: 2026-04-01\n", ""), "1: date: is missing; add it [F005]"),
        (
            SOUND.replace("2026-04-01", ""),
            "3: date: is empty; fill it in [F005]",
        ),
        (
            SOUND.replace("2026-04-01", "0001-01-01"),
            "3: date: '0001-01-01' is no date: this calendar begins with 1583 [F010]",
        ),
        (
            SOUND.replace("A headline", '"A headline').replace("date", "\ndate"),
            "2: front matter: is not YAML (while scanning a quoted scalar, found unexpected end of "
            "stream); indent with spaces, close what you open, and put text that holds ': ' or "
            "' #' in quotation marks [F003]",
        ),
        (
            SOUND.replace("World", "W" * 101),
            "4: category: is too long for an address; write no more than 100 characters [F006]",
        ),
        (
            SOUND.replace("2026-04-01", "1 April"),
            "3: date: '1 April' is no date; write 2015-10-08 or 2015-10-08 14:30 [F010]",
        ),
        (
            with_field("picture: {credit: B}\n"),
            "5: picture.alt: is missing; say what the picture shows [P001]",
        ),
        (
            with_field("picture:\n  alt: A\n"),
            "5: picture.credit: is missing; say whose picture it is [P002]",
        ),
        (
            with_field("picture:\n  alt: ''\n  credit: B\n"),
            "6: picture.alt: is empty; say what the picture shows [P001]",
        ),
        (
            with_field("picture:\n  alt: A\n  credit:\n"),
            "7: picture.credit: is empty; say whose picture it is [P002]",
        ),
        (
            with_field("picture: {alt: A, credit: B, held: true}\n"),
            "5: picture: is held but names no file; add file: images/… or write held: false [P003]",
        ),
        (
            with_field("headline: One\n"),
            "5: headline: is not a known field; did you mean title? [F004]",
        ),
        (
            with_field("standfirst: One\n"),
            "5: standfirst: is not a known field; did you mean summary? [F004]",
        ),
        (with_field("tags: [Syria, Iran, Syria]\n"), "5: tags: has 'Syria' twice; keep one [F006]"),
        (with_field("authors: [A, A]\n"), "5: authors: has 'A' twice; keep one [F006]"),
        (
            with_field("based_on:\n  publisher: A\n  title: '\"B\" [@c]'\n"),
            "7: based_on.title: names a speaker by [@…], which only the body can [F008]",
        ),
        (
            with_field("sumary: One.\n"),
            "5: sumary: is not a known field; did you mean summary? [F004]",
        ),
        (
            with_field("picture: {alt: A, credit: B, creditt: C}\n"),
            "5: picture.creditt: is not a known field; did you mean credit? [F004]",
        ),
        (
            with_field("based_on: {publisher: A, title: B, x: C}\n"),
            "5: based_on.x: is not a known field; known here: publisher, title, date, lang, url "
            "[F004]",
        ),
        (
            with_field("summary:\n"),
            "5: summary: is empty; fill it in or take the line out [F005]",
        ),
        (
            with_field("based_on: {publisher: '', title: B}\n"),
            "5: based_on.publisher: is empty; fill it in [F005]",
        ),
        (with_field("tags: Syria\n"), "5: tags: must be a list, as in [one, two] [F006]"),
        (
            with_field("tags: [Syria, '']\n"),
            "5: tags.2: is empty; fill it in or take the line out [F005]",
        ),
        (
            with_field("status: publish\n"),
            "5: status: must be 'published' or 'draft', not 'publish' [F006]",
        ),
        (
            with_field("lang: englisch\n"),
            "5: lang: 'englisch' is not a language tag; write one of BCP 47, like en, de or pt-BR "
            "[F011]",
        ),
        (
            with_field("slug: ../x\n"),
            "5: slug: '../x' must be small letters, digits and single hyphens, "
            "as in missiles-crash-in-iran [F006]",
        ),
        (
            with_field("based_on: {publisher: A, title: B, url: 'javascript:x'}\n"),
            "5: based_on.url: 'javascript:x' must be a web address, "
            "as in https://example.org/report [F006]",
        ),
        (
            with_field("speakers: {who: {name: Who}}\n"),
            "5: speakers.who: is never quoted; put [@who] behind a quotation, "
            "or take the speaker out [Q006]",
        ),
        (
            SOUND + '\n"Yes," [@who] they said.\n',
            "9: body: [@who] names no speaker; add it to speakers: [Q003]",
        ),
        (
            SOUND.replace("A headline", "US: Russian missiles"),
            "2: front matter: is not YAML (mapping values are not allowed in this context); "
            "indent with spaces, close what you open, and put text that holds ': ' or ' #' in "
            "quotation marks [F003]",
        ),
        (
            SOUND.replace("A sentence.", "Caf\xe9.").encode("latin-1"),
            "7: file: the byte 0xE9 is not UTF-8; save the file as UTF-8 [F001]",
        ),
        (
            SOUND.replace("A sentence.", "A\x0b sentence."),
            "7: file: holds the control character U+000B; take it out [F001]",
        ),
        (
            SOUND.replace("A headline", r'"A \a headline"'),
            "2: title: holds the control character U+0007; take it out [F006]",
        ),
        (
            SOUND.replace("A sentence.", ""),
            "6: body: is empty; write below the front matter [B001]",
        ),
        (
            b"",
            "1: front matter: is missing; the file must begin with a line of three hyphens [F003]",
        ),
        (SOUND + "x" * MAX_SIZE, "1: file: is larger than 4 MiB [F001]"),
    ],
)
def test_a_fault_is_one_line_with_its_place(content: Path, text: str | bytes, problem: str) -> None:
    assert problems(content, {"articles/bad.md": text}) == [f"content/articles/bad.md:{problem}"]


def test_a_field_with_another_s_name_is_told_with_the_one_that_is_missing(content: Path) -> None:
    text = with_field("speakers:\n  who: {nam: Who}\n") + '\n"Yes," [@who] they said.\n'
    assert problems(content, {"articles/bad.md": text}) == [
        "content/articles/bad.md:6: speakers.who.nam: is not a known field; did you mean name? "
        "[F004]",
        "content/articles/bad.md:6: speakers.who.name: is missing; add it [F005]",
    ]


def test_all_faults_of_all_files_are_told_together(content: Path) -> None:
    bad = (
        "---\ntitle:\nsumary: x\npicture: {alt: '', credit: B, file: ../x.jpg}\n"
        'speakers:\n  a: {name: A}\n---\n"Yes," [@b] he said.\n'
    )
    said = problems(content, {"articles/one.md": bad, "pages/two.md": "no front matter"})
    assert said == [
        "content/articles/one.md:1: category: is missing; add it [F005]",
        "content/articles/one.md:1: date: is missing; add it [F005]",
        "content/articles/one.md:2: title: is empty; fill it in [F005]",
        "content/articles/one.md:3: sumary: is not a known field; did you mean summary? [F004]",
        "content/articles/one.md:4: picture.alt: is empty; say what the picture shows [P001]",
        "content/articles/one.md:4: picture.file: '../x.jpg' leaves the content folder; "
        "write a path within it, like images/name.jpg [P003]",
        "content/articles/one.md:6: speakers.a: is never quoted; put [@a] behind a quotation, "
        "or take the speaker out [Q006]",
        "content/articles/one.md:8: body: [@b] names no speaker; add it to speakers: [Q003]",
        "content/pages/two.md:1: front matter: is missing; the file must begin with a line of "
        "three hyphens [F003]",
    ]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        *(
            (name, "leaves the content folder; write a path within it, like images/name.jpg")
            for name in (
                "../secret.jpg",
                "/etc/passwd.jpg",
                "images/../../secret.jpg",
                "images\\..\\secret.jpg",
            )
        ),
        ("images/linked.jpg", "leaves the content folder by a link; put the file itself there"),
        ("images/missing.jpg", "does not exist in the content folder"),
        ("images/.hidden.jpg", "is a hidden file; those are never published"),
        *(
            (name, "is no picture for the web; use .avif, .gif, .jpeg, .jpg, .png, .webp")
            for name in ("images/drawing.svg", "images")
        ),
        ("images/text.jpg", "cannot be read as JPEG"),
        *(
            (name, "is no name for an address; use letters from a to z, digits, - and _")
            for name in ("images/my pic.jpg", "images/ü.jpg", "images/a%20b.jpg")
        ),
        ("images//a.jpg", "is written 'images/a.jpg'"),
        ("./images/a.jpg", "is written 'images/a.jpg'"),
    ],
)
def test_a_picture_file_is_a_picture_within_the_content_folder(
    content: Path, name: str, says: str
) -> None:
    write_files(
        content,
        {
            "../secret.jpg": b"x",
            "images/text.jpg": b"no picture",
            "images/.hidden.jpg": b"x",
            "images/drawing.svg": "<svg/>",
        },
    )
    (content / "images/linked.jpg").symlink_to(content.parent / "secret.jpg")
    assert problems(content, {"articles/a.md": with_field(PICTURE.format(f"'{name}'"))}) == [
        f"content/articles/a.md:5: picture.file: '{name}' {says} [P003]"
    ]


def test_only_content_files_lie_among_them(content: Path) -> None:
    said = problems(
        content,
        {
            "articles/a.md": SOUND,
            "articles/b.rst": "x",
            "articles/B Title.md": SOUND,
            # What editors' programs and systems leave behind is passed over.
            "articles/.a.md.swp": "x",
            "articles/a.md~": "x",
            "articles/#a.md#": "x",
            "articles/.git/config.md": "x",
            "articles/photo.jpg": "x",
        },
    )
    assert said == [
        "content/articles/B Title.md:1: file name: 'B Title' makes no address; "
        "use small letters, digits and single hyphens [F007]",
        "content/articles/b.rst:1: file: is not a content file; give it the ending .md, "
        "or move it away [F002]",
    ]


def test_a_problem_is_one_line_whatever_the_name_of_its_file(content: Path) -> None:
    said = problems(content, {"articles/a\nb.md": SOUND, "articles/ü\udce9.md": SOUND})
    remedy = "makes no address; use small letters, digits and single hyphens [F007]"
    assert said == [
        f"content/articles/a\\nb.md:1: file name: 'a\\nb' {remedy}",
        f"content/articles/ü\\udce9.md:1: file name: 'ü\\udce9' {remedy}",
    ]


def test_a_name_that_is_no_text_is_refused_though_the_article_has_a_slug(content: Path) -> None:
    with_slug = SOUND.replace("title:", "slug: a\ntitle:")
    said = problems(content, {"articles/\udce9.md": with_slug, "articles/é.md": with_slug})
    remedy = "is no name that every system knows; rename the file [F007]"
    assert said == [f"content/articles/\\udce9.md:1: file name: 'articles/\\udce9.md' {remedy}"]


def test_content_files_that_nobody_would_read_are_told(content: Path) -> None:
    files = {
        "stray.md": SOUND,
        "article/2026/a.md": SOUND,
        "sources/guid/original.md": "x",
        "images/.notes.md": "x",
        "data/agencies.yaml": "agencies: {}",
    }
    remedy = "lies outside of articles/ and pages/; move it there [F002]"
    assert problems(content, files) == [
        f"content/article/2026/a.md:1: file: {remedy}",
        f"content/stray.md:1: file: {remedy}",
    ]


def test_a_content_file_or_folder_that_is_a_link_is_refused(content: Path) -> None:
    write_files(content, {"../secret.md": SOUND, "articles/a.md": SOUND})
    (content / "articles/b.md").symlink_to(content.parent / "secret.md")
    (content.parent / "others").mkdir()
    (content / "articles/c").symlink_to(content.parent / "others")
    assert read(content)[1] == [
        "content/articles/b.md:1: file: is a symbolic link; put what it leads to here [F001]",
        "content/articles/c:1: file: is a symbolic link; put what it leads to here [F001]",
    ]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(content: Path) -> None:
    text = "\ufeff" + SOUND.replace("\n", "\r\n")
    write_files(content, {"articles/a.md": text.encode()})
    found, said = read(content)
    assert said == []
    assert found.open(found.articles[0]).body.html == "<p>A sentence.</p>"


def test_a_file_that_breaks_in_windows_names_the_right_line(content: Path) -> None:
    text = (SOUND + '\n"Yes," [@who] they said.\n').replace("\n", "\r\n")
    assert problems(content, {"articles/a.md": text.encode()}) == [
        "content/articles/a.md:9: body: [@who] names no speaker; add it to speakers: [Q003]"
    ]


AGENCIES = "agencies:\n  AFP: {name: Agence France-Presse}\n  Reuters: {name: Reuters}\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ls/sms (AFP, Reuters)", []),
        (
            "ls/sms (AFP, Reters)",
            ["names the agency 'Reters', which is not known; did you mean Reuters? [A002]"],
        ),
        (
            "ls/sms (Qqqxx)",
            ["names the agency 'Qqqxx', which is not known; add it to data/agencies.yaml [A002]"],
        ),
        (
            "Anna Berg, AFP, +44 20 7542 1000",
            ["holds '+44 20 7542 1000'; contacts are not published, take it out [A003]"],
        ),
        (
            "The minister told AFP so.",
            [
                "'The minister told AFP so.' is no attribution line; write it like "
                "ls/sms (AFP, AP, Reuters), with agencies of data/agencies.yaml [A001]"
            ],
        ),
    ],
)
def test_an_attribution_line_is_read_with_the_registry(
    content: Path, line: str, said: list[str]
) -> None:
    files = {
        "articles/a.md": with_field(f"attribution: {line}\n"),
        "data/agencies.yaml": AGENCIES,
    }
    assert problems(content, files) == [
        f"content/articles/a.md:5: attribution: {message}" for message in said
    ]
    (content / "data/agencies.yaml").unlink()
    without = [message for message in said if message.startswith("holds")]
    assert read(content)[1] == [
        f"content/articles/a.md:5: attribution: {message}" for message in without
    ]


@pytest.mark.parametrize(
    ("registry", "problem"),
    [
        ("agencies: {}\nmarks: {}\n", None),
        (
            "agencies:\n  AFP: {}\n",
            "2: agencies.AFP.name: is missing; add it [F005]",
        ),
        (
            "agencies:\n  AFP: {name: A, nam: B}\n",
            "2: agencies.AFP.nam: is not a known field; did you mean name? [F004]",
        ),
        (
            "agencies:\n  AFP: {name: A, country: France}\n",
            "2: agencies.AFP.country: 'France' must be a code of two letters, as in FR [F006]",
        ),
        (
            "agencies:\n  X: {name: A}\n  Y: {name: A}\n",
            "3: agencies.Y: 'A' is also a name of X; keep one [F009]",
        ),
        (
            "agencies: [\n",
            "2: file: is not YAML (while parsing a flow node, did not find expected node content); "
            "indent with spaces, close what you open, and put text that holds ': ' or ' #' in "
            "quotation marks [F003]",
        ),
        (b"agencies: \xff", "1: file: is not UTF-8; save the file as UTF-8 [F001]"),
    ],
)
def test_a_registry_is_checked(content: Path, registry: str | bytes, problem: str | None) -> None:
    said = [f"content/data/agencies.yaml:{problem}"] if problem else []
    assert problems(content, {"data/agencies.yaml": registry}) == said
