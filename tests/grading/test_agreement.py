import random
from collections import Counter

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.grading.agreement import alpha, interval, kappa, mean_kappa, pair_agreement, percentage

LABELS = "abcd"
CLASSES = st.lists(st.lists(st.sampled_from([*LABELS, None]), min_size=5, max_size=5), min_size=2, max_size=12)


def counts(units):
    return [Counter(label for label in unit if label) for unit in units]


@given(CLASSES)
@settings(deadline=None)
def test_alpha_is_that_of_the_reference_library(units):
    data = [[np.nan if label is None else LABELS.index(label) for label in unit] for unit in units]
    paired = [unit for unit in counts(units) if unit.total() > 1]
    if len(set().union(*paired)) < 2:
        assert alpha(counts(units)) is None
        return
    expected = krippendorff.alpha(reliability_data=np.array(data, dtype=float).T, level_of_measurement="nominal")
    assert alpha(counts(units)) == pytest.approx(expected)


def test_kappa_is_that_of_the_textbook():
    # Cohen's coefficient on 50 grants: 20 twice yes, 15 twice no, 5 and 10 disagreements: 0.4
    first = ["y"] * 25 + ["n"] * 25
    second = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert percentage(first, second) == 0.7
    assert kappa(first, second) == pytest.approx(0.4)


def test_kappa_of_a_class_is_the_mean_of_its_pairs():
    one, two, three = ({"S1": "a", "S2": "b"}, {"S1": "a", "S2": "b"}, {"S1": "b", "S2": "a", "S3": "a"})
    assert kappa("ab", "ab") == 1
    assert kappa("ab", "ba") == -1
    assert mean_kappa([one, two, three]) == pytest.approx((1 - 1 - 1) / 3)
    assert mean_kappa([one]) is None


def test_what_cannot_be_compared_has_no_figure():
    assert percentage([], []) is None
    assert kappa([], []) is None
    assert kappa(["a", "a"], ["a", "a"]) is None
    assert alpha([]) is None
    assert alpha([{"a": 1}, {"b": 1}]) is None
    assert interval([]) is None
    assert pair_agreement([{"a": 1}]) is None


def test_pairs_agree_by_unit():
    assert pair_agreement([{"a": 2}, {"a": 1, "b": 1}]) == 0.5


def test_the_interval_holds_the_value_and_narrows_with_more_units():
    source = random.Random(3)
    units = [Counter(source.choices("ab", weights=[8, 2] if n % 2 else [2, 8], k=20)) for n in range(60)]
    low, high = interval(units)
    assert low < alpha(units) < high
    few_low, few_high = interval(units[:8])
    assert high - low < few_high - few_low
    assert interval(units) == (low, high)
