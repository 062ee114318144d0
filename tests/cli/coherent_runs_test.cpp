// A test's backtest or deployment agrees with itself and with what it refers to, whatever the test
// sets; what cannot agree is refused, with both values.
#include "tests/cli/coherent_rows.hpp"

using namespace seedbed::test;

BOOST_FIXTURE_TEST_SUITE(coherent_runs_test, coherent_rows)

// Backtests

BOOST_AUTO_TEST_CASE(a_backtest_of_a_time_without_prices_fails_as_the_applications_would) {
    const auto built = run_seedbed(
        words{"create", "backtest", "--build", "--set", "start_date=2027-12-30T00:00:00Z"} + fixed);
    check_ends(built, 0);
    check_contains(built.out,
                   {R"("status":"failed")", "No price data: 0 prices", R"("results_json":null)"});
    const json::object made = make("backtest", {{"start_date", "2027-12-30T00:00:00Z"}});
    BOOST_TEST(text(made, "end_date") > "2027-12-30T00:00:00Z");
    BOOST_TEST(text(made, "created_at") >= text(made, "end_date"));
}

BOOST_AUTO_TEST_CASE(a_backtest_that_ends_before_it_starts_is_refused) {
    const auto built = run_seedbed(words{"create",
                                         "backtest",
                                         "--build",
                                         "--set",
                                         "start_date=2025-12-31T00:00:00Z",
                                         "--set",
                                         "end_date=2025-12-30T00:00:00Z"} +
                                   fixed);
    check_ends(
        built, 2, {"start_date 2025-12-31T00:00:00Z is not before end_date 2025-12-30T00:00:00Z"});
    refuses("backtest",
            {{"end_date", "2025-12-30T00:00:00Z"}, {"created_at", "2025-12-29T00:00:00Z"}},
            {"created_at 2025-12-29T00:00:00Z is before end_date 2025-12-30T00:00:00Z"});
    refuses("backtest",
            {{"start_date", "2025-12-30T00:00:00Z"}, {"completed_at", "2025-12-30T00:00:00Z"}},
            {"start_date 2025-12-30T00:00:00Z is not before completed_at 2025-12-30T00:00:00Z"});
}

BOOST_AUTO_TEST_CASE(a_backtest_tries_the_algorithm_that_it_refers_to) {
    const json::object eth = make(
        "algorithm",
        {{"configuration_json",
          R"({"strategy":"ma_crossover","short_window":12,"long_window":48,"coin_type":"ETH"})"}});
    BOOST_TEST(text(make("backtest", {{"algorithm_id", eth.at("id")}}), "coin_type") == "ETH");
    for (int i = 0; i < 5; ++i) {
        const json::object made = make("backtest");
        const json::object tried = algorithm_of(made);
        BOOST_TEST(text(made, "coin_type") ==
                   text(document(tried, "configuration_json"), "coin_type"));
        const json::object again = make("backtest",
                                        {{"algorithm_id", made.at("algorithm_id")},
                                         {"start_date", made.at("start_date")},
                                         {"end_date", made.at("end_date")},
                                         {"initial_capital", made.at("initial_capital")},
                                         {"coin_type", made.at("coin_type")}});
        BOOST_TEST(json::serialize(made.at("results_json")) ==
                   json::serialize(again.at("results_json")));
    }
    check_rules();
}

BOOST_AUTO_TEST_CASE(a_backtest_needs_capital) {
    for (const char* capital : {"0.00", "-5.00"})
        refuses("backtest",
                {{"initial_capital", capital}},
                {fmt::format("initial_capital {} has to be positive", capital)});
    make("backtest", {{"initial_capital", "0.01"}});
    make("backtest", {{"initial_capital", "1000000.00"}});
    check_rules();
}

BOOST_AUTO_TEST_CASE(a_backtest_is_made_after_its_user_signed_up) {
    const json::object young = make("user", {{"created_at", "2025-12-31T23:30:00Z"}});
    const json::object made = make("backtest", {{"user_id", young.at("id")}});
    BOOST_TEST(text(made, "created_at") >= "2025-12-31T23:30:00Z");
    BOOST_TEST(text(made, "completed_at") > text(made, "created_at"));
    refuses("backtest",
            {{"user_id", young.at("id")}, {"created_at", "2025-12-31T20:00:00Z"}},
            {"created_at 2025-12-31T20:00:00Z is before", "2025-12-31T23:30:00Z"});
}

BOOST_AUTO_TEST_CASE(a_backtests_status_goes_with_the_rest_of_it) {
    BOOST_TEST(text(make("backtest", {{"error_message", "Out of memory"}}), "status") == "failed");
    BOOST_TEST(text(make("backtest", {{"completed_at", nullptr}}), "status") == "running");
    refuses("backtest",
            {{"status", "completed"}, {"error_message", "Out of memory"}},
            {"completed", "Out of memory"});
    refuses("backtest", {{"status", "failed"}, {"error_message", nullptr}}, {"failed", "NULL"});
    refuses("backtest",
            {{"status", "completed"}, {"coin_type", "XYZ"}},
            {"status completed", "0 prices of XYZ"});
    check_rules();
}

BOOST_AUTO_TEST_CASE(a_backtest_of_an_algorithm_that_cannot_run_says_so) {
    const json::object broken = make("algorithm", {{"configuration_json", nullptr}});
    const json::object made = make("backtest", {{"algorithm_id", broken.at("id")}});
    BOOST_TEST(text(made, "status") == "failed");
    make("deployed_algorithm", {{"algorithm_id", broken.at("id")}});
    check_rules();
}

BOOST_AUTO_TEST_CASE(backtests_agree_with_themselves_whatever_is_set) {
    try_pairs("backtest",
              {},
              moments_of({"start_date", "end_date", "created_at", "completed_at"}) +
                  std::vector<std::pair<std::string, json::value>>{{"status", "pending"},
                                                                   {"status", "failed"},
                                                                   {"status", "completed"},
                                                                   {"error_message", "no"},
                                                                   {"error_message", nullptr},
                                                                   {"results_json", nullptr},
                                                                   {"completed_at", nullptr},
                                                                   {"coin_type", "XYZ"}});
    check_rules();
}

// Deployments

BOOST_AUTO_TEST_CASE(a_deployment_runs_the_algorithm_that_it_refers_to) {
    const json::object given = make("algorithm", {{"status", "active"}});
    for (int i = 0; i < 8; ++i) {
        const json::object made =
            make("deployed_algorithm",
                 i == 0 ? json::object{{"algorithm_id", given.at("id")}} : json::object());
        const json::object runs = algorithm_of(made);
        check_contains(text(made, "deployment_name"), {text(runs, "name")});
        json::object own = document(made, "parameters_json");
        BOOST_TEST(own.at("max_trades_per_day").as_int64() > 0);
        own.erase("max_trades_per_day");
        BOOST_TEST(json::serialize(own) == json::serialize(document(runs, "configuration_json")));
        BOOST_TEST(made.at("execution_frequency") == runs.at("default_execution_frequency"));
        BOOST_TEST(text(made, "position_limit") == text(runs, "default_position_limit"));
        BOOST_TEST(std::stod(text(made, "daily_loss_limit")) <=
                   std::stod(text(made, "position_limit")) / 2);
        BOOST_TEST(made.at("is_active").as_bool());
    }
    check_rules();
}

BOOST_AUTO_TEST_CASE(a_deployment_keeps_what_is_given) {
    const json::object made = make(
        "deployed_algorithm",
        {{"deployment_name", "Mine"}, {"execution_frequency", 7}, {"position_limit", "100.00"}});
    BOOST_TEST(text(made, "deployment_name") == "Mine");
    BOOST_TEST(made.at("execution_frequency").as_int64() == 7);
    BOOST_TEST(text(made, "position_limit") == "100.00");
    BOOST_TEST(std::stod(text(made, "daily_loss_limit")) <= 100);
}

BOOST_AUTO_TEST_CASE(a_deployments_drawn_times_make_room_for_those_given) {
    const json::object user = make("user", {{"created_at", "2025-01-01T00:00:00Z"}});
    const json::object algorithm = make("algorithm",
                                        {{"created_by", user.at("id")},
                                         {"status", "active"},
                                         {"created_at", "2025-01-02T00:00:00Z"}});
    const json::object both{{"user_id", user.at("id")}, {"algorithm_id", algorithm.at("id")}};
    for (const char* column :
         {"activated_at", "updated_at", "deactivated_at", "last_executed_at"}) {
        json::object set = both;
        set[column] = "2025-02-01T00:00:00Z";
        const json::object made = make("deployed_algorithm", set);
        BOOST_TEST(text(made, column) == "2025-02-01T00:00:00Z");
        BOOST_TEST(text(made, "created_at") <= "2025-02-01T00:00:00Z");
        BOOST_TEST(text(made, "activated_at") <= "2025-02-01T00:00:00Z");
        BOOST_TEST(text(made, "updated_at") >= "2025-02-01T00:00:00Z");
    }
    refuses("deployed_algorithm",
            {{"algorithm_id", algorithm.at("id")}, {"activated_at", "2024-12-31T00:00:00Z"}},
            {"activated_at 2024-12-31T00:00:00Z is before", "created_at"});
    refuses("deployed_algorithm",
            {{"activated_at", "2025-12-31T00:00:00Z"}, {"deactivated_at", "2025-12-30T00:00:00Z"}},
            {"deactivated_at 2025-12-30T00:00:00Z is before activated_at 2025-12-31T00:00:00Z"});
    check_rules();
}

BOOST_AUTO_TEST_CASE(a_deployment_counts_the_orders_that_stand) {
    const json::object user = make("user", {{"created_at", "2025-01-01T00:00:00Z"}});
    const json::object algorithm = make("algorithm",
                                        {{"created_by", user.at("id")},
                                         {"status", "active"},
                                         {"default_position_limit", "2000.00"},
                                         {"created_at", "2025-01-02T00:00:00Z"}});
    const auto trade = [&](const char* side, const char* price, const char* at) {
        make("order",
             {{"user_id", user.at("id")},
              {"algorithm_id", algorithm.at("id")},
              {"coin_type", "XYZ"},
              {"side", side},
              {"quantity", "3"},
              {"price", price},
              {"created_at", at}});
    };
    trade("buy", "100.00", "2025-06-01T00:00:00Z");
    trade("sell", "110.50", "2025-06-02T00:00:00Z");
    const json::object pair{{"user_id", user.at("id")}, {"algorithm_id", algorithm.at("id")}};
    const json::object made = make("deployed_algorithm", pair);
    BOOST_TEST(made.at("total_trades").as_int64() == 2);
    BOOST_TEST(text(made, "total_profit_loss") == "31.50");
    BOOST_TEST(text(made, "created_at") <= "2025-06-01T00:00:00Z");
    const json::object second = make("deployed_algorithm", pair); // the orders are the first one's
    BOOST_TEST(second.at("total_trades").as_int64() == 0);
    BOOST_TEST(text(second, "total_profit_loss") == "0.00");
    check_rules();
}

BOOST_AUTO_TEST_CASE(what_is_no_active_algorithm_does_not_run) {
    const json::object draft = make("algorithm", {{"status", "draft"}});
    const json::object made = make("deployed_algorithm", {{"algorithm_id", draft.at("id")}});
    BOOST_TEST(!made.at("is_active").as_bool());
    check_rules();
}

BOOST_AUTO_TEST_CASE(deployments_agree_with_themselves_whatever_is_set) {
    const json::object user = make("user", {{"created_at", "2025-01-01T00:00:00Z"}});
    const json::object algorithm = make("algorithm",
                                        {{"created_by", user.at("id")},
                                         {"status", "active"},
                                         {"created_at", "2025-01-02T00:00:00Z"}});
    const std::vector<std::pair<std::string, json::value>> others{{"is_active", true},
                                                                  {"is_active", false},
                                                                  {"activated_at", nullptr},
                                                                  {"deactivated_at", nullptr},
                                                                  {"last_executed_at", nullptr},
                                                                  {"execution_frequency", 3600},
                                                                  {"position_limit", "0.01"}};
    const auto values =
        moments_of(
            {"created_at", "activated_at", "updated_at", "deactivated_at", "last_executed_at"}) +
        others;
    try_pairs("deployed_algorithm",
              {{"user_id", user.at("id")}, {"algorithm_id", algorithm.at("id")}},
              values);
    try_pairs("deployed_algorithm", {}, values);
    check_rules();
}

BOOST_AUTO_TEST_SUITE_END()
