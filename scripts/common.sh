# Shared by the scripts beside it; sourced, never run.
# shellcheck shell=bash

root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

# All that a script says goes to stderr: stdout belongs to the command it starts.
say() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
}

fail() {
    printf '%s: error: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# Runs a command in the project's folder; its output is shown only when it fails.
run_logged() {
    local log=$build/script.log
    (cd -- "$root" && "$@") >"$log" 2>&1 && return
    cat -- "$log" >&2
    return 1
}

nothing_to_build() { # target
    ninja -C "$build" -n "$1" 2>/dev/null | grep -qxF 'ninja: no work to do.'
}

# Brings target $2 (default: everything) of preset $1 up to date; says nothing when it is.
build_preset() {
    local preset=$1 target=${2:-all}
    build=$root/build/$preset
    mkdir -p -- "$build"
    # Two builds in one folder would break each other: the second waits for the first.
    exec {build_lock}>"$build/.lock"
    flock "$build_lock"
    if [[ ! -e $build/build.ninja || $root/CMakePresets.json -nt $build/build.ninja ]]; then
        say "configuring build/$preset"
        run_logged cmake --preset "$preset" || fail "cmake could not configure: its messages are above"
        touch -- "$build/build.ninja" # cmake leaves it alone when its contents stay the same
    fi
    if ! nothing_to_build "$target"; then
        say "building build/$preset"
        if [[ -t 2 ]]; then
            (cd -- "$root" && cmake --build --preset "$preset" --target "$target") >&2 || fail "the build failed"
        else
            run_logged cmake --build --preset "$preset" --target "$target" || fail "the build failed"
        fi
    fi
    exec {build_lock}>&-
}
