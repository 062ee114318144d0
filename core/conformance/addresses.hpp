#pragma once

namespace seedbed::conformance {

/// Gives what this process loads and allocates from now on other addresses than it has in a sister
/// process: those that are forked from one process have theirs alike, and a plugin whose rows
/// depend on an address would make the same ones in all of them. What is loaded stays where it is.
void scatter_addresses();

} // namespace seedbed::conformance
