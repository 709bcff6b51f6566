#!/bin/bash
# Backs up one path of this host with duplicati-cli, and leaves numbers about it for node_exporter on every way out.
# `--help` says how it is called, where its settings are, and which files it keeps.
set -uo pipefail
callers_umask=$(umask)
umask 077
export LC_ALL=C # names are made byte by byte
trap '' PIPE    # whoever stops reading our messages must not end a backup

readonly VERSION=1
# A code below the first, and the second, are not worth another try: the same command line fails in the same way.
# 126 and 127 are: while a package is upgraded, duplicati-cli is away for a moment.
readonly FIRST_FAILURE=10 BAD_ARGUMENTS=200
readonly USAGE=64 INTERNAL=70 CANT_CREATE=73 LOCKED=75 REFUSED=77 BAD_SETTINGS=78
readonly KILLED=137 # what a run counts as that was killed together with whoever could have told its code
readonly LONGEST_KEY=224 LONGEST_NAME=255 LONGEST_PID=7
readonly SHORTEST_SECRET=4 LONGEST_LINE=8192 REASON_LINES=5 REASON_LENGTH=1000
readonly NO_TARGET=see-parameters-file:// # the parameters file replaces it: the URL may hold credentials

declare -A setting=(
  [url]='dropbox:///PREFIX/{host}{path}?authid={authid}' [authid]='' [passphrase]='' [retention]='' [encryption]=aes
  [tries]=10 [pause_min]=1 [pause_max]=60 [stop_seconds]=30 [log_bytes]=5242880
  [metrics_dir]=/var/lib/prometheus/node-exporter [db_dir]=/var
  [log_dir]=/var/log/duplicati [run_dir]=/run/duplicati-wrapper
)
readonly NUMBERS='tries pause_min pause_max stop_seconds log_bytes'
readonly FOLDERS='metrics_dir db_dir log_dir run_dir'
readonly FATAL='^(Fatal error =>|ErrorID:|The operation [A-Za-z]+ has failed|[A-Za-z.]+Exception:)'
readonly COMPLAINT='^(Failed to|Error reported|.*: command not found$|.*: Permission denied$)'
readonly OWN_OPTIONS='^--(target|source|passphrase|no-encryption|encryption-module|dbpath|backup-name|parameters?-?file)$'
readonly NUMBER='(0|[1-9][0-9]{0,11})'
options=()

readonly CONFIG=/etc/duplicati-wrapper.conf
config=$CONFIG
more_settings='' # whether some come on stdin
dry_run=''
refusal='' # why there will be no run, and the code that says so
refusal_code=0

usage() {
  printf '%s\n' "duplicati_wrapper.sh [OPTION…] PATH
duplicati_wrapper.sh [OPTION…] PATH AUTHID PASSPHRASE RETENTION

Backs PATH up, once at a time, and exits with duplicati-cli's own code. Codes of the wrapper: $USAGE wrong call,
$CANT_CREATE no place for lock or secrets, $LOCKED another run is going on (metrics are left alone), $REFUSED settings are
in a file that is not private, $BAD_SETTINGS a setting is wrong or missing, 128+N told to stop by signal N.

--dry-run      say what would be done, and do nothing
--config FILE  settings of all jobs (default: $CONFIG); those of one job are in
               KEY.conf in the folder named as FILE with .d for .conf, and win. --dry-run tells the KEY.
--settings-on-stdin
               more settings, which win over those of the files
--version, --help

Settings are lines NAME=VALUE, taken as they are: no quoting, no blanks around =, # begins a comment line. The files
must belong to root or the caller, and group and world must not be able to read or write them.

url            destination; {host}, {path} and {authid} are filled in
               (default: ${setting[url]})
authid, passphrase, retention
               as in the call with four arguments; no retention keeps all versions
encryption     aes, gpg or none (default: ${setting[encryption]})
option         one more option for duplicati-cli, e.g. option=--exclude=*.tmp; may come again
tries          how often a backup is tried, if no code below $FIRST_FAILURE, or $BAD_ARGUMENTS, ends it (default: ${setting[tries]})
pause_min, pause_max
               bounds of the random pause between tries, in seconds (default: ${setting[pause_min]}, ${setting[pause_max]})
stop_seconds   how long duplicati-cli has to end when told to, before it is killed (default: ${setting[stop_seconds]})
log_bytes      size from which KEY.log becomes KEY.log.1 (default: ${setting[log_bytes]})
metrics_dir    read by node_exporter: duplicati_HOST_PATH.prom, duplicati_job_KEY.prom
               (default: ${setting[metrics_dir]})
db_dir         duplicati_KEY.sqlite (default: ${setting[db_dir]})
log_dir        KEY.log: what duplicati-cli said; KEY.reason: code and end of the last run in a line, then what was said
               about why it was not good; no such file after a good run (default: ${setting[log_dir]})
run_dir        KEY.lock, and for the time of a run the secrets (default: ${setting[run_dir]})"
}

# ---- what the job is called ----

# Sets host, key, stem and job from path.
name_job() {
  host=$(hostname 2>/dev/null) || host=$(uname -n)
  key=$(printf '%s\n' "$path" | base32 -w 0 | tr '=' _)
  if ((${#key} > LONGEST_KEY)); then
    key=$(printf '%s\n' "$path" | sha256sum)
    key=sha256_${key%% *}
  fi
  stem=duplicati_${host}_$path
  stem=${stem//[^a-zA-Z0-9_]/_}
  job=$host:${path//[[:cntrl:]]/?}
  [[ $host && $key != '' && $key != sha256_ ]] || exit $INTERNAL # no process could be started: bash has said so
}

# Sets the names of all files of the job.
name_files() {
  metrics_dir=${setting[metrics_dir]}
  local name=$stem
  ((${#name} + 6 + LONGEST_PID <= LONGEST_NAME)) || name=duplicati_$key # .prom.PID
  classic=$metrics_dir/$name.prom
  labelled=$metrics_dir/duplicati_job_$key.prom
  run_dir=${setting[run_dir]}
  lock=$run_dir/$key.lock
  parameters=$run_dir/$key.parameters
  ended=$run_dir/$key.ended # code and time of the last try
  said=$run_dir/$key.said   # lines for the reason
  log_dir=${setting[log_dir]}
  log=$log_dir/$key.log
  reason=$log_dir/$key.reason
  name_database
}

# A database of the classic wrapper whose name base32 has wrapped goes on being used.
name_database() {
  local wrapped
  wrapped=$(printf '%s\n' "$path" | base32 | tr '=' _)
  database=${setting[db_dir]}/duplicati_$wrapped.sqlite
  [[ -e $database ]] || database=${setting[db_dir]}/duplicati_$key.sqlite
}

# ---- settings ----

# The first reason counts.
refuse() { # CODE WHY
  [[ $refusal ]] || { refusal_code=$1 refusal=$2; }
}

# Whether root or the caller owns it, and nobody else can read or write it.
is_private() { # FILE
  local owner mode
  read -r owner mode < <(stat -Lc '%u %a' -- "$1" 2>/dev/null) || return 1
  [[ $owner == 0 || $owner == "$EUID" ]] && ((!(8#$mode & 8#066)))
}

read_settings() { # FILE: may be missing
  local fd
  [[ -e $1 ]] || return 0
  if [[ -f $1 ]] && { exec {fd}<"$1"; } 2>/dev/null; then
    if is_private "/dev/fd/$fd"; then
      take_settings "$1" <&"$fd"
    else
      refuse $REFUSED "$1 must belong to root or the caller, with mode 600"
    fi
    exec {fd}<&-
  else
    refuse $REFUSED "$1 can't be read, or is no file"
  fi
}

# Values may be secret: no message names one.
take_settings() { # ORIGIN
  local line name value number=0 at
  while IFS= read -r line || [[ $line ]]; do
    ((number += 1))
    at="$1, line $number"
    name=${line%%=*} value=${line#*=}
    if [[ $line == '' || $line == '#'* ]]; then
      continue
    elif [[ $line == *[[:cntrl:]]* ]]; then
      refuse $BAD_SETTINGS "$at: a control character (a line end of Windows?)"
    elif ! [[ $line =~ ^[a-z_]+= ]]; then
      refuse $BAD_SETTINGS "$at: not NAME=VALUE"
    elif [[ $name == option ]]; then
      take_option "$value" "$at"
    elif [[ -v setting[$name] ]]; then
      setting[$name]=$value
    else
      refuse $BAD_SETTINGS "$at: there is no setting $name"
    fi
  done
}

take_option() { # OPTION ORIGIN
  local name=${1%%=*}
  if ! [[ $name =~ ^--[a-zA-Z0-9-]+$ ]]; then
    refuse $BAD_SETTINGS "$2: an option of duplicati-cli begins with --"
  elif [[ $name =~ $OWN_OPTIONS ]]; then
    refuse $BAD_SETTINGS "$2: $name is set by the wrapper"
  elif [[ $name == --disable-module ]]; then
    options+=("$1,console-password-input") # this one must stay off: it would ask, and wait for ever
  else
    options+=("$1")
  fi
}

check_settings() {
  local name
  for name in $NUMBERS; do
    [[ ${setting[$name]} =~ ^$NUMBER$ ]] && continue
    refuse $BAD_SETTINGS "$name must be a whole number"
    setting[$name]=1
  done
  ((setting[tries] > 0)) || refuse $BAD_SETTINGS 'tries must be 1 or more'
  ((setting[pause_min] <= setting[pause_max])) || refuse $BAD_SETTINGS 'pause_min must not be above pause_max'
  for name in $FOLDERS; do
    [[ ${setting[$name]} == /* ]] && continue
    refuse $BAD_SETTINGS "$name must begin with /"
    setting[$name]=/nonexistent
  done
  [[ ${setting[encryption]} =~ ^(aes|gpg|none)$ ]] || refuse $BAD_SETTINGS 'encryption must be aes, gpg or none'
  [[ ${setting[passphrase]} || ${setting[encryption]} == none ]] || refuse $BAD_SETTINGS 'there is no passphrase'
  fill_url
}

# Sets url; what is filled in is never looked at for further names. The path stays as the classic wrapper leaves it, or
# an old backup would not be found, but for what ends a path there or a line here: duplicati decodes it.
fill_url() {
  local rest=${setting[url]} in_url=${path//\?/%3F}
  in_url=${in_url//$'\n'/%0A} in_url=${in_url//$'\r'/%0D}
  url=''
  [[ $rest == *://* ]] || refuse $BAD_SETTINGS 'url must be like dropbox:///FOLDER/{host}{path}'
  while [[ $rest == *'{'* ]]; do
    url+=${rest%%'{'*} rest=${rest#*'{'}
    case $rest in
      'host}'*) url+=$host ;;
      'path}'*) url+=$in_url ;;
      'authid}'*)
        url+=${setting[authid]}
        [[ ${setting[authid]} ]] || refuse $BAD_SETTINGS 'there is no authid, and url asks for one'
        ;;
      *) refuse $BAD_SETTINGS 'url holds a { that begins none of {host}, {path}, {authid}' ;;
    esac
    rest=${rest#*'}'}
  done
  url+=$rest
}

# ---- messages ----

log_size=0
measure_log() {
  log_size=$(stat -c %s -- "$log" 2>/dev/null) || log_size=0
}

# A log that can't be written is no reason to do anything else.
log_line() { # LINE
  ((log_size += ${#1} + 1))
  if ((log_size > setting[log_bytes])); then
    mv -f -- "$log" "$log.1"
    log_size=$((${#1} + 1))
  fi
  printf '%s\n' "$1" >>"$log"
} 2>/dev/null

tell() { # info|warning MESSAGE
  local message=${2//[[:cntrl:]]/?} now
  printf -v now '%(%Y-%m-%dT%H:%M:%S%z)T' -1
  log_line "=== $now $message"
  timeout 5 logger -t duplicati_wrapper -p "daemon.$1" -- "$job: $message" 9>&- 2>/dev/null
  [[ $1 == info ]] || printf 'duplicati_wrapper: %s: %s\n' "$job" "$message" >&2
}

# ---- metrics ----

# What is known of the job, as the labelled metrics name it; empty: not known.
declare -A known=([start]='' [completion]='' [success]='' [duration]='' [code]='' [attempts]='' [running]='')
readonly MEMORY='start:last_start_timestamp_seconds completion:last_completion_timestamp_seconds
  success:last_success_timestamp_seconds duration:last_duration_seconds code:last_exit_code attempts:last_attempts
  running:running'

remember() {
  local line entry
  [[ -f $labelled ]] || return 0
  while IFS= read -r line; do
    [[ $line =~ ^duplicati_job_([a-z_]+)\{.*\}\ $NUMBER$ ]] || continue
    for entry in $MEMORY; do
      [[ ${entry#*:} != "${BASH_REMATCH[1]}" ]] || known[${entry%%:*}]=${BASH_REMATCH[2]}
    done
  done <"$labelled"
}

# Appends to text. HELP and TYPE must be the same in all files of a host, or node_exporter loses series without a word.
metric() { # NAME HELP VALUE [MORE-LABELS]
  [[ ! $3 ]] || text+="# HELP duplicati_job_$1 $2
# TYPE duplicati_job_$1 gauge
duplicati_job_$1{$labels${4-}} $3
"
}

escape_label() { # TEXT: sets escaped
  escaped=${1//\\/\\\\}
  escaped=${escaped//\"/\\\"}
  escaped=${escaped//$'\n'/\\n}
}

publish_labelled() {
  local escaped labels text='' size
  escape_label "$host" && labels="host=\"$escaped\""
  escape_label "$path" && labels+=",path=\"$escaped\""
  escape_label "$database"
  metric last_start_timestamp_seconds 'When the last run started.' "${known[start]}"
  metric last_completion_timestamp_seconds 'When the last run ended.' "${known[completion]}"
  metric last_success_timestamp_seconds 'When the last good backup ended.' "${known[success]}"
  metric last_duration_seconds 'How long the last run took.' "${known[duration]}"
  metric last_exit_code 'Exit code of the last run.' "${known[code]}"
  metric last_attempts 'How often the last run was tried.' "${known[attempts]}"
  metric running '1 while a run is going on.' "${known[running]}"
  metric info 'Where the database of the job is, and which wrapper runs it.' 1 \
    ",dbpath=\"$escaped\",wrapper_version=\"$VERSION\""
  # Blank lines keep room for all series, should the disk be full when they are known.
  size=$((8 * (${#labels} + 200) + ${#escaped}))
  pad_text "$size"
  publish "$labelled" "$text"
}

pad_text() { # SIZE: of text at least
  local blank
  printf -v blank '%*s' $(($1 > ${#text} ? $1 - ${#text} : 0)) ''
  text+=${blank// /$'\n'}
}

publish_classic() {
  publish "$classic" "${stem}_last_run_start ${known[start]}
${stem}_last_run_seconds ${known[duration]}
${stem}_last_exitcode ${known[code]}
" || return 0
  # The file of the classic wrapper, where its name is another one: nobody writes it any more.
  local old=$metrics_dir/duplicati_${host}_${path//\//_}.prom
  [[ $old == "$classic" ]] || rm -f -- "$old" 2>/dev/null
}

metrics_lost=''
# Puts the text in place at once; on a full disk over the blocks that the file has.
publish() { # FILE TEXT
  local temporary=$1.$$ text=$2
  rm -f -- "$1".[0-9]* # of runs that were killed
  (umask 022 && set -C && printf '%s' "$text" >"$temporary" && mv -f -- "$temporary" "$1") 2>/dev/null && return 0
  rm -f -- "$temporary"
  if [[ -f $1 ]]; then
    pad_text "$(stat -c %s -- "$1")"
    { printf '%s' "$text" 1<>"$1"; } 2>/dev/null && return 0
  fi
  [[ $metrics_lost ]] || tell warning "can't write metrics to $1: $(why_not "$metrics_dir")"
  metrics_lost=yes
  return 1
}

why_not() { # FOLDER
  if [[ ! -d $1 ]]; then
    echo 'there is no such folder'
  elif [[ ! -w $1 ]]; then
    echo 'the folder is not writable'
  else
    echo 'is the disk full?'
  fi
}

# ---- one run at a time ----

take_lock() {
  local holder=''
  if ! { mkdir -p -- "$run_dir" && is_private "$run_dir"; } 2>/dev/null || ! { exec 9>>"$lock"; } 2>/dev/null; then
    refuse $CANT_CREATE "$run_dir can't keep lock and secrets: it must be a folder of root or the caller, with mode 700"
    return 0
  fi
  flock -n 9
  case $? in
    0) printf '%s\n' $$ >"$lock" ;;
    1)
      read -r holder <"$lock"
      tell warning "skipped: another run of this job is going on (started by process ${holder:-unknown})"
      exit $LOCKED
      ;;
    *) refuse $CANT_CREATE "$lock can't be locked" ;;
  esac
}

# A run that never ended, though nothing of it is there any more: tells how it went, as far as that can be known.
settle_interrupted() {
  local code='' end=''
  [[ ${known[running]} == 1 && ${known[start]} ]] || return 0
  # Where only the wrapper was killed, the backup went on and left its code.
  if ! { [[ -s $ended ]] && read -r code end <"$ended" && [[ $code =~ ^$NUMBER$ && $end =~ ^$NUMBER$ ]]; }; then
    code=$KILLED
    end=$(stat -c %Y -- "$log" 2>/dev/null) || end=0 # the last sign of life
  fi
  ((end >= known[start])) || end=${known[start]}
  because="the run of $(date_of "${known[start]}") was cut off (its wrapper killed, or the host down): counted as"
  because+=" ended with $code at $(date_of "$end")"
  tell warning "$because"
  record_end "$code" "$end" $((end - known[start]))
  write_reason "$code"
  because=''
}

date_of() { # EPOCH
  printf '%(%Y-%m-%dT%H:%M:%S%z)T' "$1"
}

# ---- the run ----

runner='' # leads the process group of duplicati-cli
reader='' # takes what it says
sleeper=''
attempt=0
because='' # the wrapper's own word on why the run was not good

# Stays until duplicati-cli has ended, even when we are killed meanwhile, and leaves its code for the next run.
# shellcheck disable=SC2016 # expanded by the bash that runs it
readonly RUNNER='trap : TERM INT HUP
umask "$1"
LC_ALL=C.UTF-8 duplicati-cli "${@:4}"
code=$?
printf "%s %s\n" "$code" "$EPOCHSECONDS" >"$2"
rm -f -- "$3"
exit "$code"'

command_line() { # sets command
  command=(backup "$NO_TARGET" "$path" --parameters-file="$parameters" --backup-name="$path" --dbpath="$database")
  if [[ ${setting[encryption]} == none ]]; then
    command+=(--no-encryption=true)
  else
    command+=(--encryption-module="${setting[encryption]}")
  fi
  command+=(--compression-module=zip --dblock-size=50mb)
  [[ ! ${setting[retention]} ]] || command+=(--retention-policy="${setting[retention]}")
  command+=(--disable-module=console-password-input)
}

# What it says wins over the command line. Lines are trimmed there, and one pair of quotes is taken off.
write_parameters() {
  local text="--target=\"$url\"" option
  [[ ${setting[encryption]} == none ]] || text+=$'\n'"--passphrase=\"${setting[passphrase]}\""
  for option in "${options[@]}"; do text+=$'\n'$option; done
  { printf '%s\n' "$text" >"$parameters"; } 2>/dev/null
}

# Takes all that duplicati-cli says, to the end: into the log, and what tells a reason into `said`.
drain() {
  local line last='' complaint='' fatal=() complaints=() more='' secret
  trap '' TERM INT HUP
  trap - EXIT
  while IFS= read -r -n $LONGEST_LINE line || [[ $line ]]; do
    for secret in "${setting[passphrase]}" "${setting[authid]}"; do
      ((${#secret} < SHORTEST_SECRET)) || line=${line//"$secret"/***}
    done
    log_line "$line"
    line=${line//[[:cntrl:]]/?} line=${line:0:REASON_LENGTH}
    if [[ $more || $line =~ $FATAL ]]; then
      ((${#fatal[@]} >= REASON_LINES)) || fatal+=("$line")
    elif [[ $line =~ $COMPLAINT ]]; then
      ((${#complaints[@]} >= REASON_LINES)) || [[ $line == "$complaint" ]] || complaints+=("$line")
      complaint=$line
    fi
    [[ $line == 'ErrorID:'* ]] && more=yes || more=''
    last=${line:-$last}
  done
  ((${#fatal[@]} + ${#complaints[@]})) || complaints=("$last")
  { printf '%s\n' "${fatal[@]}" "${complaints[@]}" >"$said"; } 2>/dev/null
}

# Runs duplicati-cli once; sets code.
run_once() {
  local pipe
  rm -f -- "$ended" "$said"
  if ! write_parameters; then
    because="can't write $parameters: is the disk full?"
    code=$CANT_CREATE
    return 0
  fi
  exec {pipe}> >(drain)
  reader=$!
  setsid "$BASH" -c "$RUNNER" duplicati-run "$callers_umask" "$ended" "$parameters" "${command[@]}" \
    </dev/null >&"$pipe" 2>&1 {pipe}>&- &
  runner=$!
  exec {pipe}>&-
  wait "$runner"
  code=$?
  settle_group
}

# What is left of the backup goes before anything else starts: it would work on the same database.
settle_group() {
  local tries
  end_group
  runner=''
  for ((tries = 0; tries < 100; tries++)); do
    is_alive "$reader" "$reader" || break
    sleep 0.05 9>&-
  done
  measure_log
}

end_group() {
  local deadline=$((SECONDS + setting[stop_seconds])) round
  for ((round = 0; SECONDS < deadline + 10; round++)); do
    group_alive || return 0
    if ((SECONDS >= deadline)); then
      signal_group KILL
    elif ((round % 10 == 0)); then
      signal_group TERM # more than once: the first may come before there is anything to stop
    fi
    sleep 0.1 9>&-
  done
  tell warning "process group $runner does not end"
}

# A signal may come before setsid has made the group.
signal_group() { # NAME
  kill -s "$1" -- "-$runner" 2>/dev/null || kill -s "$1" "$runner" 2>/dev/null
}

# Whether anything of the group runs.
group_alive() {
  local folder
  for folder in /proc/[0-9]*; do
    is_alive "${folder#/proc/}" "$runner" && return 0
  done
  return 1
}

# Whether it is that process, or of that group, and runs; one that only waits to be reaped does not.
is_alive() { # PID LEADER
  local line=''
  { IFS= read -r -d '' line <"/proc/$1/stat"; } 2>/dev/null
  # The name in parentheses may hold anything.
  [[ ${line##*) } =~ ^([A-Za-z])\ [0-9]+\ ([0-9]+)\  ]] &&
    [[ ${BASH_REMATCH[1]} != [ZX] && ($1 == "$2" || ${BASH_REMATCH[2]} == "$2") ]]
}

is_final() { # CODE
  (($1 < FIRST_FAILURE || $1 == BAD_ARGUMENTS || attempt >= setting[tries]))
}

back_up() {
  local pause
  while :; do
    ((attempt += 1))
    known[attempts]=$attempt
    publish_labelled
    run_once
    ! is_final "$code" || return 0
    pause=$((setting[pause_min] + RANDOM % (setting[pause_max] - setting[pause_min] + 1)))
    tell info "try $attempt of ${setting[tries]} ended with $code; trying again in $pause s"
    sleep "$pause" 9>&- &
    sleeper=$!
    wait "$sleeper"
    sleeper=''
  done
}

# shellcheck disable=SC2317 # called by trap
# Told to stop: the whole group ends first. A backup that has come to its end before that counts as what it is.
# In all that is called from here a bare `return` would give the status from before the trap.
stop() { # SIGNAL NUMBER
  local own='' final=$((128 + $2))
  trap '' TERM INT HUP
  [[ ! $sleeper ]] || kill "$sleeper" 2>/dev/null
  if [[ -s $ended ]] && read -r own _ <"$ended" && is_final "$own"; then final=$own; else because="stopped by $1"; fi
  [[ ! $runner ]] || settle_group
  finish "$final"
}

uptime_now() {
  local whole=0
  { IFS=. read -r whole _ </proc/uptime; } 2>/dev/null
  echo "$whole"
}

record_end() { # CODE END DURATION
  known[code]=$1 known[completion]=$2 known[duration]=$3 known[running]=0
  (($1 > 2)) || known[success]=$2
  publish_classic
}

write_reason() { # CODE
  if (($1 < 2)); then
    rm -f -- "$reason"
  else
    {
      printf '%s %s\n' "$1" "${known[completion]}"
      [[ ! $because ]] || printf '%s\n' "$because"
      [[ ! -s $said ]] || cat -- "$said"
    } >"$reason.new" && mv -f -- "$reason.new" "$reason"
  fi
} 2>/dev/null

finish() { # CODE
  local took line=''
  trap '' TERM INT HUP
  trap - EXIT
  known[start]=$started known[attempts]=$attempt
  took=$(($(uptime_now) - started_up))
  record_end "$1" "$EPOCHSECONDS" "$took"
  publish_labelled
  write_reason "$1"
  rm -f -- "$parameters" "$ended" "$said"
  if (($1 == 3 || $1 >= FIRST_FAILURE)); then
    { read -r && read -r line; } <"$reason" 2>/dev/null
    tell warning "ended with $1 after $took s${line:+: $line}; see $log"
  else
    tell info "ended with $1 after $took s"
  fi
  flock -u 9 2>/dev/null # though something that was started may have kept it open
  exit "$1"
}

prepare_environment() {
  local inherited=''
  # What bash makes up where there is no PATH is not exported, and may hold the current folder.
  [[ ${PATH@a} != *x* ]] || inherited=$PATH:
  export PATH=$inherited/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  [[ ${HOME-} ]] || unset HOME
  export HOME=${HOME:-~}
  # duplicati-cli would read the first three, and what is kept in the others must not become environment of its.
  unset PASSPHRASE AUTH_USERNAME AUTH_PASSWORD url text line value secret
  cd /
}

run() {
  mkdir -p -- "$log_dir" 2>/dev/null
  measure_log
  take_lock
  started=$EPOCHSECONDS started_up=$(uptime_now)
  remember
  settle_interrupted
  rm -f -- "$ended" "$said"
  trap 'finish $INTERNAL' EXIT
  trap 'stop TERM 15' TERM
  trap 'stop INT 2' INT
  trap 'stop HUP 1' HUP
  if [[ $refusal ]]; then
    because=$refusal
    finish "$refusal_code"
  fi
  known[start]=$started known[running]=1
  tell info "run started, process $$"
  command_line
  back_up
  finish "$code"
}

# ---- the call ----

# Secrets are left out: a URL is shown up to its question mark, without credentials, and of an option only the name.
describe() {
  local shown=${setting[url]%%\?*} option
  [[ $shown != *://*@* ]] || shown="${shown%%://*}://***@${shown##*@}"
  [[ ${setting[url]} != *\?* ]] || shown+='?***'
  command_line
  printf '%s\n' "host: $host" "key: $key"
  printf 'path: %q\n' "$path"
  printf 'settings: %s\n' "$config" "${config%.conf}.d/$key.conf"
  printf '%s\n' "classic metrics: $classic" "labelled metrics: $labelled"
  printf 'database: %q\n' "$database"
  printf '%s\n' "log: $log" "reason: $reason" "lock: $lock" "destination: $shown"
  printf '%s' 'command: duplicati-cli'
  printf ' %q' "${command[@]}"
  printf '\nin the parameters file: --target'
  [[ ${setting[encryption]} == none ]] || printf ' --passphrase'
  for option in "${options[@]}"; do printf ' %s' "${option%%=*}"; done
  printf '\ntries: %s, %s to %s s apart\n' "${setting[tries]}" "${setting[pause_min]}" "${setting[pause_max]}"
}

wrong_call() { # WHY
  printf 'duplicati_wrapper: %s; --help tells how it is called\n' "$1" >&2
  exit $USAGE
}

# Starts again with the secrets in a pipe: they are on our command line for a moment only, and on none of our children's.
hide_secrets() { # PATH AUTHID PASSPHRASE RETENTION
  [[ $2$3$4 != *[[:cntrl:]]* ]] || wrong_call 'AUTHID, PASSPHRASE and RETENTION can not hold control characters'
  umask "$callers_umask"
  exec "$BASH" "${BASH_SOURCE[0]}" ${dry_run:+--dry-run} --config "$config" --settings-on-stdin -- "$1" \
    < <(printf '%s\n' "authid=$2" "passphrase=$3" "retention=$4")
}

main() {
  while (($#)); do
    case $1 in
      --help) usage && exit ;;
      --version) echo "duplicati_wrapper $VERSION" && exit ;;
      --dry-run) dry_run=yes ;;
      --config) config=${2-} && shift ;;
      --config=*) config=${1#*=} ;;
      --settings-on-stdin) more_settings=yes ;;
      --) shift && break ;;
      -*) wrong_call "there is no option ${1%%=*}" ;;
      *) break ;;
    esac
    shift
  done
  (($# == 1 || $# == 4)) || wrong_call 'PATH, or PATH AUTHID PASSPHRASE RETENTION, is needed'
  path=$1
  [[ $path == /* ]] || wrong_call 'PATH must begin with /'
  [[ $config == /* ]] || config=$PWD/$config
  (($# == 1)) || hide_secrets "$@"

  prepare_environment
  printf '%s' "$path" | iconv -f UTF-8 -t UTF-16 >/dev/null 2>&1 ||
    wrong_call 'PATH is not UTF-8: duplicati-cli can not back it up'
  name_job
  [[ $config == "$CONFIG" || -e $config ]] || refuse $BAD_SETTINGS "there is no $config"
  read_settings "$config"
  read_settings "${config%.conf}.d/$key.conf"
  [[ ! $more_settings ]] || take_settings 'the call'
  check_settings
  name_files
  [[ $dry_run ]] || run
  describe
  [[ ! $refusal ]] || printf 'refused with %s: %s\n' "$refusal_code" "$refusal"
  exit "$refusal_code"
}

main "$@"
