from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.transforms_makers import cleaned, parsed
from transforms.clean import clean
from transforms.cleaning.boilerplate import is_heavy, profile, recurring_lines, split_boilerplate
from transforms.records import Article, BoilerplateProfile

NOTICE = "Every weekday our editors choose five stories for you."


def bodies(count: int, *, with_notice: int) -> list[tuple[str, ...]]:
    texts = [
        (f"Report number {number} on the talks.", "Background", f"And what {number} said.") for number in range(count)
    ]
    return [(*body, NOTICE) if number < with_notice else body for number, body in enumerate(texts)]


def test_a_paragraph_in_many_articles_recurs_and_a_heading_does_not() -> None:
    (line,) = recurring_lines(bodies(60, with_notice=12))
    assert (line.text, line.articles, line.of) == (NOTICE, 12, 60)


def test_few_articles_or_few_occurrences_say_nothing() -> None:
    assert recurring_lines(bodies(29, with_notice=29)) == ()
    assert recurring_lines(bodies(60, with_notice=4)) == ()
    assert recurring_lines(bodies(400, with_notice=10)) == ()


def test_copies_of_one_article_make_nothing_recur() -> None:
    copies = [("The same report, word for word, of one agency.",)] * 50
    assert recurring_lines([*bodies(60, with_notice=0), *copies]) == ()


def test_the_order_of_articles_and_spelling_of_blanks_change_nothing() -> None:
    found = bodies(60, with_notice=12)
    assert recurring_lines(found) == recurring_lines(reversed(found))
    one, other = profile("s", [NOTICE, "Another line here."]), profile("s", ["another  line here", NOTICE.upper()])
    assert one == other
    assert one.version != profile("s", [NOTICE]).version


def removed(body: tuple[str, ...], applied: BoilerplateProfile | None) -> Article:
    article = clean(parsed(body=body), profile=applied)
    assert isinstance(article, Article)
    return article


def test_a_profile_takes_its_lines_out_and_says_so() -> None:
    body = ("Talks began on Monday in the capital.", NOTICE, "They end tomorrow, both sides said.")
    article = removed(body, profile("s", [NOTICE]))
    assert article.body == (body[0], body[2])
    assert article.boilerplate_profile == profile("s", [NOTICE]).version
    flags = {flag.flag: flag.detail for flag in article.flags}
    assert flags["boilerplate_removed"] == f"1 paragraphs, profile {article.boilerplate_profile}"
    assert "boilerplate_heavy" not in flags


def test_without_a_profile_nothing_goes() -> None:
    article = removed(("Talks began on Monday in the capital.", NOTICE), None)
    assert article.body[1] == NOTICE
    assert article.boilerplate_profile is None
    assert not any(flag.flag.startswith("boilerplate") for flag in article.flags)


def test_an_article_that_is_boilerplate_alone_stays() -> None:
    assert removed((NOTICE,), profile("s", [NOTICE])).body == (NOTICE,)


def test_most_of_a_text_recurring_is_flagged() -> None:
    lines = [f"Line {number} of the legal notice." for number in range(4)]
    article = removed(("News.", *lines), profile("s", lines))
    assert {flag.flag: flag.detail for flag in article.flags}["boilerplate_heavy"] == "4 of 5 paragraphs"


@given(st.lists(st.sampled_from(["News of today.", NOTICE, "", "..."]), max_size=6))
def test_nothing_is_lost_and_twice_is_once(body: list[str]) -> None:
    applied = profile("s", [NOTICE])
    kept, gone = split_boilerplate(body, applied)
    assert sorted([*kept, *gone]) == sorted(body)
    assert split_boilerplate(kept, applied) == (kept, [])
    assert is_heavy(kept, gone) == (len(gone) > len(kept))


def test_cleaning_again_with_the_profile_changes_nothing() -> None:
    applied = profile("s", [NOTICE])
    once = removed(("Talks began on Monday in the capital.", NOTICE, "They end tomorrow."), applied)
    assert removed(once.body, applied).body == once.body
    assert cleaned(parsed(body=once.body)).body == once.body
