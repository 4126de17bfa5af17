"""What can go wrong because of what a user gave, and nothing else.

The message is a finished sentence in the reader's language (see `kit.wording`): what is wrong, where, and what to do.
Any other exception is a bug and keeps its traceback.
"""


class KitError(Exception):
    """Base of all errors that a user can cause and mend."""

    def _render_traceback_(self) -> list[str]:
        """Give IPython the sentence alone: a student has no use for a traceback."""
        return [str(self)]


class UsageError(KitError):
    """A call or a command that cannot be understood."""


class ArticleError(KitError):
    """A text that cannot be read."""


class LanguageError(ArticleError):
    """A text in a language that the kit does not read."""


class DataError(KitError):
    """A fault in a rule, key, exercise or wording file; the message names file, place and cure."""


class AnswersError(KitError):
    """Answers that cannot be saved or restored."""


class SubmissionError(KitError):
    """A student's file that is refused."""
