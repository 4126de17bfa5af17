"""How many speak: what a number, and the words around it, guarantee."""

import pytest

from kit.detect.sources import find_sources
from kit.tokens import Text


@pytest.mark.parametrize(
    ("text", "lang", "least", "most"),
    [
        ("Two officers said no.", "en", 2, 2),
        ("Both officers said no.", "en", 2, 2),
        ("Both sides said no.", "en", 2, None),
        ("Selon deux familles, il pleut.", "fr", 2, None),
        ("Both a doctor and a nurse said no.", "en", 2, 2),
        ("Another two officers said no.", "en", 2, 2),
        ("At least three officers said no.", "en", 3, None),
        ("More than 200 parents said no.", "en", 200, None),
        ("About 200 parents said no.", "en", 2, None),
        ("Up to 20 parents said no.", "en", 2, None),
        ("12,000 nurses said no.", "en", 12_000, 12_000),
        ("Two hundred parents said no.", "en", 2, None),
        ("A dozen residents said no.", "en", 2, None),
        ("Nearly 70 percent of respondents said no.", "en", 2, None),
        ("Three quarters of parents said no.", "en", 2, None),
        ("The couple said no.", "en", 2, 2),
        ("A couple of aides said no.", "en", 2, None),
        ("The trio said no.", "en", 3, 3),
        ("Two engineers and a former inspector said no.", "en", 3, 3),
        ("At least two engineers and an inspector said no.", "en", 3, None),
        ("Selon au moins trois témoins, il pleut.", "fr", 3, None),
        ("Selon deux ou trois témoins, il pleut.", "fr", 2, 3),
        ("Two or three residents said no.", "en", 2, 3),
        ("Selon moins de dix témoins, il pleut.", "fr", 2, None),
        ("Selon environ 200 parents, il pleut.", "fr", 2, None),
        ("Le couple assure qu’il pleut.", "fr", 2, 2),
        ("Un policier et un pompier assurent qu’il pleut.", "fr", 2, 2),
    ],
)
def test_no_more_is_guaranteed_than_the_number_says(text, lang, least, most):
    [source] = find_sources(Text(text, lang))
    assert (source.least, source.most) == (least, most)
