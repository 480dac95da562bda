"""Bad content files: every fault with its file, line and field, all of them together."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsroom.content.content_file import Content
from newsroom.content.files import read_content
from newsroom.content.reading import MAX_SIZE
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
        (SOUND.replace("title: A headline\n", ""), "1: title: is missing; add it"),
        (
            SOUND.replace("A headline", ""),
            "2: title: is empty; fill it in",
        ),
        (
            SOUND.replace("A headline", "'  '"),
            "2: title: is empty; fill it in",
        ),
        (SOUND.replace("date: 2026-04-01\n", ""), "1: date: is missing; add it"),
        (
            SOUND.replace("2026-04-01", ""),
            "3: date: is empty; fill it in",
        ),
        (
            SOUND.replace("2026-04-01", "0001-01-01"),
            "3: date: '0001-01-01' is no date: this calendar begins with 1583",
        ),
        (
            SOUND.replace("A headline", '"A headline').replace("date", "\ndate"),
            "2: front matter: is not YAML (while scanning a quoted scalar, found unexpected end of "
            "stream); indent with spaces, close what you open, and put text that holds ': ' or "
            "' #' in quotation marks",
        ),
        (
            SOUND.replace("World", "W" * 101),
            "4: category: is too long for an address; write no more than 100 characters",
        ),
        (
            SOUND.replace("2026-04-01", "1 April"),
            "3: date: '1 April' is no date; write 2015-10-08 or 2015-10-08 14:30",
        ),
        (
            with_field("picture: {credit: B}\n"),
            "5: picture.alt: is missing; say what the picture shows",
        ),
        (
            with_field("picture:\n  alt: A\n"),
            "5: picture.credit: is missing; say whose picture it is",
        ),
        (
            with_field("picture:\n  alt: ''\n  credit: B\n"),
            "6: picture.alt: is empty; say what the picture shows",
        ),
        (
            with_field("picture:\n  alt: A\n  credit:\n"),
            "7: picture.credit: is empty; say whose picture it is",
        ),
        (
            with_field("picture: {alt: A, credit: B, held: true}\n"),
            "5: picture: is held but names no file; add file: images/… or write held: false",
        ),
        (with_field("headline: One\n"), "5: headline: is not a known field; did you mean title?"),
        (
            with_field("standfirst: One\n"),
            "5: standfirst: is not a known field; did you mean summary?",
        ),
        (with_field("tags: [Syria, Iran, Syria]\n"), "5: tags: has 'Syria' twice; keep one"),
        (with_field("authors: [A, A]\n"), "5: authors: has 'A' twice; keep one"),
        (
            with_field("based_on:\n  publisher: A\n  title: '\"B\" [@c]'\n"),
            "7: based_on.title: names a speaker by [@…], which only the body can",
        ),
        (with_field("sumary: One.\n"), "5: sumary: is not a known field; did you mean summary?"),
        (
            with_field("picture: {alt: A, credit: B, creditt: C}\n"),
            "5: picture.creditt: is not a known field; did you mean credit?",
        ),
        (
            with_field("based_on: {publisher: A, title: B, x: C}\n"),
            "5: based_on.x: is not a known field; known here: publisher, title, date, lang, url",
        ),
        (
            with_field("summary:\n"),
            "5: summary: is empty; fill it in or take the line out",
        ),
        (
            with_field("based_on: {publisher: '', title: B}\n"),
            "5: based_on.publisher: is empty; fill it in",
        ),
        (with_field("tags: Syria\n"), "5: tags: must be a list, as in [one, two]"),
        (
            with_field("tags: [Syria, '']\n"),
            "5: tags.2: is empty; fill it in or take the line out",
        ),
        (
            with_field("status: publish\n"),
            "5: status: must be 'published' or 'draft', not 'publish'",
        ),
        (
            with_field("lang: englisch\n"),
            "5: lang: 'englisch' is not a language tag; write one of BCP 47, like en, de or pt-BR",
        ),
        (
            with_field("slug: ../x\n"),
            "5: slug: '../x' must be small letters, digits and single hyphens, "
            "as in missiles-crash-in-iran",
        ),
        (
            with_field("based_on: {publisher: A, title: B, url: 'javascript:x'}\n"),
            "5: based_on.url: 'javascript:x' must be a web address, "
            "as in https://example.org/report",
        ),
        (
            with_field("speakers: {who: {name: Who}}\n"),
            "5: speakers.who: is never quoted; put [@who] behind a quotation, "
            "or take the speaker out",
        ),
        (
            with_field("speakers:\n  who: {nam: Who}\n") + '\n"Yes," [@who] they said.\n',
            "6: speakers.who.name: is missing; add it",
        ),
        (
            SOUND + '\n"Yes," [@who] they said.\n',
            "9: body: [@who] names no speaker; add it to speakers:",
        ),
        (
            SOUND.replace("A headline", "US: Russian missiles"),
            "2: front matter: is not YAML (mapping values are not allowed in this context); "
            "indent with spaces, close what you open, and put text that holds ': ' or ' #' in "
            "quotation marks",
        ),
        (
            SOUND.replace("A sentence.", "Caf\xe9.").encode("latin-1"),
            "7: file: the byte 0xE9 is not UTF-8; save the file as UTF-8",
        ),
        (
            SOUND.replace("A sentence.", "A\x0b sentence."),
            "7: file: holds the control character U+000B; take it out",
        ),
        (
            SOUND.replace("A headline", r'"A \a headline"'),
            "2: title: holds the control character U+0007; take it out",
        ),
        (SOUND.replace("A sentence.", ""), "6: body: is empty; write below the front matter"),
        (b"", "1: front matter: is missing; the file must begin with a line of three hyphens"),
        (SOUND + "x" * MAX_SIZE, "1: file: is larger than 4 MiB"),
    ],
)
def test_a_fault_is_one_line_with_its_place(content: Path, text: str | bytes, problem: str) -> None:
    said = problems(content, {"articles/bad.md": text})
    assert problem in [line.removeprefix("content/articles/bad.md:") for line in said]
    assert all(line.startswith("content/articles/bad.md:") for line in said)
    if "speakers.who.name" not in problem:
        assert len(said) == 1


def test_all_faults_of_all_files_are_told_together(content: Path) -> None:
    bad = (
        "---\ntitle:\nsumary: x\npicture: {alt: '', credit: B, file: ../x.jpg}\n"
        'speakers:\n  a: {name: A}\n---\n"Yes," [@b] he said.\n'
    )
    said = problems(content, {"articles/one.md": bad, "pages/two.md": "no front matter"})
    assert said == [
        "content/articles/one.md:1: category: is missing; add it",
        "content/articles/one.md:1: date: is missing; add it",
        "content/articles/one.md:2: title: is empty; fill it in",
        "content/articles/one.md:3: sumary: is not a known field; did you mean summary?",
        "content/articles/one.md:4: picture.alt: is empty; say what the picture shows",
        "content/articles/one.md:4: picture.file: '../x.jpg' leaves the content folder; "
        "write a path within it, like images/name.jpg",
        "content/articles/one.md:6: speakers.a: is never quoted; put [@a] behind a quotation, "
        "or take the speaker out",
        "content/articles/one.md:8: body: [@b] names no speaker; add it to speakers:",
        "content/pages/two.md:1: front matter: is missing; the file must begin with a line of "
        "three hyphens",
    ]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../secret.jpg", "leaves the content folder"),
        ("/etc/passwd.jpg", "leaves the content folder"),
        ("images/../../secret.jpg", "leaves the content folder"),
        ("images\\\\..\\\\secret.jpg", "leaves the content folder"),
        ("images/linked.jpg", "leaves the content folder by a link"),
        ("images/missing.jpg", "does not exist"),
        ("images/.hidden.jpg", "is a hidden file"),
        ("images/drawing.svg", "is no picture for the web"),
        ("images/text.jpg", "cannot be read as JPEG"),
        ("images", "is no picture for the web"),
        ("images/my pic.jpg", "is no name for an address"),
        ("images/ü.jpg", "is no name for an address"),
        ("images/a%20b.jpg", "is no name for an address"),
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
    said = problems(content, {"articles/a.md": with_field(PICTURE.format(f'"{name}"'))})
    assert len(said) == 1
    assert said[0].startswith("content/articles/a.md:5: picture.file: ")
    assert says in said[0]


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
        "use small letters, digits and single hyphens",
        "content/articles/b.rst:1: file: is not a content file; give it the ending .md, "
        "or move it away",
    ]


def test_a_problem_is_one_line_whatever_the_name_of_its_file(content: Path) -> None:
    said = problems(content, {"articles/a\nb.md": SOUND, "articles/ü\udce9.md": SOUND})
    assert [line.partition(":")[0] for line in said] == [
        "content/articles/a\\nb.md",
        "content/articles/ü\\udce9.md",
    ]


def test_content_files_that_nobody_would_read_are_told(content: Path) -> None:
    files = {
        "stray.md": SOUND,
        "article/2026/a.md": SOUND,
        "sources/guid/original.md": "x",
        "images/.notes.md": "x",
        "data/agencies.yaml": "agencies: {}",
    }
    remedy = "lies outside of articles/ and pages/; move it there"
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
        "content/articles/b.md:1: file: is a symbolic link; put what it leads to here",
        "content/articles/c:1: file: is a symbolic link; put what it leads to here",
    ]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(content: Path) -> None:
    text = "\ufeff" + SOUND.replace("\n", "\r\n")
    write_files(content, {"articles/a.md": text.encode()})
    found, said = read(content)
    assert said == []
    assert found.articles[0].body.html == "<p>A sentence.</p>"


def test_a_file_that_breaks_in_windows_names_the_right_line(content: Path) -> None:
    text = (SOUND + '\n"Yes," [@who] they said.\n').replace("\n", "\r\n")
    assert problems(content, {"articles/a.md": text.encode()})[0].startswith(
        "content/articles/a.md:9: body: [@who]"
    )


AGENCIES = "agencies:\n  AFP: {name: Agence France-Presse}\n  Reuters: {name: Reuters}\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ls/sms (AFP, Reuters)", []),
        (
            "ls/sms (AFP, Reters)",
            ["names the agency 'Reters', which is not known; did you mean Reuters?"],
        ),
        (
            "ls/sms (Qqqxx)",
            ["names the agency 'Qqqxx', which is not known; add it to data/agencies.yaml"],
        ),
        (
            "Anna Berg, AFP, +44 20 7542 1000",
            ["holds '+44 20 7542 1000'; contacts are not published, take it out"],
        ),
        (
            "The minister told AFP so.",
            [
                "'The minister told AFP so.' is no attribution line; write it like "
                "ls/sms (AFP, AP, Reuters), with agencies of data/agencies.yaml"
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
    assert len(read(content)[1]) == len(without)


@pytest.mark.parametrize(
    ("registry", "problem"),
    [
        ("agencies: {}\nmarks: {}\n", None),
        ("agencies:\n  AFP: {nam: A}\n", "2: agencies.AFP.name: is missing; add it"),
        (
            "agencies:\n  AFP: {name: A, country: France}\n",
            "2: agencies.AFP.country: 'France' must be a code of two letters, as in FR",
        ),
        (
            "agencies:\n  X: {name: A}\n  Y: {name: A}\n",
            "3: agencies.Y: 'A' is also a name of X; keep one",
        ),
        ("agencies: [\n", "2: file: is not YAML"),
        (b"agencies: \xff", "1: file: is not UTF-8; save the file as UTF-8"),
    ],
)
def test_a_registry_is_checked(content: Path, registry: str | bytes, problem: str | None) -> None:
    said = problems(content, {"data/agencies.yaml": registry})
    if problem is None:
        assert said == []
    else:
        assert any(line.startswith(f"content/data/agencies.yaml:{problem}") for line in said), said
