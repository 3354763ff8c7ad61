"""Finds in source code the calls that write rows, and those of them that no book keeps (tests/test_history_kept.py)."""

import ast
from dataclasses import dataclass

# Calls that write whatever they stand on, and calls that write only where a manager or a query stands before them.
ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "create_user", "create_superuser"}
ALWAYS |= {"_raw_delete", "_update", "_insert", "save_base"}
OF_ROWS = {"create", "update", "delete"}
OF_RELATED = {"create", "add", "remove", "set", "clear", "update", "delete"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
QUERIES = {"filter", "exclude", "select_for_update", "select_related", "in_force"}
NO_ROWS = {"page"}  # what a view calls its page: it saves through the door (criteria/entry/grid.py)
RUNNING_SQL = {"execute", "executemany", "executescript", "raw", "copy_expert"}
READING_SQL = ("select", "pragma", "explain", "show")
BOOK, OPENERS = "book", {"writing": "book", "passing": "passage"}
KEEPERS = {"book", "passage"}  # a book, and a step through the door of criteria/workflow, which carries one


@dataclass(frozen=True)
class Names:
    """What the models call their relations and their fields."""

    related: frozenset
    fields: frozenset


def names_of(sources):
    """Relations and fields that these models declare."""
    related, fields = set(), set()
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.keyword) and node.arg == "related_name" and isinstance(node.value, ast.Constant):
                related.add(node.value.value)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                of_model = ast.unparse(node.value.func).startswith("models.")
                fields |= {one.id for one in node.targets if of_model and isinstance(one, ast.Name)}
                if ast.unparse(node.value.func) == "models.ManyToManyField":
                    related |= {one.id for one in node.targets if isinstance(one, ast.Name)}
    return Names(frozenset(related - {"+"}), frozenset(fields))


def unkept(source, names):
    """["12: Report.objects.create"] of every writing call that stands in no function which holds a book."""
    finder = Finder(names)
    finder.visit(ast.parse(source))
    return finder.found


def forgotten(source):
    """["12"] of every `with writing(...) as book` in which the book is never used: it would keep nothing."""
    return [
        str(node.lineno)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.With)
        for item in node.items
        if opens_book(item) and not uses(node.body, item.optional_vars.id)
    ]


def opens_book(item):
    """`with writing(...) as book`, `with passing(...) as passage`."""
    called = isinstance(item.context_expr, ast.Call) and ast.unparse(item.context_expr.func).split(".")[-1]
    return called in OPENERS and is_name(item.optional_vars, OPENERS[called])


def uses(parts, name):
    return any(is_name(one, name) for part in parts for one in ast.walk(part))


def carries_book(node):
    """A class one of whose declared fields is a book."""
    return any(isinstance(one, ast.AnnAssign) and is_name(one.target, BOOK) for one in node.body)


def is_name(node, name):
    return isinstance(node, ast.Name) and node.id == name


class Finder(ast.NodeVisitor):
    """Walks a module and knows at every call which books, queries and classes stand around it."""

    def __init__(self, names):
        self.names, self.found, self.called = names, [], set()
        self.books, self.queries, self.in_queryset = 0, [set()], False

    def visit_ClassDef(self, node):
        before = self.in_queryset
        self.in_queryset = any("QuerySet" in ast.unparse(base) or "InForce" in ast.unparse(base) for base in node.bases)
        held = carries_book(node)
        self.books += held
        self.generic_visit(node)
        self.books -= held
        self.in_queryset = before

    def visit_FunctionDef(self, node):
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        held = any(one.arg in KEEPERS for one in given)
        self.books += held
        self.queries.append(self._queries_in(node))
        self.generic_visit(node)
        self.queries.pop()
        self.books -= held

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_With(self, node):
        held = any(opens_book(item) for item in node.items)
        for item in node.items:
            self.visit(item)
        self.books += held
        for part in node.body:
            self.visit(part)
        self.books -= held

    def visit_Call(self, node):
        self.called.add(id(node.func))
        if not self.books and isinstance(node.func, ast.Attribute) and self._writes(node):
            self.found.append(f"{node.lineno}: {ast.unparse(node.func)}")
        self.generic_visit(node)

    def visit_Attribute(self, node):
        """rows.bulk_create handed on instead of called."""
        if not self.books and node.attr in ALWAYS and id(node) not in self.called:
            self.found.append(f"{node.lineno}: {ast.unparse(node)}")
        self.generic_visit(node)

    # --- what is a query -------------------------------------------------------------------------------------

    def _queries_in(self, function):
        """Names that the function binds to a query."""
        bound = set()
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and self._is_query(node.value, bound):
                bound |= {one.id for one in node.targets if isinstance(one, ast.Name)}
        return bound

    def _is_query(self, node, bound=()):
        """Report.objects…, rows.filter(…), a name bound to one of them, or self in a QuerySet."""
        if isinstance(node, ast.Name):
            known = node.id in bound or any(node.id in names for names in self.queries)
            return known or (node.id == "self" and self.in_queryset)
        if isinstance(node, ast.Attribute):
            return node.attr in MANAGERS
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            return False
        of_query = self._is_query(node.func.value, bound) and node.func.attr not in {"get", "first", "last", "create"}
        return node.func.attr in QUERIES or of_query

    def _is_related(self, node):
        """officer.communes, user.roles, report.assessment_set: an attribute that a model calls a relation."""
        if not isinstance(node, ast.Attribute):
            return False
        return node.attr in self.names.related or (node.attr.endswith("_set") and node.attr != "criteria_set")

    # --- what writes -----------------------------------------------------------------------------------------

    def _writes(self, call):
        called, on = call.func.attr, call.func.value
        at_leisure = {f"a{one}" for one in [*ALWAYS, *OF_ROWS, *OF_RELATED, "save"]}
        plain = called.removeprefix("a") if called in at_leisure else called
        if called in RUNNING_SQL:
            return not is_reading_sql(call)
        if plain in ALWAYS:
            return True
        if plain in OF_RELATED and self._is_related(on):
            return True
        if plain in OF_ROWS and self._is_query(on):
            return True
        return self._writes_one(call, plain) or self._updates_fields(call, plain)

    def _writes_one(self, call, called):
        """row.save(), row.delete(): models take no positional argument, while files and caches take one."""
        on = call.func.value
        if called not in {"save", "delete"} or is_super(on) or any(is_name(on, name) for name in NO_ROWS):
            return False
        if isinstance(on, ast.Name) and on.id[0].isupper():
            return True  # Report.save(report): the method of the class itself
        keywords = {keyword.arg for keyword in call.keywords}
        return not call.args and not any(is_false(keyword) for keyword in call.keywords) and "content" not in keywords

    def _updates_fields(self, call, called):
        """found.update(state=...): a query that was handed in is told from a dictionary by what it sets."""
        named = {keyword.arg for keyword in call.keywords}
        return called == "update" and not call.args and bool(named) and named <= self.names.fields


def is_super(node):
    return isinstance(node, ast.Call) and is_name(node.func, "super")


def is_false(keyword):
    """form.save(commit=False) writes nothing."""
    return keyword.arg == "commit" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False


def is_reading_sql(call):
    """Only what begins with a reading word in plain sight: a text made elsewhere may say anything."""
    first = (
        next((node for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)), None) if call.args else None
    )
    return first is not None and str(first.value).lstrip().lower().startswith(READING_SQL)
