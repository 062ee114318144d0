"""Rows for tests, from seedbed: one process and one connection for the whole suite.

Each test runs in a transaction that is rolled back at its end. Needs pytest, and for the fixture
committed_database psycopg2, pg_dump and psql. What it takes from the environment:

  SEEDBED            the program (default: seedbed)
  DATABASE_URL       where to test; without it seedbed looks as it always does
  TEST_DATA_SEED     what all rows are a function of, beside the test's name (default: 100)
  TEST_DATA_AS_OF    the data's present (default: 2026-01-01T00:00:00Z)
"""

import functools
import itertools
import json
import os
import re
import subprocess
import uuid
from contextlib import contextmanager
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

    def __init__(self, database=None, environment=None):
        where = ["--database", database] if database else []
        self.process = subprocess.Popen([PROGRAM, "create", "--stdin", *OPTIONS, *where],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env=environment)

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
        types = column_types(model)
        return [SimpleNamespace(**{name: as_python(value, types[name])
                                   for name, value in row.items()}) for row in answer["rows"]]

    def query(self, sql, *parameters):
        """Rows as dictionaries, read through the test's own transaction. Decimals are text."""
        return self.ask(query=sql, parameters=list(parameters))["rows"]

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


@functools.lru_cache(maxsize=None)
def column_types(model):
    """By the columns' names. seedbed is asked, because `model` may be the name of a plugin."""
    described = subprocess.check_output([PROGRAM, "models", model, "--json"], text=True)
    return {column["name"]: column["type"] for column in json.loads(described)["columns"]}


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
def seedbed_process():
    process = Seedbed(os.environ.get("DATABASE_URL"))
    yield process
    process.close()


@pytest.fixture
def db(request, seedbed_process):
    """The test's transaction. Its rows are a function of the seed and the test's name."""
    seedbed_process.ask(begin=request.node.nodeid)
    yield seedbed_process
    seedbed_process.ask(rollback=True)


# Databases of a test's own. Tests that do not commit need nothing of what follows.

@pytest.fixture
def committed_database(database_server, template_database):
    """A database of the test's own, for code that connects by itself: create rows, then
    `commit()`, and hand `url` to that code. Dropped at the end."""
    with database_server.new_database("test", template_database) as name:
        process = Seedbed(database_server.conninfo(name), database_server.environment)
        process.url = database_server.conninfo(name, with_password=True)
        process.commit = lambda: process.ask(commit=True)
        yield process
        process.close()


@pytest.fixture(scope="session")
def template_database(database_server):
    """What committed_database copies: the database that seedbed writes to, as it is when the first
    test asks for it. It is dumped, because the server itself copies a database only while nobody
    is connected to it, and other suites are."""
    with database_server.new_database("template") as name:
        database_server.load(name)
        yield name


@pytest.fixture(scope="session")
def database_server():
    server = DatabaseServer()
    yield server
    server.close()


# Different for every server, and each time it is started.
SERVER = "extract(epoch FROM pg_postmaster_start_time())::text"


class DatabaseServer:
    """Makes databases where seedbed writes, named after the suite, which holds a lock while it
    lives. Where nobody holds the lock the suite was killed: the next one drops what it left."""

    def __init__(self):
        # Not the suite's own process, which may be in the middle of a test's transaction. When this
        # one answers, the tables are there.
        process = Seedbed(os.environ.get("DATABASE_URL"))
        self.source = process.query(
            "SELECT datname AS name, pg_encoding_to_char(encoding) AS encoding, datcollate,"
            f" datctype, {SERVER} AS server FROM pg_database WHERE datname = current_database()")[0]
        process.close()
        self.settings = where_seedbed_writes()
        # A command line is seen by everybody on the machine, a variable is not.
        password = self.settings.get("password")
        self.environment = {**os.environ, "PGPASSWORD": password} if password else None
        self.connection = psycopg2().connect(self.conninfo("postgres", with_password=True))
        self.connection.autocommit = True
        if self.run(f"SELECT {SERVER}") != [self.source["server"]]:
            raise RuntimeError("seedbed does not write where the environment says; does its "
                               "configuration file name a database?")
        self.suite = uuid.uuid4().hex[:16]
        self.numbers = itertools.count(1)
        self.lock(self.suite)
        self.drop_leftovers()

    def close(self):
        self.connection.close()

    @contextmanager
    def new_database(self, kind, template=None):
        """A copy of the template; without one it is empty. Dropped at the end."""
        name = f"seedbed_{kind}_{self.suite}_{next(self.numbers)}"
        if template:
            self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        else:
            self.run(f'CREATE DATABASE "{name}" TEMPLATE template0'
                     " ENCODING %(encoding)s LC_COLLATE %(datcollate)s LC_CTYPE %(datctype)s",
                     self.source)
        try:
            yield name
        finally:
            self.drop(name)

    def load(self, name):
        """Fills it with what stands where seedbed writes. psql goes on after an error, because a
        pg_dump newer than the server sets what the server does not know."""
        with subprocess.Popen(["pg_dump", "--no-owner", "--no-privileges", "--dbname",
                               self.conninfo(self.source["name"])],
                              stdout=subprocess.PIPE, env=self.environment) as dump:
            subprocess.run(["psql", "--no-psqlrc", "--quiet", "--output", os.devnull, "--dbname",
                            self.conninfo(name)],
                           stdin=dump.stdout, env=self.environment, check=True)
        if dump.returncode != 0:
            raise RuntimeError(f"pg_dump ended with {dump.returncode}; standard error says why")

    def drop_leftovers(self):
        for name in self.run("SELECT datname FROM pg_database WHERE datname ~"
                             " '^seedbed_(template|test)_[0-9a-f]{16}_[0-9]+$' AND"
                             " pg_get_userbyid(datdba) = current_user"):
            if self.lock(name.split("_")[2]):
                self.drop(name)

    def lock(self, suite):
        """Held as long as the connection lives. False where another suite holds it."""
        return self.run("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))",
                        [f"seedbed tests: {suite}"])[0]

    def drop(self, name):
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def run(self, statement, parameters=None):
        """The values of its first column."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return [row[0] for row in cursor.fetchall()] if cursor.description else []

    def conninfo(self, database, with_password=False):
        settings = {**self.settings, "dbname": database}
        if not with_password:
            settings.pop("password", None)
        return psycopg2().extensions.make_dsn(**settings)


def where_seedbed_writes():
    """As libpq's keywords and values; seedbed looks in this order. Which database it is on that
    server, seedbed itself says."""
    parse = psycopg2().extensions.parse_dsn
    if os.environ.get("DATABASE_URL"):  # SQLAlchemy's names a driver, too
        return parse(re.sub(r"^(postgres\w*)\+\w+://", r"\1://", os.environ["DATABASE_URL"]))
    if os.environ.get("POSTGRES_SERVER"):
        variables = {"host": "POSTGRES_SERVER", "port": "POSTGRES_PORT", "user": "POSTGRES_USER",
                     "password": "POSTGRES_PASSWORD"}
        return {"port": "5432", **{keyword: os.environ[variable]
                                   for keyword, variable in variables.items()
                                   if os.environ.get(variable)}}
    if any(os.environ.get(variable) for variable in
           ("PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE")):
        return {}  # libpq reads them itself
    return parse(subprocess.check_output([PROGRAM, "db", "url"], text=True).strip())


def psycopg2():
    import psycopg2 as driver
    return driver


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
