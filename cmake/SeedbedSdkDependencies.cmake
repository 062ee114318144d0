# What code that includes the SDK's headers needs, in this tree and outside of it.

find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(libodb REQUIRED IMPORTED_TARGET libodb libodb-pgsql)
find_program(ODB_COMPILER odb REQUIRED)
