/** What a shell has to read once, so that Tab asks duptop. */
export const COMPLETION_SCRIPTS = {
  bash: `# Tab for duptop; put this into ~/.bashrc:  source <(duptop completion bash)
_duptop() {
  local answer first
  COMPREPLY=()
  mapfile -t answer < <(duptop __complete bash "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  first=\${answer[0]-}
  if [[ $first == :files ]]; then
    compopt -o default
    return
  fi
  if [[ $first == :open ]]; then
    compopt -o nospace
    unset 'answer[0]'
  fi
  COMPREPLY=("\${answer[@]}")
}
complete -F _duptop duptop
`,
  zsh: `#compdef duptop
# Tab for duptop; put this into ~/.zshrc, behind compinit:  source <(duptop completion zsh)
_duptop() {
  local line text about kind
  local -a fields whole open whole_shown open_shown
  for line in "\${(@f)$(duptop __complete words -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    if [[ $line == :files ]]; then
      _files
      return
    fi
    [[ -n $line ]] || continue
    fields=("\${(@ps:\\t:)line}")
    text=$fields[1] about=$fields[2] kind=$fields[3]
    if [[ $kind == open ]]; then
      open+=("$text") open_shown+=("$text\${about:+  $about}")
    else
      whole+=("$text") whole_shown+=("$text\${about:+  $about}")
    fi
  done
  (( $#whole )) && compadd -l -d whole_shown -- "\${whole[@]}"
  (( $#open )) && compadd -l -S '' -d open_shown -- "\${open[@]}"
}
compdef _duptop duptop
`,
  fish: `# Tab for duptop:  duptop completion fish > ~/.config/fish/completions/duptop.fish
function __duptop_candidates
    set -l words (commandline -opc) (commandline -ct)
    set -l answer (duptop __complete words -- $words[2..-1] 2>/dev/null)
    if test "$answer[1]" = :files
        __fish_complete_path (commandline -ct)
        return
    end
    for line in $answer
        set -l fields (string split \\t -- $line)
        printf '%s\\t%s\\n' $fields[1] $fields[2]
    end
end
complete -c duptop -f -a '(__duptop_candidates)'
`,
} as const;
