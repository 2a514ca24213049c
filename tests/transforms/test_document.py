from __future__ import annotations

from transforms.cleaning.document import blocks, read_head


def test_blocks_by_blank_line_join_hard_wraps() -> None:
    wrapped = (
        "The two ministers met in Hanoi on Monday and spoke about trade, research\n"
        "and the visit that had been announced for the spring of the coming year\n"
        "by both sides.\n\nA second paragraph.\n"
    )
    joined, second = blocks(wrapped)
    assert joined.startswith("The two ministers")
    assert "research and the visit" in joined
    assert joined.endswith("year by both sides.")
    assert second == "A second paragraph."


def test_blocks_by_line_keep_underline_and_punctuation_apart() -> None:
    assert blocks("Title\r\n-----\r\nOne.\r\nTwo.\r\n.\r\n") == ("Title", "-----", "One.", "Two.", ".")


def test_a_sign_off_right_below_a_wrapped_paragraph_is_its_own_block() -> None:
    text = "A line that an editor broke because it had reached the margin of his\nwindow.\nVNA"
    assert blocks(text)[-1] == "VNA"


def test_header_line_with_a_sentence_gives_a_summary_and_no_title() -> None:
    head = read_head((" date 2025-04-01 Both sides agreed.", "Short line", "A paragraph."))
    assert (head.day, head.title, head.summary) == ("2025-04-01", None, "Both sides agreed.")
    assert head.body == ("Short line", "A paragraph.")
    assert head.flags == ("header_metadata_stripped",)


def test_header_line_without_full_stop_gives_the_title() -> None:
    head = read_head(("date 2025-04-01 Belgium's King in Hanoi", "----", "A paragraph."))
    assert (head.title, head.summary, head.body) == ("Belgium's King in Hanoi", None, ("A paragraph.",))


def test_a_day_that_cannot_be_is_no_header() -> None:
    assert read_head(("date 2025-02-30 Text", "A paragraph.")).day is None


def test_underlined_and_short_titles() -> None:
    assert read_head(("Title.", "=====", "Body.")).title == "Title."
    assert read_head(("A short headline", "A paragraph follows.")).title == "A short headline"
    assert read_head(("Can Belgium ratify in time?", "A paragraph follows.")).title == "Can Belgium ratify in time?"


def test_what_is_no_title() -> None:
    assert read_head(("Only one paragraph without a stop",)).title is None
    assert read_head(("It ends with a full stop.", "A paragraph.")).title is None
    assert read_head(("The ministers at their meeting (Photo: VNA)", "A paragraph.")).title is None
    assert read_head(("A headline", "VNA", ".")).title is None
    assert read_head(("word " * 40, "A paragraph.")).title is None


def test_a_given_title_keeps_every_paragraph() -> None:
    assert read_head(("A short line", "A paragraph."), titled=True).body == ("A short line", "A paragraph.")
    assert read_head(("A line", "-----", "A paragraph."), titled=True).body == ("A line", "A paragraph.")


def test_nothing_at_all() -> None:
    assert read_head(()).body == ()
    assert blocks(" \n\n ") == ()
