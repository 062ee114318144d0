# Completion of seedbed for fish: the program itself says what fits.

function __seedbed_candidates
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    $words[1] complete $words[2..-1] (commandline --current-token --cut-at-cursor) 2>/dev/null
end

complete --command seedbed --arguments '(__seedbed_candidates)'
