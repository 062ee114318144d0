"""What an application's tests look like on top of conftest.py."""

from decimal import Decimal

import psycopg2
import pytest

from conftest import Refused


def count(db, table, column, value):
    rows = db.query(f'SELECT count(*) AS n FROM "{table}" WHERE {column} = $1', value)
    return rows[0]["n"]


# One row, with what the test is about.

def test_a_user_has_what_every_user_has(create_test_user):
    user = create_test_user()
    assert user.id
    assert user.email
    assert user.is_active
    assert not user.is_superuser


def test_a_user_has_what_the_test_says(create_test_user):
    user = create_test_user(email="pro@example.com", trading_experience="advanced")
    assert user.email == "pro@example.com"
    assert user.trading_experience == "advanced"
    assert user.full_name


def test_prices_are_of_one_coin_and_have_a_spread(create_test_price_data):
    prices = create_test_price_data("ETH", 20)
    assert len(prices) == 20
    assert {price.coin_type for price in prices} == {"ETH"}
    assert all(price.bid > 0 for price in prices)
    assert all(price.ask > price.bid for price in prices)


def test_prices_begin_where_the_test_says(create_test_price_data):
    prices = create_test_price_data("BTC", 3, start_price="65000.00")
    assert prices[0].last == Decimal("65000")
    assert [price.timestamp for price in prices] == sorted(price.timestamp for price in prices)


def test_an_algorithm_is_its_users(create_test_algorithm, test_user):
    algorithm = create_test_algorithm(test_user, name="Test Algo", status="active")
    assert algorithm.id
    assert (algorithm.name, algorithm.status) == ("Test Algo", "active")
    assert algorithm.created_by == test_user.id


def test_a_position_costs_quantity_times_price(db, create_test_position, test_user):
    position = create_test_position(test_user, coin_type="BTC")
    assert position.id
    assert (position.user_id, position.coin_type) == (test_user.id, "BTC")
    assert position.quantity > 0
    stored = db.query("SELECT total_cost FROM positions WHERE id = $1", position.id)[0]
    assert Decimal(stored["total_cost"]) == position.quantity * position.average_price


def test_an_order_is_filled_by_default(create_test_order, test_user):
    order = create_test_order(test_user, coin_type="ETH", side="buy")
    assert order.id
    assert (order.user_id, order.coin_type, order.side) == (test_user.id, "ETH", "buy")
    assert order.status == "filled"
    assert order.filled_quantity == order.quantity


def test_a_session_a_deployment_and_a_backtest_find_their_parents(
        db, create_test_agent_session, create_test_deployment, create_test_backtest):
    assert count(db, "user", "id", create_test_agent_session().user_id) == 1
    assert count(db, "algorithms", "id", create_test_deployment().algorithm_id) == 1
    assert count(db, "algorithms", "id", create_test_backtest().algorithm_id) == 1


# Rows are in the tables, and lead to each other.

def test_a_position_is_found_by_its_user(db, create_test_position, test_user):
    create_test_position(test_user, coin_type="BTC")
    assert count(db, "positions", "user_id", test_user.id) == 1


def test_an_order_is_found_by_its_user(db, create_test_order, test_user):
    create_test_order(test_user, coin_type="BTC", side="buy")
    assert count(db, "orders", "user_id", test_user.id) == 1


def test_an_algorithm_is_found_by_its_key(db, test_algorithm):
    assert count(db, "algorithms", "id", test_algorithm.id) == 1


# The fixtures of the earlier seeder.

def test_the_user_fixture(db, test_user):
    assert test_user.is_active
    stored = db.query('SELECT email FROM "user" WHERE id = $1', test_user.id)
    assert stored == [{"email": test_user.email}]


def test_the_superuser_fixture(test_superuser):
    assert test_superuser.is_superuser and test_superuser.is_active


def test_the_algorithm_fixture(db, test_algorithm):
    assert test_algorithm.name
    assert test_algorithm.status == "active"
    stored = db.query("SELECT name FROM algorithms WHERE id = $1", test_algorithm.id)
    assert stored == [{"name": test_algorithm.name}]


def test_the_price_fixture(test_price_data):
    assert len(test_price_data) == 50
    for price in test_price_data:
        assert 0 < price.bid <= price.last <= price.ask
        assert price.ask > price.bid


def test_a_position_with_given_figures(create_test_position, test_user):
    position = create_test_position(
        test_user, coin_type="BTC", quantity=Decimal("1.5"), average_price=Decimal("65000.00"))
    assert (position.user_id, position.coin_type) == (test_user.id, "BTC")
    assert position.quantity == Decimal("1.5")
    assert position.total_cost == Decimal("97500.00")


def test_an_order_of_an_algorithm(create_test_order, test_user, test_algorithm):
    order = create_test_order(test_user, test_algorithm, coin_type="ETH", side="buy",
                              quantity=Decimal("5.0"), price=Decimal("3500.00"))
    assert (order.user_id, order.algorithm_id) == (test_user.id, test_algorithm.id)
    assert (order.coin_type, order.side, order.status) == ("ETH", "buy", "filled")
    assert order.price == Decimal("3500.00")


# A whole scenario: a trader, an algorithm, a hundred prices, a purchase, and what it leaves.

def test_a_complete_trading_scenario(db, create_test_user, create_test_algorithm,
                                     create_test_price_data, create_test_order,
                                     create_test_position):
    trader = create_test_user(trading_experience="advanced", risk_tolerance="high")
    algorithm = create_test_algorithm(trader, algorithm_type="ml_model", status="active")
    prices = create_test_price_data("BTC", 100)
    latest = prices[-1].last
    order = create_test_order(trader, algorithm, coin_type="BTC", side="buy",
                              quantity=Decimal("2.0"), price=latest)
    position = create_test_position(trader, coin_type="BTC", quantity=Decimal("2.0"),
                                    average_price=latest)

    assert (order.user_id, order.algorithm_id) == (trader.id, algorithm.id)
    assert position.user_id == trader.id
    assert position.coin_type == order.coin_type
    assert count(db, "orders", "user_id", trader.id) >= 1
    assert count(db, "positions", "user_id", trader.id) >= 1


def test_two_users_do_not_see_each_other(db, create_test_user, create_test_position):
    first = create_test_user(email="user1@example.com")
    second = create_test_user(email="user2@example.com")
    mine = create_test_position(first, coin_type="BTC")
    theirs = create_test_position(second, coin_type="BTC")

    assert (mine.user_id, theirs.user_id) == (first.id, second.id)
    assert mine.id != theirs.id
    for user in (first, second):
        owners = db.query("SELECT user_id FROM positions WHERE user_id = $1", user.id)
        assert owners and all(row["user_id"] == str(user.id) for row in owners)


# The rows look like the world.

def test_prices_do_not_jump(create_test_price_data):
    prices = [price.last for price in create_test_price_data("BTC", 100)]
    changes = [abs(b / a - 1) for a, b in zip(prices, prices[1:])]
    assert sum(change > Decimal("0.05") for change in changes) < 0.1 * len(changes)


def test_spreads_are_narrow(test_price_data):
    for price in test_price_data:
        assert price.ask - price.bid > 0
        assert (price.ask - price.bid) / price.last < Decimal("0.01")


def test_people_differ(db):
    users = db.create("user", count=10)
    assert len({user.risk_tolerance for user in users}) > 1
    assert len({user.trading_experience for user in users}) > 1


# A model's name, or its plugin's; of a plugin with several models the first.

def test_a_plugins_name_is_its_models(db):
    assert db.create("users", email="pro@example.com")[0].email == "pro@example.com"
    assert db.create("agent_sessions")[0].user_goal


# What is wrong is said, all of it, and costs nothing.

def test_a_mistake_is_an_error_and_not_the_end(db, create_test_user):
    with pytest.raises(Refused) as refused:
        create_test_user(emial="a@example.com", is_active="yes", timezone="x" * 51)
    assert len(refused.value.problems) == 3
    assert "did you mean 'email'?" in str(refused.value)
    assert create_test_user().id


# A test's rows are rolled back, whatever becomes of it: these two would meet otherwise.

@pytest.mark.parametrize("time", ["first", "second"])
def test_nothing_stays(db, create_test_user, time):
    assert count(db, "user", "email", "only@example.com") == 0
    create_test_user(email="only@example.com")


def test_code_with_a_connection_of_its_own_sees_what_was_committed(committed_database):
    user = committed_database.create("user", email="seen@example.com")[0]
    committed_database.commit()
    connection = psycopg2.connect(committed_database.url)
    with connection.cursor() as cursor:
        cursor.execute('SELECT id::text FROM "user" WHERE email = %s', ["seen@example.com"])
        assert cursor.fetchall() == [(str(user.id),)]
    connection.close()
