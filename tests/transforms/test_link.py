from __future__ import annotations

from transforms.link import story_id


def test_the_id_of_a_story_derives_from_its_founder_for_good() -> None:
    assert story_id("example-en/1") == "a92fd831b691b7620cacf18c"
    assert story_id("example-en/1") != story_id("example-en/2")
