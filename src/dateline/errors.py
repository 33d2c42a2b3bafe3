"""The one class of error that is shown to the user as a message instead of a traceback."""


class DatelineError(Exception):
    """Something the user can mend: the message names the file, the line and the remedy where they are known."""
