#include "bcrypt.hpp"
#include "checks.hpp"
#include "user-odb.hpp"
#include "user.hpp"
#include "user_coherence.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/error.hpp>
#include <seedbed/permutation.hpp>
#include <seedbed/row_model.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <future>
#include <string>
#include <unordered_map>
#include <vector>

namespace ohmycoins {
namespace {

using seedbed::row_context;

constexpr const char* well_known_password = "TestPassword123!";
constexpr std::uint64_t superuser_index = 0;

/// Where users come from: mostly Australia, where the platform is at home.
struct origin {
    const char* locale;
    double weight;
};
constexpr std::array<origin, 7> origins{{{"en_AU", 0.55},
                                         {"en_US", 0.14},
                                         {"en_GB", 0.13},
                                         {"de_DE", 0.06},
                                         {"fr_FR", 0.05},
                                         {"es_ES", 0.04},
                                         {"it_IT", 0.03}}};

const seedbed::locale_profile& draw_locale(seedbed::random& random) {
    std::array<double, origins.size()> weights{};
    std::transform(origins.begin(), origins.end(), weights.begin(), [](const origin& from) {
        return from.weight;
    });
    return seedbed::find_locale(origins.at(random.weighted(weights)).locale);
}

/// How much risk people take depends on how long they have traded.
void draw_profile(seedbed::random random, user& out) {
    static const std::array<std::string, 3> experience{"beginner", "intermediate", "advanced"};
    static const std::array<std::string, 3> risk{"low", "medium", "high"};
    static const std::array<double, 3> experience_weights{0.45, 0.38, 0.17};
    static const std::array<std::array<double, 3>, 3> risk_weights{
        {{0.50, 0.40, 0.10}, {0.25, 0.50, 0.25}, {0.10, 0.45, 0.45}}};
    const std::size_t level = random.weighted(experience_weights);
    out.trading_experience = experience.at(level);
    out.risk_tolerance = risk.at(random.weighted(risk_weights.at(level)));
}

/// Most people keep their books in their country's currency, some in what they trade.
std::string draw_currency(seedbed::random random, const seedbed::locale_profile& locale) {
    static const std::vector<std::string> others{"USD", "BTC", "USDT", "ETH"};
    return random.chance(0.8) ? std::string(locale.currency) : random.pick(others);
}

/// Sign-ups of the last two years, more and more of them; the newest a month ago, so that every
/// user was there when the price history began.
void draw_times(seedbed::random random, seedbed::timestamp as_of, user& out) {
    using namespace std::chrono;
    constexpr seconds newest = days(30);
    constexpr seconds oldest = days(730);
    const double share = std::min(random.unit(), random.unit()); // density falls with age
    const seconds age = newest + seconds(static_cast<long>(share * (oldest - newest).count()));
    out.created_at = as_of - age;
    out.updated_at = out.created_at + seconds(random.between(0, age.count()));
}

/// Numbers that are unique for every row and short while there are few rows: blocks of ten
/// thousand, each shuffled.
std::uint64_t unique_number(seedbed::random_key key, std::uint64_t index) {
    constexpr std::uint64_t block = 10'000;
    return index / block * block + seedbed::permutation(key, block)(index % block);
}

class users final : public seedbed::row_model<user> {
public:
    explicit users(const seedbed::plugin_context& context)
        : row_model(context, 1), people_(seedbed::derive_key(context.run().seed, "users: people")),
          numbers_(seedbed::derive_key(context.run().seed, "users: e-mail numbers")),
          salts_(seedbed::derive_key(context.run().seed, "users: salts")),
          superuser_email_(
              context.options().environment("FIRST_SUPERUSER").value_or("admin@example.com")),
          password_(context.options().text("user-password")),
          superuser_password_(
              context.options().environment("FIRST_SUPERUSER_PASSWORD").value_or(password_)) {
        check_email(superuser_email_);
        check_password("--user-password", password_);
        check_password("FIRST_SUPERUSER_PASSWORD", superuser_password_);
        prepare_hashes(std::launch::deferred); // made when first asked for, if ever
    }

    std::uint64_t rows() const override {
        return static_cast<std::uint64_t>(context().options().integer("users"));
    }

    void row(row_context& context, user& out) const override {
        const bool superuser = context.index() == superuser_index;
        const seedbed::locale_profile& locale = locale_of(context.index());
        seedbed::random place = context.random().lane("place");
        out.email = natural_key(context.index());
        out.is_superuser = superuser;
        out.full_name = superuser ? "Administrator" : draw_person(context.index()).full_name();
        draw_times(context.random().lane("times"), context.as_of(), out);
        if (const auto adopted = adopted_since_.find(context.index());
            adopted != adopted_since_.end())
            out.created_at = out.updated_at = adopted->second;
        draw_profile(context.random().lane("profile"), out);
        out.timezone = std::string(seedbed::fake(place).time_zone_in(locale));
        out.preferred_currency = draw_currency(context.random().lane("currency"), locale);
    }

    void costly_members(row_context& context, user& out) const override {
        out.hashed_password = hash_for(context.index());
    }

    std::optional<std::string> natural_key_column() const override { return "email"; }

    std::string natural_key(std::uint64_t index) const override {
        if (index == superuser_index)
            return superuser_email_;
        seedbed::random draws(people_, index);
        return seedbed::fake(draws).unique_email(draw_person(index),
                                                 unique_number(numbers_, index));
    }

    seedbed::inspection inspect(const seedbed::session& session) override {
        const seedbed::inspection found = row_model::inspect(session);
        read_adopted(session);
        if (found.missing > 0 && !existing().contains(superuser_index))
            refuse_known_password_elsewhere();
        if (found.missing > 0 && !unique_salts())
            prepare_hashes(std::launch::async); // while other plugins write their rows
        return found;
    }

    seedbed::seeded seed(const seedbed::session& session, seedbed::progress& progress) override {
        const seedbed::seeded result = row_model::seed(session, progress);
        if (result.added > 0)
            say_how_to_sign_in();
        return result;
    }

    std::vector<seedbed::clear_rule> clear_rules() const override {
        return {{.table = tables().front(),
                 .condition = "email <> $1",
                 .parameters = {superuser_email_}}};
    }

    std::vector<seedbed::check> checks() const override { return user_checks(); }

    std::uint64_t first_fixture_index() const override { return superuser_index + 1; }

    void adapt(user& row, const seedbed::fixture_context& context) const override {
        make_coherent(row, context);
        if (row.is_superuser && context.connection() && !context.given("hashed_password"))
            refuse_known_password_elsewhere();
    }

    std::vector<seedbed::variation<user>> variations() const override { return user_variations(); }

protected:
    std::uint64_t rows_per_batch() const override {
        return unique_salts() ? 1
                              : row_model::rows_per_batch(); // a hash takes as long as 10^6 rows
    }

private:
    static void check_email(const std::string& email) {
        const auto at = email.find('@');
        const bool plausible = at != std::string::npos && at > 0 && at + 1 < email.size() &&
                               email.find('@', at + 1) == std::string::npos &&
                               email.find(' ') == std::string::npos && email.size() <= 255;
        if (!plausible)
            throw seedbed::error(seedbed::failure::usage,
                                 "FIRST_SUPERUSER is '" + email +
                                     "', which is no e-mail address of at most 255 characters");
    }

    static void check_password(const std::string& name, const std::string& password) {
        constexpr std::size_t bcrypt_limit = 72; // bcrypt ignores what follows
        if (password.empty() || password.size() > bcrypt_limit)
            throw seedbed::error(seedbed::failure::usage,
                                 name + " has " + std::to_string(password.size()) +
                                     " characters; bcrypt takes 1 to 72");
    }

    bool unique_salts() const { return context().options().flag("unique-salts"); }

    const seedbed::locale_profile& locale_of(std::uint64_t index) const {
        seedbed::random draws = seedbed::random(people_, index).lane("locale");
        return draw_locale(draws);
    }

    seedbed::person draw_person(std::uint64_t index) const {
        seedbed::random draws = seedbed::random(people_, index).lane("name");
        return seedbed::fake(draws).person_in(locale_of(index));
    }

    std::string hash(const std::string& password, seedbed::random salt) const {
        return bcrypt(
            password, static_cast<int>(context().options().integer("password-cost")), salt);
    }

    std::string hash_for(std::uint64_t index) const {
        const bool superuser = index == superuser_index;
        if (unique_salts())
            return hash(superuser ? superuser_password_ : password_,
                        seedbed::random(salts_, index));
        return superuser ? superuser_hash_.get() : shared_hash_.get();
    }

    /// One hash for all, and one for the superuser where the password is another.
    void prepare_hashes(std::launch when) {
        const auto prepare = [this, when](const std::string& password, std::uint64_t salt) {
            return std::async(when,
                              [this, password, salt] {
                                  return hash(password, seedbed::random(salts_, salt));
                              })
                .share();
        };
        shared_hash_ = prepare(password_, 1);
        superuser_hash_ = superuser_password_ == password_
                              ? shared_hash_
                              : prepare(superuser_password_, superuser_index);
    }

    void refuse_known_password_elsewhere() const {
        if (context().run().remote && superuser_password_ == well_known_password)
            throw seedbed::error(seedbed::failure::usage,
                                 "a superuser with the well-known password is not created on "
                                 "another machine: set FIRST_SUPERUSER_PASSWORD");
    }

    void say_how_to_sign_in() const {
        const bool known = password_ == well_known_password;
        context().note("users sign in with " +
                       (known ? std::string("the password ") + well_known_password
                              : std::string("the password of --user-password")));
        context().note("superuser " + superuser_email_ + ": " +
                       (existing().contains(superuser_index) ? "kept as it was"
                        : superuser_password_ == password_
                            ? "the same password"
                            : "the password of FIRST_SUPERUSER_PASSWORD"));
    }

    /// Since when somebody else's users are there: what refers to them is younger.
    void read_adopted(const seedbed::session& session) {
        adopted_since_.clear();
        for (const auto& [index, key] : existing().adopted())
            adopted_since_.emplace(
                index,
                seedbed::timestamp::parse(
                    session
                        .value("SELECT to_char(created_at AT TIME ZONE 'UTC',"
                               " 'YYYY-MM-DD\"T\"HH24:MI:SS.USZ') FROM \"user\" WHERE id = $1",
                               {key.to_string()})
                        .value()));
    }

    seedbed::random_key people_;
    seedbed::random_key numbers_;
    seedbed::random_key salts_;
    std::string superuser_email_;
    std::string password_;
    std::string superuser_password_;
    std::shared_future<std::string> shared_hash_;
    std::shared_future<std::string> superuser_hash_;
    std::unordered_map<std::uint64_t, seedbed::timestamp> adopted_since_;
};

} // namespace
} // namespace ohmycoins

SEEDBED_PLUGIN(ohmycoins::users);
