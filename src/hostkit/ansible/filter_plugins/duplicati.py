"""Names, schedules and alert texts of backup jobs, as the wrapper and `duptop rules` make them."""

import base64
import datetime
import functools
import hashlib
import json
import re

from ansible.errors import AnsibleFilterError
from ansible.utils.unsafe_proxy import wrap_var

LONGEST_KEY = 224
CRON_FIELDS = ("minute", "hour", "day", "month", "weekday")
DAY = 86400
# The classic series tell of a run when it has ended: that long a run may take, and clocks may change for summer.
GRACE = 6 * 3600
# As many days of a schedule as `duptop rules` looks at, from the same one on.
RUNS = 400
FIRST_DAY = datetime.date(2024, 1, 1)
LAST_DAY = datetime.date(2424, 1, 1)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "sun mon tue wed thu fri sat".split()

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
SETTING = re.compile(r"[a-z_]+\Z")
HOST_NAME = re.compile(r"[a-zA-Z0-9_](?:[a-zA-Z0-9_.-]{0,252}[a-zA-Z0-9_])?\Z")
IPV6 = re.compile(r"[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\Z")
# What a terminal acts on, and what is invisible or reorders its neighbours.
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)


# ---- names ----


def munged(text):
    """What node_exporter takes for a text: each byte outside of [a-zA-Z0-9_] is a `_`."""
    return re.sub(rb"[^a-zA-Z0-9_]", b"_", str(text).encode()).decode()


def metric(path, host):
    """`/var/lib/influxdb/` on influx01: influx01__var_lib_influxdb_."""
    return munged("%s_%s" % (host, path))


def key(path):
    """What the wrapper names the files of a job by: base32 of path and newline."""
    line = ("%s\n" % path).encode()
    encoded = base64.b32encode(line).decode().replace("=", "_")
    return encoded if len(encoded) <= LONGEST_KEY else "sha256_" + hashlib.sha256(line).hexdigest()


def shell_word(text):
    """Text as one word for a shell. Backslashes stand outside of the quotes, and doubled: cron leaves them alone."""
    if re.match(r"[a-zA-Z0-9_/.,:@%+-]+\Z", text):
        return text
    return "'%s'" % re.sub(r"['\\]+", lambda run: "'%s'" % re.sub(r".", r"\\\g<0>", run[0]), text)


# ---- what goes on a host ----


def checked_path(job):
    path = job.get("path") if isinstance(job, dict) else None
    if not isinstance(path, str) or not path.startswith("/"):
        raise AnsibleFilterError("duplicati_jobs: each job needs a path that begins with /")
    path = str(path)
    if CONTROL.search(path):
        raise AnsibleFilterError("duplicati_jobs: %r holds a control character, which no crontab can" % path)
    return path


def is_wanted(job):
    return job.get("state", "present") != "absent"


def schedules(jobs, wrapper):
    """What cron is to know of each job, without anything that may be secret."""
    found = {}
    for job in jobs:
        path = checked_path(job)
        if path in found:
            raise AnsibleFilterError("duplicati_jobs: %s is there twice" % path)
        wanted = is_wanted(job)
        if wanted and not all(str(job.get(field, "")) for field in ("minute", "hour")):
            raise AnsibleFilterError("duplicati_jobs: %s needs a minute and an hour" % path)
        own_settings(job)
        command = "%s %s" % (shell_word(wrapper), shell_word(path))
        found[path] = {
            "path": path,
            "key": key(path),
            "state": "present" if wanted else "absent",
            # To cron a bare % ends the command.
            "command": command.replace("%", "\\%"),
            **{field: str(job.get(field, "*")) for field in CRON_FIELDS},
        }
    return wrap_var(list(found.values()))


def leftovers(jobs, host, metrics_dir):
    """Settings and metrics of jobs that are taken away: their series would tell of ever older runs."""
    kept = {name for job in jobs if is_wanted(job) for name in textfiles(checked_path(job), host)}
    files = []
    for job in jobs:
        if not is_wanted(job):
            path = checked_path(job)
            files.append("/etc/duplicati-wrapper.d/%s.conf" % key(path))
            files += ["%s/%s" % (metrics_dir, name) for name in textfiles(path, host) if name not in kept]
    return wrap_var(files)


def textfiles(path, host):
    """The textfiles of the wrapper, and that of the classic one."""
    stem = "duplicati_" + metric(path, host)
    # With .prom and the number of a process no file name could be longer.
    classic = stem if len(stem) + 13 <= 255 else "duplicati_" + key(path)
    names = [classic, "duplicati_job_" + key(path), "duplicati_%s_%s" % (host, path.replace("/", "_"))]
    return [name + ".prom" for name in dict.fromkeys(names)]


def settings(values):
    """NAME=VALUE lines for the wrapper; a list gives a line for each of its items. No message quotes a value."""
    lines = []
    for name, value in values.items():
        if not SETTING.match(str(name)):
            raise AnsibleFilterError("the wrapper has no setting %r" % name)
        for each in value if isinstance(value, (list, tuple)) else [value]:
            if CONTROL.search(str(each)):
                raise AnsibleFilterError("the setting %s holds a control character, or more than one line" % name)
            if each is not None and str(each) != "":
                lines.append("%s=%s\n" % (name, each))
    return "".join(lines)


def own_settings(job):
    return settings({"retention": job.get("retention", ""), **(job.get("settings") or {})})


def job_settings(jobs, path):
    """The settings that only the job of a path has."""
    return next(own_settings(job) for job in jobs if job["path"] == path)


# ---- the fleet, as Prometheus is to see it ----


def hosts_with_jobs(hosts, hostvars):
    """Names in the inventory of the hosts that have jobs."""
    return [host for host in hosts if any(is_wanted(job) for job in hostvars[host].get("duplicati_jobs") or [])]


def own_name(host, hostvars):
    """What `hostname` says on a host, which the wrapper puts into its metrics; None where nobody has asked it yet."""
    return hostvars[host].get("duplicati_hostname") or (hostvars[host].get("ansible_facts") or {}).get("nodename")


def without_name(hosts, hostvars):
    return [host for host in hosts_with_jobs(hosts, hostvars) if not own_name(host, hostvars)]


def scrape_targets(hosts, hostvars):
    """A list for file_sd_configs: one scrape job a host, named after it."""
    targets = []
    for host in sorted(hosts_with_jobs(hosts, hostvars)):
        address = str(hostvars[host].get("ansible_host") or host)
        listen = str(hostvars[host].get("duplicati_node_exporter_listen") or ":9100")
        name = str(own_name(host, hostvars))
        if not (HOST_NAME.match(address) or IPV6.match(address)):
            raise AnsibleFilterError("ansible_host of %s is no name or address: %r" % (host, address))
        place = "[%s]" % address if IPV6.match(address) else address
        targets.append({"targets": [place + ":" + listen.rpartition(":")[2]], "labels": {"job": name}})
    return targets


def watch_list(hosts, hostvars, more):
    """
    The jobs that rules watch, by metric, and what a person should know about them. Those of `duplicati_jobs` come
    first: the wrapper's own munging makes their metric, and one of `more` that only looks like it (a slash too few,
    a `-`) is left out.
    """
    watched, spellings, notes = {}, {}, []
    for host in hosts_with_jobs(hosts, hostvars):
        host_name = own_name(host, hostvars)
        if not host_name:
            raise AnsibleFilterError("%s has not said its name: let it be reached, or set duplicati_hostname" % host)
        for job in filter(is_wanted, hostvars[host]["duplicati_jobs"]):
            path = checked_path(job)
            name, series = "%s:%s" % (host_name, path), metric(path, host_name)
            if series in watched:
                notes.append(
                    "%s and %s share the series duplicati_%s_...: the later run hides the earlier"
                    % (name, watched[series]["name"], series)
                )
                continue
            watched[series] = entry(series, name, allowed_age(job), host_name, path)
            spellings[spelling(series)] = series
    for given in more:
        series = munged_metric(str(given["metric"]))
        twin = spellings.get(spelling(series))
        if series in watched:
            continue
        if twin:
            notes.append(
                "%s is left out: the series of %s is duplicati_%s_..." % (given["metric"], watched[twin]["name"], twin)
            )
            continue
        watched[series] = entry(series, series, DAY)
    return wrap_var({"jobs": [watched[series] for series in sorted(watched)], "notes": notes})


def munged_metric(given):
    # A colon is a valid character in a name, and in a rule.
    return ":".join(map(munged, given.split(":")))


def spelling(series):
    return munged(series).lower().rstrip("_")


# ---- the texts of rules ----


def entry(series, name, age, host=None, path=None):
    return {
        "metric": series,
        "name": name,
        "age": age,
        "host": host,
        "path": path,
        "shown": in_quotes(literal(visible(name))),
        "command": in_quotes(literal(show_command(name))),
        "age_text": long_duration(age),
        "within": "%dhrs" % (age // 3600) if age % 3600 == 0 else long_duration(age),
    }


def older_than(series, watched, times=1):
    """Each job for which the moment in `series` is longer ago than `times` the age that it is allowed."""
    usual = "time() - %s > %d" % (series, DAY * times)
    own = {}
    for job in watched:
        if job["path"] is not None and job["age"] != DAY and "\ufffd" not in job["host"] + job["path"]:
            own.setdefault(job["age"], {}).setdefault(job["path"], []).append(job["host"])
    if not own:
        return in_quotes(usual)
    selected = {age: [series + selector(path, hosts) for path, hosts in paths.items()] for age, paths in own.items()}
    others = "%s unless on (host, path) (%s)" % (usual, " or ".join(sum(selected.values(), [])))
    each = ["time() - (%s) > %d" % (" or ".join(all_), age * times) for age, all_ in selected.items()]
    return in_quotes("(%s)" % " or ".join([others, *each]))


def selector(path, hosts):
    pattern = "|".join(re.sub(r"[\\^$.*+?()\[\]{}|]", r"\\\g<0>", host) for host in hosts)
    return "{host=~%s,path=%s}" % (prom_string(pattern), prom_string(path))


def in_quotes(text):
    """For between the quotes of a YAML string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def literal(text):
    """For the template that an annotation is."""
    return text.replace("{", '{{"{"}}')


def visible(text):
    return UNSAFE.sub(lambda found: ("\\x%02x" if ord(found[0]) < 0x100 else "\\u{%x}") % ord(found[0]), text)


def show_command(name):
    word = shell_word(name) if visible(name) == name else "$'%s'" % "".join(map(in_dollar_quotes, name))
    return "duptop show %s%s" % ("-- " if name.startswith("-") else "", word)


def in_dollar_quotes(character):
    if character in "'\\":
        return "\\" + character
    return "".join("\\%03o" % byte for byte in character.encode()) if UNSAFE.match(character) else character


def prom_string(text):
    escaped = re.sub(r'[\\"]', r"\\\g<0>", text)
    return '"%s"' % UNSAFE.sub(
        lambda found: ("\\U%08x" if ord(found[0]) > 0xFFFF else "\\u%04x") % ord(found[0]), escaped
    )


def long_duration(seconds):
    units = ((seconds // DAY, "d"), (seconds // 3600 % 24, "h"), (seconds // 60 % 60, "m"), (seconds % 60, "s"))
    return " ".join("%d%s" % unit for unit in units if unit[0])


# ---- how old a last start may be ----


def allowed_age(job):
    """A day, or for a job that does not run daily the longest time between two of its days, and some hours to finish in."""
    fields = [str(job.get(field, "*")).lower() for field in ("day", "month", "weekday")]
    gap = longest_gap(*fields)
    return DAY if gap is None or gap <= 1 else gap * DAY + GRACE


@functools.lru_cache(maxsize=None)
def longest_gap(day, month, weekday):
    days, months = cron_numbers(day, 1, 31), cron_numbers(month, 1, 12, MONTHS)
    weekdays = {number % 7 for number in cron_numbers(weekday, 0, 7, WEEKDAYS)}
    either = not day.startswith("*") and not weekday.startswith("*")
    last, gap, runs, at = None, None, 0, FIRST_DAY
    while runs < RUNS and at < LAST_DAY:
        by_day, by_weekday = at.day in days, at.isoweekday() % 7 in weekdays
        if at.month in months and (by_day or by_weekday if either else by_day and by_weekday):
            if last is not None:
                gap = max(gap or 0, (at - last).days)
            last, runs = at, runs + 1
        at += datetime.timedelta(days=1)
    return gap


def cron_numbers(field, first, last, names=()):
    """The numbers that a field of cron stands for."""
    numbers = set()
    for part in field.split(","):
        found = re.match(r"(?:\*|(\w+)(?:-(\w+))?)(?:/(\d+))?\Z", part)
        if not found:
            raise AnsibleFilterError("duplicati_jobs: cron does not know %r" % field)
        low, high, step = found.groups()
        start = first if low is None else cron_number(low, names, first)
        if high is not None:
            end = cron_number(high, names, first)
        else:
            end = last if low is None or step else start
        if not first <= start <= end <= last or step == "0":
            raise AnsibleFilterError("duplicati_jobs: cron does not know %r" % field)
        numbers.update(range(start, end + 1, int(step or 1)))
    return numbers


def cron_number(text, names, first):
    if text in names:
        return names.index(text) + first
    return int(text) if text.isdigit() else -1


class FilterModule:
    def filters(self):
        return {
            "duplicati_hosts_without_name": without_name,
            "duplicati_job_settings": job_settings,
            "duplicati_leftovers": leftovers,
            "duplicati_older_than": older_than,
            "duplicati_schedules": schedules,
            "duplicati_scrape_targets": scrape_targets,
            "duplicati_settings": settings,
            "duplicati_watch_list": watch_list,
        }
