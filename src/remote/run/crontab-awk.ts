/**
 * Reads crontabs as Debian's cron does (3.0pl1: load_env, load_entry, child_process; compared with the real one in the tests). Plain awk:
 * mawk 1.3.3, busybox and gawk agree on it, so no character classes, no intervals, no deleting of whole arrays.
 *
 * A line that begins with \001 is no line of a crontab: it begins a source, `\001KIND<TAB>NAME<TAB>USER<TAB>IGNORED`, KIND being `user`
 * (no user column), `system` (with one), `pam` (an environment file) or `passwd`. Calls `entry()` for each line that has a command, those that
 * are commented out included, and `broken()` for one for which cron ignores the whole file.
 */
export const CRONTAB_AWK = String.raw`
function blank(c) { return c == " " || c == "\t" || c == "\r" || c == "\f" || c == "\v" }

# NAME=VALUE, either of them in quotes: sets name and value. What no quote ends, and NAME= with nothing behind it, is none.
function read_assignment(line,    state, quote, at, c, length_of_line) {
  name = ""; value = ""; state = 0; quote = ""; at = 1; length_of_line = length(line)
  while (at <= length_of_line && state != 7) {
    c = substr(line, at, 1)
    if (state == 0 || state == 4) {
      state++
      if (c == "'" || c == "\"") { quote = c; at++; continue }
    }
    if (state == 1 || state == 5) {
      if (quote != "") {
        if (c == quote) { state++; at++; continue }
        if (state == 1 && c == "=") { state = 7; continue }
      } else if (state == 1) {
        if (blank(c)) { state++; at++; continue }
        if (c == "=") { state++; continue }
      }
      if (state == 1) name = name c
      else value = value c
      at++
    } else if (state == 2) {
      if (c == "=") { state++; quote = "" }
      else if (!blank(c)) state = 7
      at++
    } else if (blank(c)) at++
    else state++
  }
  sub(/[ \t\r\f\v]+$/, "", value)
  return state == 6 || (state == 5 && quote == "")
}

# Some awks take 010 for eight.
function decimal(text) { sub(/^0+/, "", text); return text + 0 }

# A number, or one of the names; -1: neither.
function read_number(text, names,    at) {
  if (text ~ /^[0-9]+$/) return decimal(text)
  at = (names == "" || length(text) != 3) ? 0 : index(names, tolower(text))
  return at % 4 == 1 ? (at - 1) / 4 + first_name : -1
}

function valid_part(part, low, high, names,    step, range, from, to) {
  if (length(part) > 1 && substr(part, 1, 1) == "*" && substr(part, 2, 1) != "/") return 1
  step = index(part, "/")
  if (step > 0) {
    if (substr(part, step + 1) !~ /^[0-9]+$/ || decimal(substr(part, step + 1)) == 0) return 0
    part = substr(part, 1, step - 1)
  }
  if (part == "*") return 1
  range = index(part, "-")
  if (range == 0 && step > 0) return 0
  from = read_number(range > 0 ? substr(part, 1, range - 1) : part, names)
  to = range > 0 ? read_number(substr(part, range + 1), names) : from
  return from >= low && from <= high && to >= low && to <= high
}

function valid_field(field, number,    parts, count, i) {
  first_name = number == 4 ? 1 : 0
  count = split(field, parts, ",")
  for (i = 1; i <= count; i++)
    if (!valid_part(parts[i], lowest[number], highest[number], names_of[number])) return 0
  return count > 0
}

# Sets schedule, owner and command_text. 0: cron can't read the line.
function read_entry(line,    i, field) {
  schedule = ""
  if (substr(line, 1, 1) == "@") {
    if (!match(line, /[ \t]/)) return 0
    schedule = substr(line, 1, RSTART - 1)
    if (index(NICKNAMES, " " schedule " ") == 0) return 0
    line = substr(line, RSTART)
  } else {
    for (i = 1; i <= 5; i++) {
      if (!match(line, /[ \t]/)) return 0
      field = substr(line, 1, RSTART - 1)
      if (!valid_field(field, i)) return 0
      schedule = schedule (i > 1 ? " " : "") field
      line = substr(line, RSTART)
      sub(/^[ \t]+/, "", line)
    }
  }
  sub(/^[ \t]+/, "", line)
  owner = source_user
  if (source_kind == "system") {
    if (!match(line, /[ \t]/)) return 0
    owner = substr(line, 1, RSTART - 1)
    line = substr(line, RSTART + 1)
  } else if (line == "") return 0
  command_text = line
  return length(line) <= LONGEST_COMMAND
}

# The command ends at the first % that no backslash stands before; the rest is its standard input.
function split_command(text,    at, c, escaped, end) {
  command = ""; input = ""; escaped = 0; end = length(text)
  for (at = 1; at <= end; at++) {
    c = substr(text, at, 1)
    if (escaped) {
      command = command (c == "%" || c == "\\" ? c : "\\" c)
      escaped = 0
    } else if (c == "\\") escaped = 1
    else if (c == "%") { input = input_of(substr(text, at + 1)); return }
    else command = command c
  }
  if (escaped) command = command "\\"
}

function input_of(text,    at, c, escaped, end, all) {
  all = ""; escaped = 0; end = length(text)
  for (at = 1; at <= end; at++) {
    c = substr(text, at, 1)
    if (escaped) { if (c != "%") all = all "\\" }
    else if (c == "%") c = "\n"
    escaped = (c == "\\")
    if (!escaped) all = all c
  }
  if (escaped) all = all "\\"
  return all == "" || (substr(all, length(all)) == "\n" && !escaped) ? all : all "\n"
}

# As pam_env reads its files: a quote at the beginning of a value goes, and then one at its end.
function read_pam(line,    at) {
  sub(/^[ \t]+/, "", line)
  sub(/^export /, "", line)
  at = index(line, "#")
  if (at > 0) line = substr(line, 1, at - 1)
  if (line !~ /^[a-zA-Z0-9_]+=/) return
  at = index(line, "=")
  name = substr(line, 1, at - 1)
  value = substr(line, at + 1)
  if (value ~ /^["']/) {
    value = substr(value, 2)
    sub(/["']$/, "", value)
  }
  pam_count++
  pam_name[pam_count] = name
  pam_value[pam_count] = value
}

function read_line(line,    text) {
  text = line
  sub(/^[ \t]+/, "", text)
  commented = 0
  if (text == "") return
  if (substr(text, 1, 1) == "#") {
    sub(/^[# \t]+/, "", text)
    if (!read_entry(text)) return
    commented = 1
  } else if (read_assignment(text)) {
    env_count++
    env_name[env_count] = name
    env_value[env_count] = value
    return
  } else if (!read_entry(text)) {
    broken(line_number)
    return
  }
  split_command(command_text)
  entry()
}

BEGIN {
  LONGEST_COMMAND = 998
  NICKNAMES = " @reboot @yearly @annually @monthly @weekly @daily @midnight @hourly "
  split("0 0 1 1 0", lowest, " ")
  split("59 23 31 12 7", highest, " ")
  names_of[4] = "jan feb mar apr may jun jul aug sep oct nov dec"
  names_of[5] = "sun mon tue wed thu fri sat"
}

substr($0, 1, 1) == "\001" {
  split(substr($0, 2), header, "\t")
  source_kind = header[1]; source_name = header[2]; source_user = header[3]; source_ignored = header[4]
  source_count++
  line_number = 0
  env_count = 0
  next
}
source_kind == "pam" { read_pam($0); next }
source_kind == "passwd" { split($0, account, ":"); home_of[account[1]] = account[6]; next }
{ line_number++; read_line($0) }
`;
