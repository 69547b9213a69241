"""What becomes of titles on their way back to MangaDex."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from asyncdex import Manga
from asyncdex._wire import as_map
from asyncdex.models.title_edits import split_titles
from tests.unit.models.builders import uid

CODES = st.sampled_from(["en", "ja", "ja-ro", "pt-br", "tlh-x1", "nobody-knows-it"])
TEXTS = st.sampled_from(["A", "B", "C", "", " A", "É"])
MAPS = st.dictionaries(CODES, TEXTS, max_size=3)
SENT = st.one_of(
    MAPS, st.dictionaries(CODES, st.one_of(TEXTS, st.none()), max_size=3), st.just([]), st.none()
)
OTHERS = st.lists(SENT, max_size=5)


def read(title, others):
    """Return titles and leading titles as a manga with them has them."""
    manga = Manga(object(), id=uid(1))
    manga.parse({"id": uid(1), "type": "manga", "attributes": {"title": title, "altTitles": others}})
    return manga.titles, manga.primary_titles


def counted(*maps):
    return Counter((language, text) for one in maps for language, text in as_map(one).items())


def wanted(titles):
    return Counter((language, text) for language, texts in titles.items() for text in texts)


def as_sent(value):
    return value if isinstance(value, dict) else {}


@given(SENT, OTHERS, st.lists(CODES))
def test_what_was_not_touched_goes_back_as_it_came(title, others, looked_at):
    titles, leading = read(title, others)
    for language in looked_at:
        assert titles[language].primary in {None, *titles[language]}
    assert split_titles(titles, leading, title, others) == (as_sent(title), [*map(as_sent, others)])


def edit(data, titles):
    """Change titles in one of the ways people do."""
    language = data.draw(CODES)
    texts = titles[language]
    match data.draw(st.sampled_from(["append", "remove", "reorder", "replace", "clear", "new", "drop"])):
        case "append":
            texts.append(data.draw(TEXTS))
        case "remove" if texts:
            texts.remove(data.draw(st.sampled_from(texts)))
        case "reorder":
            texts[:] = data.draw(st.permutations(texts))
        case "replace":
            titles[language] = [data.draw(TEXTS)]
        case "clear":
            texts.clear()
        case "new":
            titles["fr"] = data.draw(st.lists(TEXTS, max_size=2))
        case "drop":
            del titles[language]


@given(st.data(), MAPS, st.lists(MAPS, max_size=5))
def test_no_edit_loses_or_doubles_a_title(data, title, others):
    titles, leading = read(title, others)
    for _ in range(data.draw(st.integers(1, 3))):
        edit(data, titles)
    sent_title, sent_others = split_titles(titles, leading, title, others)
    assert counted(sent_title, *sent_others) == wanted(titles)
    # MangaDex cannot do without one that leads; where there was none it may have been left so.
    assert sent_title or not title or not wanted(titles)
    again, _ = read(sent_title, sent_others)
    assert wanted(again) == wanted(titles)
    for language in sent_title:
        if language in title:
            assert again[language].primary == titles[language][0]


@given(st.data(), st.dictionaries(CODES, TEXTS, min_size=1, max_size=3), st.lists(MAPS, max_size=4))
def test_what_stays_keeps_its_place_and_its_grouping(data, title, others):
    titles, leading = read(title, others)
    new = data.draw(CODES)
    titles[new].append("something new")
    sent_title, sent_others = split_titles(titles, leading, title, others)
    assert sent_title == title
    assert sent_others == [*filter(None, others), {new: "something new"}]


@given(st.data(), MAPS, st.lists(MAPS, max_size=4))
def test_a_leading_title_set_by_hand_leads_and_the_one_before_stays(data, title, others):
    titles, leading = read(title, others)
    language, text = data.draw(CODES), data.draw(st.sampled_from(["A", "B", "brand new"]))
    expected = wanted(titles)
    expected[language, text] = max(expected[language, text], 1)
    leading[language] = text
    sent_title, sent_others = split_titles(titles, leading, title, others)
    assert sent_title == {**title, language: text}
    assert counted(sent_title, *sent_others) == expected


@given(st.data(), st.dictionaries(CODES, TEXTS, min_size=2, max_size=3), st.lists(MAPS, max_size=4))
def test_a_title_that_no_longer_leads_is_another_one(data, title, others):
    titles, leading = read(title, others)
    language = data.draw(st.sampled_from([*title]))
    del leading[language]
    sent_title, sent_others = split_titles(titles, leading, title, others)
    assert sent_title == {key: text for key, text in title.items() if key != language}
    assert counted(sent_title, *sent_others) == wanted(titles)


def test_both_lists_changed_at_once():
    titles, leading = read({"en": "Old"}, [{"en": "Other"}])
    leading["en"] = titles["en"][0] = "New"
    assert split_titles(titles, leading, {"en": "Old"}, [{"en": "Other"}]) == (
        {"en": "New"},
        [{"en": "Other"}],
    )


def test_of_titles_that_repeat_one_is_taken_out():
    others = [{"en": "B", "ja": "J"}, {"en": "B"}, {"en": "B"}]
    titles, leading = read({"en": "A"}, others)
    titles["en"].remove("B")
    assert split_titles(titles, leading, {"en": "A"}, others) == (
        {"en": "A"},
        [{"en": "B", "ja": "J"}, {"en": "B"}],
    )
