"""Rows for tests, from seedbed: one process and one connection for the whole suite.

Each test runs in a transaction that is rolled back at its end. Needs pytest, and for the fixture
committed_database psycopg2. What it takes from the environment:

  SEEDBED            the program (default: seedbed)
  DATABASE_URL       where to test; without it seedbed looks as it always does
  TEST_DATA_SEED     what all rows are a function of, beside the test's name (default: 100)
  TEST_DATA_AS_OF    the data's present (default: 2026-01-01T00:00:00Z)
"""

import json
import os
import subprocess
import uuid
from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

PROGRAM = os.environ.get("SEEDBED", "seedbed")
OPTIONS = ["--seed", os.environ.get("TEST_DATA_SEED", "100"),
           "--as-of", os.environ.get("TEST_DATA_AS_OF", "2026-01-01T00:00:00Z")]


class Refused(Exception):
    """seedbed did not do what it was asked for; `problems` says all that is wrong."""

    def __init__(self, error):
        super().__init__("\n".join(error["problems"]))
        self.kind = error["kind"]
        self.problems = error["problems"]


class Seedbed:
    """`seedbed create --stdin`: a JSON object a line, each answered by one."""

    def __init__(self, database=None):
        where = ["--database", database] if database else []
        self.columns = {
            model["model"]: {column["name"]: column["type"] for column in model["columns"]}
            for model in json.loads(
                subprocess.check_output([PROGRAM, "models", "--json"], text=True))}
        self.process = subprocess.Popen([PROGRAM, "create", "--stdin", *OPTIONS, *where],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, **command):
        self.process.stdin.write(json.dumps(command, default=str) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"seedbed ended with {self.process.wait()}; standard error says why")
        answer = json.loads(line)
        if "error" in answer:
            raise Refused(answer["error"])
        return answer

    def create(self, model, count=1, variations=(), **columns):
        """The rows, each with its columns as attributes."""
        answer = self.ask(**{"create": model, "count": count, "as": list(variations),
                             "set": columns})
        return [self._row(model, row) for row in answer["rows"]]

    def query(self, sql, *parameters):
        """Rows as dictionaries, read through the test's own transaction. Decimals are text."""
        return self.ask(query=sql, parameters=list(parameters))["rows"]

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def _row(self, model, row):
        return SimpleNamespace(**{
            name: as_python(value, self.columns[model][name]) for name, value in row.items()})


def as_python(value, sql_type):
    if value is None:
        return None
    if sql_type.startswith("NUMERIC"):
        return Decimal(value)
    if sql_type.startswith("TIMESTAMP"):
        return datetime.fromisoformat(value.replace("Z", "+00:00"))
    if sql_type == "UUID":
        return uuid.UUID(value)
    return value


@pytest.fixture(scope="session")
def template_database(request):
    """A copy of the database as it was before the suite, for committed_database: a database is
    copied while nobody is connected to it, so it is made first, and only if a test needs it."""
    if not any("committed_database" in item.fixturenames for item in request.session.items):
        yield None
        return
    name = f"seedbed_template_{os.getpid()}"
    source = psycopg2().extensions.parse_dsn(database_url())["dbname"]
    run_on_server(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    yield name
    run_on_server(f'DROP DATABASE "{name}"')


@pytest.fixture(scope="session")
def seedbed_process(template_database):
    process = Seedbed(database_url())
    yield process
    process.close()


@pytest.fixture
def db(request, seedbed_process):
    """The test's transaction. Its rows are a function of the seed and the test's name."""
    seedbed_process.ask(begin=request.node.nodeid)
    yield seedbed_process
    seedbed_process.ask(rollback=True)


@pytest.fixture
def committed_database(template_database):
    """A database of the test's own, for code that connects by itself: create rows, then
    `commit()`, and hand `url` to that code. Dropped at the end."""
    name = f"seedbed_test_{uuid.uuid4().hex}"
    run_on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
    url = psycopg2().extensions.make_dsn(database_url(), dbname=name)
    process = Seedbed(url)
    process.url = url
    process.commit = lambda: process.ask(commit=True)
    yield process
    process.close()
    run_on_server(f'DROP DATABASE "{name}"')


def psycopg2():
    import psycopg2 as driver
    return driver


def database_url():
    return os.environ.get("DATABASE_URL", "").replace("+psycopg2", "").replace("+psycopg", "")


def run_on_server(statement):
    connection = psycopg2().connect(database_url(), dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


# The earlier seeder's names.

@pytest.fixture
def create_test_user(db):
    return lambda **columns: db.create("user", **columns)[0]


@pytest.fixture
def create_test_price_data(db):
    return lambda coin_type="BTC", count=100, **columns: db.create(
        "price", count, coin_type=coin_type, **columns)


@pytest.fixture
def create_test_algorithm(db):
    return lambda user=None, **columns: db.create(
        "algorithm", **of(user, "created_by"), **columns)[0]


@pytest.fixture
def create_test_position(db):
    return lambda user=None, **columns: db.create("position", **of(user, "user_id"), **columns)[0]


@pytest.fixture
def create_test_order(db):
    return lambda user=None, algorithm=None, **columns: db.create(
        "order", **of(user, "user_id"), **of(algorithm, "algorithm_id"), **columns)[0]


@pytest.fixture
def create_test_agent_session(db):
    return lambda user=None, **columns: db.create(
        "agent_session", **of(user, "user_id"), **columns)[0]


@pytest.fixture
def create_test_deployment(db):
    return lambda user=None, algorithm=None, **columns: db.create(
        "deployed_algorithm", **of(user, "user_id"), **of(algorithm, "algorithm_id"), **columns)[0]


@pytest.fixture
def create_test_backtest(db):
    return lambda user=None, algorithm=None, **columns: db.create(
        "backtest", **of(user, "user_id"), **of(algorithm, "algorithm_id"), **columns)[0]


def of(parent, column):
    return {} if parent is None else {column: parent.id}


@pytest.fixture
def test_user(create_test_user):
    return create_test_user()


@pytest.fixture
def test_superuser(create_test_user):
    return create_test_user(is_superuser=True)


@pytest.fixture
def test_price_data(create_test_price_data):
    return create_test_price_data("BTC", 50)


@pytest.fixture
def test_algorithm(create_test_algorithm, test_user):
    return create_test_algorithm(test_user, status="active")
