"""The rules of the house: imports go down, no drawer for odds and ends, short files and functions, docstrings."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ["communes", "criteria", "ntm"]  # each may import itself and those before it
FORBIDDEN = {"utils", "util", "helpers", "helper", "services", "service", "managers", "manager", "common", "misc"}
GENERATED = {"migrations"}
LONGEST_FILE, LONGEST_FUNCTION = 500, 40
MODEL_PATH = re.compile(r"[A-Za-z_]+\.[A-Za-z_]+")
MODEL_FIELDS = {"ForeignKey", "OneToOneField", "ManyToManyField", "GenericRelation"}
LOOKUPS = {"get_model", "get_app_config", "import_module", "import_string", "__import__"}


def modules(*folders):
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if not GENERATED & set(path.relative_to(ROOT).parts)]


def name(path):
    return path.relative_to(ROOT).as_posix()


def imports(tree, package):
    """Every name a module reaches for: imports, relative ones resolved, and models or modules named in strings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            yield ".".join([*start, *filter(None, [node.module])])
        elif isinstance(node, ast.Call):
            yield from named_in_strings(node)


def named_in_strings(call):
    """ "ntm.Page" in ForeignKey("ntm.Page"), "ntm" in apps.get_model("ntm", "Page")."""
    called = getattr(call.func, "attr", getattr(call.func, "id", ""))
    given = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg in {"to", "through", "app_label"})]
    texts = [node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    if called in LOOKUPS:
        yield from texts[:1]
    elif called in MODEL_FIELDS:
        yield from (text for text in texts if MODEL_PATH.fullmatch(text))


def floors_above(floor):
    return set(FLOORS[FLOORS.index(floor) + 1 :])


def reached_upward(source, floor, package=()):
    return sorted(
        {one for one in imports(ast.parse(source), list(package)) if one.split(".")[0] in floors_above(floor)}
    )


@pytest.mark.parametrize("floor", FLOORS)
def test_architecture_imports_go_down(floor):
    upward = {}
    for path in modules(floor):
        found = reached_upward(path.read_text(encoding="utf-8"), floor, path.relative_to(ROOT).parts[:-1])
        if found:
            upward[name(path)] = found
    assert upward == {}


@pytest.mark.parametrize(
    "source",
    [
        "import ntm.charts",
        "import os, ntm",
        "from ntm.progress import standing",
        "from ntm import charts as pictures",
        "def f():\n    from ntm import charts",
        "owner = models.ForeignKey('ntm.Page', on_delete=models.CASCADE)",
        "owner = models.ForeignKey(to='ntm.Page', on_delete=models.CASCADE)",
        "pages = models.ManyToManyField('ntm.Page')",
        "Page = apps.get_model('ntm', 'Page')",
        "Page = apps.get_model('ntm.Page')",
        "Page = apps.get_model(app_label='ntm', model_name='Page')",
        "charts = import_module('ntm.charts')",
        "from ...ntm import charts",
    ],
)
def test_architecture_upward_imports_are_seen(source):
    assert reached_upward(source, "criteria", ("criteria", "views"))


@pytest.mark.parametrize(
    "source",
    [
        "from communes.models import Commune",
        "from . import rounds",
        "from criteria import rules",
        "reverse('ntm:overview')",
    ],
)
def test_architecture_downward_imports_are_allowed(source):
    assert reached_upward(source, "criteria", ("criteria", "views")) == []


def test_architecture_nothing_imports_tests():
    for path in modules(*FLOORS):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not [one for one in imports(tree, []) if one.split(".")[0] in {"tests", "bench"}], name(path)


def test_architecture_pure_modules_touch_neither_request_nor_database():
    pure = [*modules("ntm/progress"), *modules("criteria/rules"), ROOT / "communes/lineage.py"]
    assert ROOT / "criteria/rules/verdicts.py" in pure
    for path in pure:
        reached = set(imports(ast.parse(path.read_text(encoding="utf-8")), []))
        impure = [one for one in reached if re.match(r"django\.(db|http|shortcuts)|.*\.models\b|.*\.views\b", one)]
        assert impure == [], name(path)


def test_architecture_no_drawers_for_odds_and_ends():
    named = [path for path in modules(*FLOORS, "tests") if {path.stem, *path.relative_to(ROOT).parts} & FORBIDDEN]
    assert [name(path) for path in named] == []


def test_architecture_three_apps_at_the_top():
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert apps == set(FLOORS)


def test_architecture_files_are_short():
    lengths = {name(path): path.read_text(encoding="utf-8").count("\n") for path in modules(*FLOORS, "tests")}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_architecture_functions_are_short():
    long = {}
    for path in modules(*FLOORS):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{name(path)}:{node.name}"] = lines
    assert long == {}


def test_architecture_modules_open_with_a_docstring():
    silent = []
    for path in modules(*FLOORS, "tests"):
        source = path.read_text(encoding="utf-8")
        if source.strip() and ast.get_docstring(ast.parse(source)) is None:
            silent.append(name(path))
    assert silent == []
