// A test's algorithm or session agrees with itself and with what it refers to, whatever the test
// sets; what cannot agree is refused, with both values.
#include "tests/cli/coherent_rows.hpp"

using namespace seedbed::test;

BOOST_FIXTURE_TEST_SUITE(coherent_algorithms_test, coherent_rows)

// Algorithms

BOOST_AUTO_TEST_CASE(an_algorithm_is_designed_for_the_type_that_is_given) {
    for (int i = 0; i < 6; ++i) {
        const json::object ml = make("algorithm", {{"algorithm_type", "ml_model"}});
        check_contains(text(ml, "name"), {"Momentum Classifier"});
        BOOST_TEST(text(document(ml, "configuration_json"), "strategy") == "momentum_classifier");
        const json::object policy =
            make("algorithm", {{"algorithm_type", "reinforcement_learning"}});
        check_contains(text(policy, "name"), {"Q-Policy"});
        BOOST_TEST(text(document(policy, "configuration_json"), "strategy") == "q_policy");
        const std::string ruled = text(
            document(make("algorithm", {{"algorithm_type", "rule_based"}}), "configuration_json"),
            "strategy");
        BOOST_TEST((ruled != "q_policy" && ruled != "momentum_classifier"));
    }
    const json::object named =
        make("algorithm", {{"algorithm_type", "ml_model"}, {"name", "Mine"}});
    BOOST_TEST(text(named, "name") == "Mine");
    BOOST_TEST(text(document(named, "configuration_json"), "strategy") == "momentum_classifier");
    make("backtest", {{"algorithm_id", named.at("id")}});
    check_rules();
}

BOOST_AUTO_TEST_CASE(an_algorithm_is_told_by_the_configuration_that_is_given) {
    const json::object made =
        make("algorithm",
             {{"configuration_json",
               R"({"strategy":"rsi_reversion","period":14,"oversold":30,"overbought":70,)"
               R"("coin_type":"DOGE","order_size_aud":250})"}});
    BOOST_TEST(text(made, "name") == "DOGE RSI Reversion 14 (30/70)");
    check_contains(text(made, "description"), {"DOGE", "14", "250 AUD"});
    BOOST_TEST(text(made, "algorithm_type") == "rule_based");
    const json::object unknown = make("algorithm", {{"configuration_json", R"({"k": 1})"}});
    check_lacks(text(unknown, "name"), {"Crossover", "Reversion", "Breakout", "Policy"});
    refuses("algorithm",
            {{"algorithm_type", "ml_model"},
             {"configuration_json",
              R"({"strategy":"ma_crossover","short_window":2,"long_window":5,"coin_type":"BTC"})"}},
            {"algorithm_type ml_model", "ma_crossover", "rule_based"});
    check_rules();
}

BOOST_AUTO_TEST_CASE(an_algorithm_that_is_named_a_crossover_is_one) {
    for (int i = 0; i < 4; ++i) {
        const json::object made = make("algorithm", {{"name", "ETH MA Crossover 12/48"}});
        const json::object own = document(made, "configuration_json");
        BOOST_TEST(own.at("short_window").as_int64() == 12);
        BOOST_TEST(own.at("long_window").as_int64() == 48);
        BOOST_TEST(text(own, "coin_type") == "ETH");
        BOOST_TEST(text(made, "algorithm_type") == "rule_based");
    }
    make("algorithm", {{"name", "My MACrossover"}});
    refuses("algorithm",
            {{"name", "BTC MA Crossover"}, {"algorithm_type", "ml_model"}},
            {"BTC MA Crossover", "ml_model"});
    refuses("algorithm",
            {{"name", "BTC MA Crossover"}, {"configuration_json", "{}"}},
            {"BTC MA Crossover", "short_window"});
    check_rules();
}

BOOST_AUTO_TEST_CASE(an_algorithms_orders_fit_its_limit) {
    const json::object made = make("algorithm", {{"default_position_limit", "60.00"}});
    const auto size = document(made, "configuration_json").at("order_size_aud").as_int64();
    BOOST_TEST((size > 0 && size <= 60));
    check_contains(text(made, "description"), {fmt::format("{} AUD", size)});
}

BOOST_AUTO_TEST_CASE(an_algorithms_figures_are_of_its_own_settings) {
    const json::object made = make("algorithm", {{"updated_at", "2025-12-30T00:00:00Z"}});
    if (!made.at("performance_metrics_json").is_null())
        BOOST_TEST(text(document(made, "performance_metrics_json"), "evaluated_to") <=
                   "2025-12-30T00:00:00Z");
    const json::object early = make("algorithm", {{"updated_at", "2025-12-05T00:00:00Z"}});
    BOOST_TEST(early.at("performance_metrics_json").is_null());
}

BOOST_AUTO_TEST_CASE(algorithms_agree_with_themselves_whatever_is_set) {
    const json::object user = make("user", {{"created_at", "2025-01-01T00:00:00Z"}});
    const std::vector<std::pair<std::string, json::value>> others{
        {"status", "draft"},
        {"status", "active"},
        {"status", "paused"},
        {"version", "0.2.0"},
        {"version", "3.0.0"},
        {"algorithm_type", "ml_model"},
        {"algorithm_type", "rule_based"},
        {"algorithm_type", "reinforcement_learning"},
        {"name", "BTC MA Crossover"},
        {"name", "Any"},
        {"description", nullptr},
        {"configuration_json", nullptr},
        {"configuration_json", "{}"},
        {"configuration_json",
         R"({"strategy":"ma_crossover","short_window":2,"long_window":5,"coin_type":"BTC"})"},
        {"default_position_limit", nullptr},
        {"default_position_limit", "0.01"},
        {"default_execution_frequency", 1},
        {"last_executed_at", nullptr}};
    const auto values = moments_of({"created_at", "updated_at", "last_executed_at"}) + others;
    try_pairs("algorithm", {{"created_by", user.at("id")}}, values);
    try_pairs("algorithm", {}, values);
    check_rules();
}

// Sessions

BOOST_AUTO_TEST_CASE(a_session_is_updated_after_it_was_created) {
    for (int i = 0; i < 5; ++i) {
        const json::object made = make("agent_session", {{"created_at", "2026-01-01T00:00:00Z"}});
        BOOST_TEST(text(made, "updated_at") > "2026-01-01T00:00:00Z");
    }
    refuses("agent_session",
            {{"created_at", "2025-12-31T00:00:00Z"}, {"updated_at", "2025-12-30T00:00:00Z"}},
            {"updated_at 2025-12-30T00:00:00Z is before created_at 2025-12-31T00:00:00Z"});
}

BOOST_AUTO_TEST_CASE(a_sessions_status_goes_with_the_rest_of_it) {
    BOOST_TEST(text(make("agent_session", {{"error_message", "no"}}), "status") == "failed");
    BOOST_TEST(text(make("agent_session", {{"result_summary", "yes"}}), "status") == "completed");
    BOOST_TEST(text(make("agent_session", {{"completed_at", "2025-12-31T00:00:00Z"}}), "status") ==
               "completed");
    refuses("agent_session",
            {{"status", "running"}, {"completed_at", "2025-12-31T00:00:00Z"}},
            {"status running", "completed_at 2025-12-31T00:00:00Z"});
    check_rules();
}

BOOST_AUTO_TEST_CASE(sessions_agree_with_themselves_whatever_is_set) {
    const json::object user = make("user", {{"created_at", "2025-01-01T00:00:00Z"}});
    const std::vector<std::pair<std::string, json::value>> others{{"status", "pending"},
                                                                  {"status", "completed"},
                                                                  {"status", "failed"},
                                                                  {"status", "cancelled"},
                                                                  {"error_message", "no"},
                                                                  {"error_message", nullptr},
                                                                  {"result_summary", "yes"},
                                                                  {"result_summary", nullptr},
                                                                  {"completed_at", nullptr},
                                                                  {"llm_provider", "openai"}};
    const auto values = moments_of({"created_at", "updated_at", "completed_at"}) + others;
    // Who sets both ends says how long a session was open.
    try_pairs("agent_session", {{"user_id", user.at("id")}, {"status", "completed"}}, values);
    try_pairs("agent_session", {{"user_id", user.at("id")}, {"status", "failed"}}, values);
    for (const auto& [column, value] : values)
        try_one("agent_session", {{column, value}});
    check_rules();
}

BOOST_AUTO_TEST_CASE(a_sessions_language_model_is_its_providers) {
    for (const auto& [provider, model] : {std::pair("openai", "gpt-4o"),
                                          std::pair("anthropic", "claude-3-5-haiku-20241022"),
                                          std::pair("google", "gemini-1.5-pro")}) {
        const json::object by = make("agent_session", {{"llm_provider", provider}});
        BOOST_TEST(text(by, "llm_model").substr(0, 3) == std::string(model).substr(0, 3));
        BOOST_TEST(text(make("agent_session", {{"llm_model", model}}), "llm_provider") == provider);
    }
    BOOST_TEST(
        make("agent_session", {{"llm_provider", "system_default"}}).at("llm_model").is_null());
}

BOOST_AUTO_TEST_CASE(what_belongs_to_a_session_lies_within_it) {
    const json::object session =
        make("agent_session",
             {{"created_at", "2025-12-31T10:00:00Z"}, {"updated_at", "2025-12-31T10:10:00Z"}});
    for (const char* model : {"agent_session_message", "agent_artifact"}) {
        make(model, {{"session_id", session.at("id")}});
        refuses(model,
                {{"session_id", session.at("id")}, {"created_at", "2025-12-31T11:00:00Z"}},
                {"created_at 2025-12-31T11:00:00Z", "2025-12-31T10:10:00Z"});
    }
}

BOOST_AUTO_TEST_SUITE_END()
