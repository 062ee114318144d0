#include <seedbed/redaction.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using seedbed::redacted_stream;
using seedbed::redaction;

namespace {

const redaction secrets(std::vector<std::string>{"p/ss w\"rd+1", "", "key-123456"});

} // namespace

BOOST_AUTO_TEST_SUITE(redaction_test)

BOOST_AUTO_TEST_CASE(a_secret_is_found_however_it_is_written) {
    const std::vector<std::string> forms = {
        "p/ss w\"rd+1",
        "p%2Fss%20w%22rd%2B1",
        "p%2fss%20w%22rd%2b1",
        "p%2Fss+w%22rd%2B1",
        "p/ss w\\\"rd+1",
        "p\\/ss w\\\"rd+1",
        "key-123456",
    };
    for (const std::string& form : forms) {
        BOOST_TEST(secrets("a " + form + " b") == "a REDACTED b", form);
        BOOST_TEST(secrets.finds_any("x" + form + form), form);
    }
}

BOOST_AUTO_TEST_CASE(a_secret_is_found_inside_base64_wherever_it_begins) {
    for (const char* coded : {"a2V5LTEyMzQ1Ng==",         // key-123456
                              "dXNlcjprZXktMTIzNDU2",     // user:key-123456
                              "YTprZXktMTIzNDU2Og==",     // a:key-123456:
                              "YWI6a2V5LTEyMzQ1NmFiYw=="} // ab:key-123456abc
    ) {
        BOOST_TEST(secrets.finds_any(coded), coded);
        BOOST_TEST(secrets(coded).find("MTIzNDU2") == std::string::npos, secrets(coded));
    }
}

BOOST_AUTO_TEST_CASE(other_text_stays) {
    for (const char* text : {"", "plain", "key-12345", "REDACTED", "p/ss"})
        BOOST_TEST(secrets(text) == text);
    BOOST_TEST(redaction()("key-123456") == "key-123456");
}

BOOST_AUTO_TEST_CASE(a_stream_is_redacted_wherever_it_is_cut) {
    const std::string text = "ab key-123456 cd key-123456key-123456 p%2Fss%20w%22rd%2B1 key-12345";
    const std::string expected = secrets(text);
    for (std::size_t step = 1; step <= text.size(); ++step) {
        redacted_stream stream(secrets);
        std::string got;
        for (std::size_t at = 0; at < text.size(); at += step)
            got += stream.write(std::string_view(text).substr(at, step));
        got += stream.finish();
        BOOST_TEST(got == expected, "in steps of " << step);
        BOOST_TEST(stream.found());
    }
}

BOOST_AUTO_TEST_SUITE_END()
