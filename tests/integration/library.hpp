#pragma once

#include "loan-odb.hpp"
#include "reader-odb.hpp"
#include "tests/integration/models/loan.hpp"
#include "tests/integration/models/reader.hpp"

#include <seedbed/row_model.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace seedbed::test {

/// Two models as a plugin author writes them.
class readers final : public row_model<reader> {
public:
    readers(const plugin_context& context, std::uint64_t count, std::uint64_t batch)
        : row_model(context, 1), count_(count), batch_(batch) {}

    std::uint64_t rows() const override { return count_; }

    void row(row_context& r, reader& out) const override {
        out.email = natural_key(r.index());
        out.name = r.fake().person_in(find_locale("en_AU")).full_name();
        out.joined = r.as_of() - std::chrono::hours(r.random().between(1, 10'000));
    }

    std::optional<std::string> natural_key_column() const override { return "email"; }
    std::string natural_key(std::uint64_t index) const override {
        return "reader" + std::to_string(index) + "@example.com";
    }

protected:
    std::uint64_t rows_per_batch() const override { return batch_; }

private:
    std::uint64_t count_;
    std::uint64_t batch_;
};

class loans final : public row_model<loan> {
public:
    /// Gives the index of a loan's reader.
    using choice = std::function<std::uint64_t(row_context&)>;

    loans(const plugin_context& context, std::uint64_t count, std::uint64_t batch, choice choose)
        : row_model(context, 1), count_(count), batch_(batch), choose_(std::move(choose)) {}

    std::uint64_t rows() const override { return count_; }

    void row(row_context& r, loan& out) const override {
        const std::uint64_t index = choose_(r);
        out.reader_id = r.key<reader>(index);
        out.reader_email = r.parent<reader>(index).email;
        out.fee = decimal<6, 2>::from_units(r.random().between(0, 99'999));
        if (r.random().chance(0.5))
            out.returned = r.as_of();
    }

protected:
    std::uint64_t rows_per_batch() const override { return batch_; }

private:
    std::uint64_t count_;
    std::uint64_t batch_;
    choice choose_;
};

inline std::uint64_t any_reader(row_context& r) {
    return r.pick<reader>();
}

/// The plugins of one run, and the run as the host would do it.
class library {
public:
    struct plan {
        std::uint64_t seed = 42;
        timestamp as_of = timestamp::parse("2026-11-22T14:35Z");
        std::uint64_t readers = 50;
        std::uint64_t loans = 300;
        std::uint64_t rows_per_batch = 2048;
        loans::choice choose = any_reader;
    };

    library() : library(plan()) {}
    explicit library(const plan& p)
        : context_({.seed = p.seed, .as_of = p.as_of}, {}, models_, [](const std::string&) {}),
          readers_(context_, p.readers, p.rows_per_batch),
          loans_(context_, p.loans, p.rows_per_batch, p.choose) {}
    library(const library&) = delete; // the models hold references into it
    library& operator=(const library&) = delete;

    test::readers& readers() { return readers_; }
    test::loans& loans() { return loans_; }

    static void create_tables(const session& session) {
        session.execute_script(model_traits<reader>::table().create_sql);
        session.execute_script(model_traits<loan>::table().create_sql);
    }

    /// What the host does with one plugin; the two counts of inspect and seed must agree.
    static seeded run(plugin& one, const session& session) {
        silence nothing_shown;
        const inspection found = one.inspect(session);
        const seeded done = one.seed(session, nothing_shown);
        BOOST_TEST(done.added == found.missing);
        BOOST_TEST(done.kept == found.present);
        return done;
    }

    void run(const session& session) {
        run(readers_, session);
        run(loans_, session);
    }

private:
    struct silence final : progress {
        void written(std::uint64_t /*rows*/) override {}
    };

    model_directory models_;
    plugin_context context_;
    test::readers readers_;
    test::loans loans_;
};

} // namespace seedbed::test
