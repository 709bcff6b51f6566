/**
 * Finds the wrappers that a shell command starts, with the path that each is to back up. Nothing is expanded: a word that holds a variable,
 * a command substitution or a pattern is never taken for a path. Fills hit_wrapper, hit_path, hit_config (of `--config`), hit_shell (a shell
 * reads the wrapper, which need not be executable then) and hit_rest (the words behind the path, a line each), 1 to hits.
 */
export const COMMAND_AWK =
  String.raw`
function is_wrapper(word,    base) {
  base = word
  sub(/^.*\//, "", base)
  return base ~ /[Dd]uplicati/ && (base ~ /[Ww]rapper/ || base ~ /\.sh$/)
}

# The words of a simple command come one by one: what is told from one to the next is in seen[depth].
function take_word(word, isfixed, depth) {
  if (skip[depth]) { skip[depth] = 0; return }
  if (depth < 3 && isfixed && before[depth] ~ /^-[a-zA-Z]*c$/ && index(word, "uplicati") > 0 && word ~ /[ \t]/) find_wrappers(word, depth + 1)
  before[depth] = isfixed ? word : ""
  if (isfixed && seen[depth] == "" && word ~ /^(.*\/)?(ba|da|a|k|z)?sh$/) shell[depth] = 1
  if (seen[depth] == "path" || seen[depth] == "last") {
    if (!isfixed) seen[depth] = ""
    else if (substr(word, 1, 1) == "/") {
      hits++
      hit_wrapper[hits] = wrapper[depth]
      hit_path[hits] = word
      hit_config[hits] = config[depth]
      hit_shell[hits] = shell[depth]
      hit_rest[hits] = ""
      hit_now[depth] = hits
      seen[depth] = "rest"
    } else if (seen[depth] == "last") seen[depth] = ""
    else if (word == "--") seen[depth] = "last"
    else if (word == "--config") seen[depth] = "config"
    else if (word ~ /^--config=/) config[depth] = substr(word, 10)
    else seen[depth] = ""
  } else if (seen[depth] == "rest") {
    hit_rest[hit_now[depth]] = hit_rest[hit_now[depth]] word "\n"
  } else if (seen[depth] == "config") {
    config[depth] = word
    seen[depth] = isfixed ? "path" : ""
  } else if (isfixed && is_wrapper(word)) {
    wrapper[depth] = word
    config[depth] = ""
    seen[depth] = "path"
  }
}

function find_wrappers(text, depth,    at, end, c, next_c, word, inword, fixed, quote) {
  if (depth == 1) hits = 0
  seen[depth] = ""; skip[depth] = 0; before[depth] = ""; shell[depth] = 0
  word = ""; inword = 0; fixed = 1; quote = ""; end = length(text)
  for (at = 1; at <= end; at++) {
    c = substr(text, at, 1)
    next_c = substr(text, at + 1, 1)
    if (quote == "'") {
      if (c == "'") quote = ""
      else word = word c
    } else if (c == "\\" && (quote == "" || index("$` +
  '`' +
  String.raw`\"\\", next_c) > 0) && next_c != "") {
      word = word next_c
      inword = 1
      at++
    } else if (quote == "\"" && c == "\"") quote = ""
    else if (quote == "" && (c == "'" || c == "\"")) { quote = c; inword = 1 }
    else if (c == "$" || c == "` +
  '`' +
  String.raw`") { fixed = 0; inword = 1; word = word c }
    else if (quote != "") word = word c
    else if (c == "#" && !inword) break
    else if (c == " " || c == "\t" || c == "\n" || index(";&|()<>", c) > 0) {
      if (inword && !((c == "<" || c == ">") && word ~ /^[0-9]$/)) take_word(word, fixed, depth)
      word = ""; inword = 0; fixed = 1
      if (c == "<" || c == ">") {
        skip[depth] = 1
        if (next_c == ">" || next_c == "&" || next_c == "|") at++
      } else if (c != " " && c != "\t") { seen[depth] = ""; skip[depth] = 0; before[depth] = ""; shell[depth] = 0 }
    } else {
      if (index("*?[", c) > 0 || (c == "~" && !inword)) fixed = 0
      inword = 1
      word = word c
    }
  }
  if (inword) take_word(word, fixed, depth)
}

# As the wrapper makes names for node_exporter; byte by byte in the C locale.
function munged(text) { gsub(/[^a-zA-Z0-9_]/, "_", text); return text }
`;
