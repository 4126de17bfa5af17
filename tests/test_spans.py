"""Places in a text: what two share, which touch, which belong together."""

from kit.spans import one_to_one, share, touch


def test_places_share_what_both_cover_of_what_they_cover_together():
    assert share((0, 10), (0, 10)) == 1
    assert share((0, 6), (4, 8)) == 0.25
    assert share((0, 4), (4, 8)) == 0


def test_places_touch_where_they_have_a_character_in_common():
    assert touch((0, 5), (4, 8))
    assert not touch((0, 4), (4, 8))


def test_each_is_in_one_pair_the_first_that_has_both_free():
    assert one_to_one([(0, "a"), (0, "b"), (1, "a"), (1, "b")]) == {0: "a", 1: "b"}
