"""What the history's words are: sentence of an action, name of a field, words of a value."""

SENTENCES = {}  # action → function(change, names) → sentence
FIELDS = {}  # field → its name
PATTERNS = []  # (compiled pattern, function(match) → name)
VALUES = {}  # field → {value: words}
NUMBERED = {"criterion"}  # fields that hold a number people say, never the key of a row
AMOUNTS = set()  # fields whose value is a number to be written as one


def told_by(action):
    """Decorator: this function tells changes of that action."""

    def add(tell):
        if action in SENTENCES:
            raise ValueError(f"two sentences for {action}")
        SENTENCES[action] = tell
        return tell

    return add


def call_field(name, words, amount=False):
    """What a field is called; `amount`: its values are numbers, not texts that look like some."""
    FIELDS[name] = words
    if amount:
        AMOUNTS.add(name)


def call_values(name, choices):
    """What the values of a field are called; fields of one name share their words, so the keys must not clash."""
    VALUES.setdefault(name, {}).update(choices)
