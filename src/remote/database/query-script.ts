import { RECORD } from '../records.ts';

/**
 * Tells of a database file and asks it, in one round trip. Words: FILE, its URI to read while others write, its URI to read as it lies
 * there, the stamp that the caller knows, whether to look for a process that works on it, milliseconds to wait for a lock, seconds that an
 * engine may take, engines in order of preference, whether the SELECTs are somebody's own, Node, the engines' programs, then the SELECTs.
 *
 * Each SELECT is one statement in autocommit, and its rows are fetched before any of them is printed: a slow reader keeps no lock. A lock that
 * one of them has waited for in vain is not waited for again.
 */
export const QUERY_SCRIPT = `${RECORD}
LC_ALL=C
export LC_ALL
db=$1 live=$2 still=$3 known=$4 look=$5 busy=$6 seconds=$7 order=$8 guarded=$9
shift 9
node=$1 python_engine=$2 node_engine=$3
shift 3
newline='
'

facts() { stat -L -c '%s %Y %y' -- "$1" 2>/dev/null; }
tell_files() {
  file=$(facts "$db") wal=$(facts "$db-wal") journal=$(facts "$db-journal")
  record file "$file"
  record wal "$wal"
  record journal "$journal"
}

# Its own process list entry would match too, were the pattern among its arguments.
tell_processes() {
  [ ! -r /proc/1/cmdline ] || record sees-processes yes
  printf '%s\\n' "--dbpath=\${db%%"$newline"*}" | grep -slF -f - /proc/[0-9]*/cmdline | while IFS= read -r entry; do
    entry=\${entry#/proc/}
    record process "\${entry%/cmdline}"
  done
}

# A database in WAL mode that nobody has open: opening it would leave files beside it.
is_quiet_wal() {
  [ ! -e "$db-wal" ] && [ "$(dd if="$db" bs=1 skip=18 count=1 2>/dev/null | od -An -tu1 | tr -d ' ')" = 2 ]
}

limited() {
  if command -v timeout >/dev/null 2>&1; then timeout -k 1 "$seconds" "$@"; else "$@"; fi
}

with_sqlite3() {
  version=$(sqlite3 -version 2>/dev/null) || return 1
  version=\${version%% *}
  minor=\${version#3.}
  minor=\${minor%%.*}
  case $minor in '' | *[!0-9]*) return 1 ;; esac
  [ "$minor" -ge 33 ] || return 1
  record engine "sqlite3 $version"
  number=0
  for select do
    number=$((number + 1))
    printf '[{"@":%s}]\\n' "$number"
    while :; do
      rows=$(limited sqlite3 -batch -init /dev/null -readonly -json -cmd ".timeout $busy" "$live" "$select" 2>&1)
      code=$?
      [ "$code" -ne 0 ] || break
      case $live$rows in
        "$still"*) break ;;
        *'readonly database'* | *'unable to open'*) live=$still && record reading still ;;
        *) break ;;
      esac
    done
    if [ "$code" -eq 0 ]; then
      [ -z "$rows" ] || printf '%s\\n' "$rows"
    else
      printf '%s\\n' "$rows" | grep '^[[{]'
      case $code in
        124 | 137) record error 'took too long' ;;
        *) record error "$(printf '%s\\n' "$rows" | grep -v '^[[{]' | head -n 3)" ;;
      esac
      case $rows in *' is locked'*) busy=0 ;; esac
    fi
  done
}

# PROGRAM ENGINE-CODE-OPTION… -- SELECT…: the engine tells itself what it is; 97: it has no sqlite.
with_program() {
  limited "$@"
  code=$?
  case $code in
    124 | 137) record error 'took too long' ;;
    97 | 126 | 127) return 1 ;;
    9) return 1 ;; # a Node that does not know the option
    0) ;;
    *) record error "the engine ended with $code" ;;
  esac
  return 0
}
with_python3() {
  command -v python3 >/dev/null 2>&1 || return 1
  with_program python3 -I -c "$python_engine" "$live" "$still" "$busy" "$guarded" "$@"
}
with_node() {
  command -v "$node" >/dev/null 2>&1 || return 1
  if [ "$live" = "$still" ]; then file=$still; else file=$db; fi
  with_program "$node" --no-warnings -e "$node_engine" -- "$file" "$still" "$busy" "$guarded" "$@"
}

record now "$(date +%s)"
folder=\${db%/*}
if [ ! -e "$db" ]; then
  if [ -e "\${folder:-/}" ] && [ ! -x "\${folder:-/}" ]; then record kind denied; else record kind missing; fi
  exit 0
elif [ -d "$db" ]; then
  record kind folder && exit 0
elif [ ! -f "$db" ]; then
  record kind other && exit 0
elif [ ! -r "$db" ]; then
  record kind denied && exit 0
fi
record kind file
[ "$look" != yes ] || tell_processes
tell_files
[ -n "$file" ] && [ "$file/$wal/$journal" = "$known" ] && record unchanged yes && exit 0
if is_quiet_wal; then live=$still && record reading quiet; fi
for engine in $order; do
  "with_$engine" "$@" || continue
  record after "$(facts "$db")/$(facts "$db-wal")/$(facts "$db-journal")"
  record done yes
  exit 0
done
record engine none
`;
