/**
 * Shell functions that tell what belongs to a job: `name_job PATH` sets classic_key and key, as the two editions of the wrapper make them;
 * `describe_job WRAPPER CONFIG PATH` sets edition (`classic`, `better`), wrapper_state (`ready`, `missing`, `not-executable`), can_run
 * (`yes` where the better edition has all its settings in files), and the names of database, classic metrics, lock and log.
 */
export const JOB_FILES = `
name_job() {
  classic_key=$(folded "$1" | base32 | tr "=" _)
  key=$(printf '%s\\n' "$1" | base32 -w 0 | tr "=" _)
  if [ \${#key} -gt 224 ]; then
    key=$(printf '%s\\n' "$1" | sha256sum)
    key=sha256_\${key%% *}
  fi
}
# As echo makes it of a path that stands unquoted, but for patterns.
folded() (
  set -f
  # shellcheck disable=SC2086
  set -- $1
  printf '%s\\n' "$*"
)

is_better() { grep -qsF /etc/duplicati-wrapper.conf -- "$1"; }
# Nobody but root and this user can have written it, so that it is no trap for whoever starts it.
is_trusted() {
  # shellcheck disable=SC2046
  set -- $(stat -L -c '%u %a' -- "$1" 2>/dev/null)
  [ "\${1:-x}" = 0 ] || [ "\${1:-x}" = "$(id -u)" ] || return 1
  case $2 in *[2367]? | *[2367]) return 1 ;; esac
}

describe_job() {
  edition=classic wrapper_state=ready can_run=no log='' lock=''
  case $1 in
    /*)
      if [ ! -f "$1" ]; then wrapper_state=missing
      elif [ ! -x "$1" ]; then wrapper_state=not-executable
      fi
      ;;
    # A name that cron's shell looks for in its own PATH.
  esac
  database=$root/var/duplicati_$classic_key.sqlite
  metrics=$root/var/lib/prometheus/node-exporter/duplicati_$(hostname 2>/dev/null || uname -n)_$(printf '%s\\n' "$3" | tr / _).prom
  is_better "$1" || return 0
  edition=better
  is_trusted "$1" || return 0
  description=$(timeout 20 env -i PATH="\${root:+$root/bin:}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \\
    bash "$1" --dry-run \${2:+--config "$2"} -- "$3" 2>/dev/null </dev/null) && can_run=yes
  described database && database=$told
  case $database in "$'"* | *\\\\*) database=$root/var/duplicati_$key.sqlite ;; esac
  described 'classic metrics' && metrics=$told
  described lock && lock=$told
  described log && log=$told
  return 0
}
described() {
  told=$(printf '%s\\n' "$description" | sed -n "s/^$1: //p" | head -n 1)
  [ -n "$told" ]
}
`;
