// Asio and Beast are instantiated here, once for the whole process. Host, plugins and tests link
// them from libseedbed, so that error categories, services and thread marks have one address
// everywhere. Beast, unlike Asio, has no visibility marks of its own: without the pragma,
// -fvisibility=hidden would hide it from the plugins.
#pragma GCC visibility push(default)

#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>

#pragma GCC visibility pop
