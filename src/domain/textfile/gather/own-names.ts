/**
 * What node_exporter 1.5.0 itself serves, by collector: those that are on by default on Linux and those that can be switched on. Which of
 * them a host has depends on its kernel, its devices and the exporter's flags.
 */
const COLLECTORS =
  'arp|bcache|bonding|boot_time|btrfs|buddyinfo|cgroups|context_switches|conntrack|cooling|cpu|devstat|disk|dmi|drbd|edac|entropy|exec|' +
  'ethtool|exporter_build_info|fibrechannel|filefd|filesystem|forks|hwmon|infiniband|interrupts|intr|ipvs|ksmd|lnstat|load1|load5|load15|' +
  'logind|md|memory|mountstats|netstat|network|nf_conntrack|nfs|nfsd|nvme|ntp|os_info|os_version|os_support_end_timestamp_seconds|perf|' +
  'power_supply|power|pressure|processes|procs|qdisc|rapl|runit|schedstat|scrape_collector|selinux|slabinfo|sockstat|softirqs|softnet|' +
  'supervisord|sysctl|systemd|tapestats|tcp_connection_states|thermal_zone|time|timex|udp_queues|uname_info|vmstat|wifi|xfs|zfs|zoneinfo|zone';
const OF_COLLECTORS = new RegExp(`^node_(?:${COLLECTORS})(?:_|$)`);
/** Of the program itself. */
const OF_PROGRAM = /^(?:go|process|promhttp)_/;
/** The textfile collector tells these after all that it read, so that a file's come first. */
const AFTER_FILES: ReadonlySet<string> = new Set(['node_textfile_mtime_seconds', 'node_textfile_scrape_error']);

/** Whether node_exporter may have series of this name too. Which of the two is served is by chance, or depends on its flags. */
export function mayBeOwnName(name: string): boolean {
  return OF_COLLECTORS.test(name) || OF_PROGRAM.test(name);
}

/** Whether a file's series of this name hide what the textfile collector tells about all files. */
export function hidesCollector(name: string): boolean {
  return AFTER_FILES.has(name);
}
