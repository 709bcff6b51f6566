#!/bin/bash
# Installs the programs of packages.txt that are missing, where it may: as root on Debian and its like, unless DUPTOP_NO_INSTALL is 1.
# Starts no daemon. Says in a line each what is left out; fails only where apt or dpkg is broken.
set -euo pipefail
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C DEBIAN_FRONTEND=noninteractive
exec </dev/null

table=$(dirname "${BASH_SOURCE[0]}")/packages.txt
policy=/usr/sbin/policy-rc.d
passing='Could not get lock|Unable to acquire|Failed to fetch|Unable to fetch|Temporary failure|Could not resolve|Could not connect'
not_offered='Unable to locate package|has no installation candidate|is not available'
work=
made_policy=no

# Lines of the table whose program is not there.
missing() {
  local program package what
  while read -r program package what; do
    [[ $program == '' || $program == '#'* ]] || command -v "$program" >/dev/null || echo "$program $package $what"
  done <"$table"
}

may_install() {
  [[ ${DUPTOP_NO_INSTALL:-} != 1 && $(id -u) == 0 && -e /etc/debian_version ]] && command -v apt-get >/dev/null
}

# Runs apt-get, once more where a lock or the network was in the way.
apt() {
  local try
  for try in 1 2; do
    apt-get -qq -o DPkg::Lock::Timeout=120 -o APT::Update::Error-Mode=any "$@" >"$work/apt.log" 2>&1 && return 0
    [[ $try == 1 ]] && grep -qE "$passing" "$work/apt.log" || return 1
  done
}

install() {
  apt install -y --no-install-recommends "$@"
}

# Packages must not start their daemons: invoke-rc.d asks this script, and 101 forbids.
forbid_daemons() {
  [[ -e $policy ]] && return
  made_policy=yes
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
}

enabled_units() {
  systemctl list-unit-files --state=enabled --no-legend 2>/dev/null | awk '{ print $1 }' | sort
}

disable_new_units() {
  local unit
  enabled_units | comm -13 "$work/units" - | while read -r unit; do
    systemctl disable --now "$unit" >/dev/null 2>&1 || true
  done
}

# shellcheck disable=SC2317 # called by trap
clean_up() {
  [[ $made_policy == no ]] || rm -f "$policy"
  rm -rf "$work"
}

install_missing() {
  local package packages
  work=$(mktemp -d)
  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  mapfile -t packages < <(missing | awk '{ print $2 }' | sort -u)
  echo "installing for the tests: ${packages[*]}"
  forbid_daemons
  [[ ! -d /run/systemd/system ]] || enabled_units >"$work/units"
  if ! apt update; then
    grep -qE "$passing" "$work/apt.log" || broken
  elif ! install "${packages[@]}"; then
    # One that this release does not offer must not keep the others out.
    for package in "${packages[@]}"; do
      install "$package" || grep -qE "$passing|$not_offered" "$work/apt.log" || broken
    done
  fi
  [[ ! -d /run/systemd/system ]] || disable_new_units
}

broken() {
  echo 'apt-get failed:' >&2
  tail -n 20 "$work/apt.log" >&2
  exit 1
}

if [[ -n $(missing) ]] && may_install; then install_missing; fi
missing | while read -r program package what; do
  echo "left out: $what (no $program; apt-get install $package)"
done
