"""What the tests of the widgets' kernel side share: a store, what the browser would send, what a page shows."""

from html.parser import HTMLParser

from kit.answers import Answers
from kit.store import Store

HOSTILE = "<script>alert(1)</script>"


def store_for(exercise, article, *items):
    """A store in memory alone, with some answers."""
    answers = Answers(exercise, article.id, article.sha256)
    for item in items:
        answers.put(item)
    return Store(answers, None)


def send(widget, *changes):
    """Let a widget receive changes, as from its page."""
    widget._receive(widget, {"do": "change", "client": "c", "number": 1, "changes": list(changes)}, None)


class Tags(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = set(), ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.text += data
