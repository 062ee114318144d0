# Completion of seedbed for bash: the program itself says what fits.

_seedbed() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("${line%%$'\t'*}")
    done < <("${COMP_WORDS[0]}" complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}

# Where the program has nothing to say, a file's name is wanted.
complete -o bashdefault -o default -F _seedbed seedbed
