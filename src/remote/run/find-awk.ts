/**
 * Finds the lines that start one job, and picks the one to start it by: one that cron reads before one that it ignores; where several are
 * left that do not say the same, none. DUPTOP_MODE says what comes of it: `find` tells what there is, without command, input and environment;
 * `start` writes those of the line that was found before into files, if it is the one still; `redact` prints a text, a source of its own,
 * without what the lines of the job give to the wrapper behind its path. Of a text that has no end only whole lines are printed, and how many
 * bytes that were, unless it fills all the room that it had.
 */
export const FIND_AWK = String.raw`
function matches(path) {
  if (exact == "yes") return path == wanted ? 1 : 0
  if (munged(path) == munged(wanted)) return 1
  return without_end(munged(path)) == without_end(munged(wanted)) ? 2 : 0
}
function without_end(text) { sub(/_+$/, "", text); return text }

function entry(    i, rank) {
  find_wrappers(command, 1)
  for (i = 1; i <= hits; i++) {
    if (!(hit_wrapper[i] in told)) { told[hit_wrapper[i]] = 1; wrappers = wrappers "seen " hit_wrapper[i] "\n" }
    rank = matches(hit_path[i])
    if (rank > 0) { keep(i, rank); return }
  }
}
function broken(number) { if (!(source_count in broken_at)) broken_at[source_count] = number }

function keep(hit, rank) {
  found++
  f_rank[found] = rank
  f_source[found] = source_count
  f_name[found] = source_name
  f_ignored[found] = source_ignored
  f_number[found] = line_number
  f_commented[found] = commented
  f_schedule[found] = schedule
  f_owner[found] = owner
  f_wrapper[found] = hit_wrapper[hit]
  f_path[found] = hit_path[hit]
  f_config[found] = hit_config[hit]
  f_shell[found] = hit_shell[hit]
  f_jobs[found] = hits
  f_command[found] = command
  f_input[found] = input
  f_environment[found] = environment_of(owner)
  f_rest[found] = hit_rest[hit] secret_variables
}

function set_variable(key, text) {
  if (!(key in variable)) { variables++; variable_name[variables] = key }
  variable[key] = text
}
# Assignments that a shell reads. What it would not take for a name is dropped, as the shell that cron starts does.
function environment_of(owner,    i, text) {
  split("", variable); variables = 0; secret_variables = ""
  for (i = 1; i <= pam_count; i++) set_variable(pam_name[i], pam_value[i])
  set_variable("SHELL", "/bin/sh")
  set_variable("PATH", "/usr/bin:/bin")
  set_variable("HOME", owner in home_of ? home_of[owner] : "/")
  for (i = 1; i <= env_count; i++) {
    set_variable(env_name[i], env_value[i])
    if (toupper(env_name[i]) ~ /PASS|PW|AUTH|SECRET|TOKEN|KEY|CRED/) secret_variables = secret_variables env_value[i] "\n"
  }
  set_variable("LOGNAME", owner)
  shell_of[found] = variable["SHELL"]
  text = ""
  for (i = 1; i <= variables; i++)
    if (variable_name[i] ~ /^[a-zA-Z_][a-zA-Z0-9_]*$/ && index(TAKEN, " " variable_name[i] " ") == 0)
      text = text "export " variable_name[i] "=" quoted(variable[variable_name[i]]) "\n"
  return text
}
function quoted(text,    parts, count, i, all) {
  count = split(text, parts, "'")
  all = parts[1]
  for (i = 2; i <= count; i++) all = all "'\\''" parts[i]
  return "'" all "'"
}

function why_ignored(i) {
  if (f_ignored[i] != "") return f_ignored[i]
  return f_source[i] in broken_at ? "line " broken_at[f_source[i]] : ""
}
# 1: cron runs it; 2: cron would, were the file not at fault; 0: nobody wants it to be run.
function standing(i,    why) {
  if (f_commented[i]) return 0
  why = why_ignored(i)
  return why == "" ? 1 : why == "name" ? 0 : 2
}
function pick(    i, level, rank, first) {
  for (rank = 1; rank <= 2; rank++)
    for (level = 1; level <= 2; level++) {
      first = 0
      for (i = 1; i <= found; i++) {
        if (f_rank[i] != rank || standing(i) != level) continue
        if (first == 0) first = i
        else if (!same(i, first)) return -1
      }
      if (first > 0) return first
    }
  return 0
}
function same(i, j) {
  return f_owner[i] == f_owner[j] && f_command[i] == f_command[j] && f_input[i] == f_input[j] && f_environment[i] == f_environment[j]
}

source_kind == "text" { texts++; text_line[texts] = $0; next }

function redact_text(    i, j, count, list, last, bytes, size) {
  size = ENVIRON["DUPTOP_SIZE"] + 0
  last = texts
  for (i = 1; i <= texts; i++) bytes += length(text_line[i]) + 1
  if (bytes > size && ENVIRON["DUPTOP_WHOLE"] != "yes" && !(texts == 1 && ENVIRON["DUPTOP_WHOLE"] == "full")) { bytes -= length(text_line[texts]) + 1; last-- }
  if (bytes > size) bytes = size
  print bytes + 0
  for (i = 1; i <= found; i++) {
    count = split(f_rest[i], list, "\n")
    for (j = 1; j <= count; j++) if (length(list[j]) >= SHORTEST_SECRET) secrets[list[j]] = 1
  }
  for (i = 1; i <= last; i++) print without_secrets(text_line[i])
}
function without_secrets(text,    secret, at, all) {
  for (secret in secrets) {
    all = ""
    while ((at = index(text, secret)) > 0) {
      all = all substr(text, 1, at - 1) "***"
      text = substr(text, at + length(secret))
    }
    text = all text
  }
  return text
}

BEGIN {
  SHORTEST_SECRET = 4
  wanted = ENVIRON["DUPTOP_PATH"]; exact = ENVIRON["DUPTOP_EXACT"]
  TAKEN = " UID EUID PPID OPTIND BASHOPTS SHELLOPTS BASH_VERSINFO _ "
}
END {
  picked = pick()
  if (ENVIRON["DUPTOP_MODE"] == "start") start()
  else if (ENVIRON["DUPTOP_MODE"] == "redact") redact_text()
  else tell()
}
function tell(    i) {
  printf "%s", wrappers
  if (picked < 0) print "ambiguous yes"
  for (i = 1; i <= found; i++) {
    print "line " f_number[i]
    print "source " f_name[i]
    print "standing " (f_commented[i] ? "commented" : i == picked ? "picked" : standing(i) > 0 ? "other" : "unused")
    print "ignored " why_ignored(i)
    print "schedule " f_schedule[i]
    print "owner " f_owner[i]
    print "wrapper " f_wrapper[i]
    print "path " f_path[i]
    print "config " f_config[i]
    print "shell " (f_shell[i] ? "yes" : "")
    print "jobs " f_jobs[i]
  }
}
function start(    folder, shell) {
  folder = ENVIRON["DUPTOP_FOLDER"]
  if (picked <= 0 || f_name[picked] != ENVIRON["DUPTOP_SOURCE"] || f_wrapper[picked] != ENVIRON["DUPTOP_WRAPPER"] || f_path[picked] != wanted) {
    print "changed yes"
    return
  }
  shell = shell_of[picked]
  sub(/^.*\//, "", shell)
  # Such a shell can take the file that it reads away from what it starts.
  if (shell ~ /^(sh|dash|bash|ash|ksh|zsh|busybox)$/) print "exec 3<&-" > (folder "/command")
  print f_command[picked] > (folder "/command")
  printf "%s", f_input[picked] > (folder "/input")
  printf "%s", f_environment[picked] > (folder "/environment")
  print "owner " f_owner[picked]
}
`;
