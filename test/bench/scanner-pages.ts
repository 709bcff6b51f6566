/** A node exporter's whole page, made up after that of a host with eight cores, four disks and five network devices: about 80 KB. */
export function nodeExporterPage(jobs = 3): string {
  return [jobLines(jobs), ...GO.map((name) => family(`go_${name}`, [''])), ...NODE, ...PROCESS].join('');
}

/** A page of so many jobs, and what node_exporter writes after them. */
export function pageOfJobs(jobs: number): string {
  return jobLines(jobs) + [...NODE.slice(-6), ...PROCESS].join('');
}

const VALUES = [
  '0',
  '1',
  '1.795549083e+09',
  '12',
  '0.25',
  '5.17120000e+07',
  '1.8446744073709552e+19',
  '327',
  '4.096e+03',
];
let drawn = 0;

function value(): string {
  return VALUES[drawn++ % VALUES.length] ?? '0';
}

function family(name: string, labels: readonly string[]): string {
  const words = name.replaceAll('_', ' ');
  const samples = labels.map((label) => `${name}${label} ${value()}\n`);
  return `# HELP ${name} Statistic of this host: ${words}.\n# TYPE ${name} gauge\n${samples.join('')}`;
}

function families(prefix: string, names: string, labels: readonly string[] = ['']): readonly string[] {
  return names.split(' ').map((name) => family(prefix + name, labels));
}

function each(label: string, values: readonly (string | number)[], rest = ''): readonly string[] {
  return values.map((one) => `{${label}="${one}"${rest}}`);
}

/** Two jobs a host, with paths of common length. */
function jobLines(jobs: number): string {
  return Array.from({ length: jobs }, (_, job) => {
    const metric = `host${String(job >> 1).padStart(5, '0')}__var_lib_data_${job & 1}`;
    const file = `/var/lib/prometheus/node-exporter/duplicati_${metric}.prom`;
    return ['last_exitcode', 'last_run_seconds', 'last_run_start']
      .map((series, i) => {
        const name = `duplicati_${metric}_${series}`;
        const read = [String(job % 97 === 0 ? 100 : 0), String(60 + (job % 3_000)), '1.795549083e+09'][i];
        return `# HELP ${name} Metric read from ${file}\n# TYPE ${name} untyped\n${name} ${read}\n`;
      })
      .join('');
  }).join('');
}

const CPUS = [0, 1, 2, 3, 4, 5, 6, 7];
const MODES = ['idle', 'iowait', 'irq', 'nice', 'softirq', 'steal', 'system', 'user'];
const DISKS = each('device', ['dm-0', 'sda', 'sdb', 'nvme0n1']);
const NETWORK = each('device', ['lo', 'eth0', 'eth1', 'bond0', 'br-lan', 'docker0', 'veth3f2a91c', 'wg0']);
const FILESYSTEMS = ['/', '/boot', '/run', '/run/lock', '/srv', '/var/lib', '/var/lib/docker', '/var/log'].map(
  (mount, i) => `{device="/dev/mapper/vg0-lv${i}",fstype="ext4",mountpoint="${mount}"}`,
);
const COLLECTORS = each(
  'collector',
  'arp bcache bonding btrfs conntrack cpu cpufreq diskstats dmi edac entropy filefd filesystem hwmon loadavg mdadm meminfo netdev netstat nfs os powersupplyclass pressure schedstat sockstat softnet stat textfile thermal_zone time timex udp_queues uname vmstat xfs zfs'.split(
    ' ',
  ),
);
const GO =
  'goroutines info memstats_alloc_bytes memstats_alloc_bytes_total memstats_buck_hash_sys_bytes memstats_frees_total memstats_gc_sys_bytes memstats_heap_alloc_bytes memstats_heap_idle_bytes memstats_heap_inuse_bytes memstats_heap_objects memstats_heap_sys_bytes memstats_lookups_total memstats_mallocs_total memstats_next_gc_bytes memstats_stack_inuse_bytes memstats_sys_bytes threads'.split(
    ' ',
  );
const NODE = [
  ...families('node_', 'boot_time_seconds context_switches_total'),
  family(
    'node_cpu_seconds_total',
    MODES.flatMap((mode) => each('cpu', CPUS, `,mode="${mode}"`)),
  ),
  ...families('node_cpu_', 'core_throttles_total frequency_hertz scaling_frequency_hertz', each('cpu', CPUS)),
  ...families(
    'node_disk_',
    'discard_time_seconds_total discarded_sectors_total flush_requests_total io_now io_time_seconds_total io_time_weighted_seconds_total read_bytes_total read_time_seconds_total reads_completed_total reads_merged_total write_time_seconds_total writes_completed_total writes_merged_total written_bytes_total',
    DISKS,
  ),
  ...families(
    'node_filesystem_',
    'avail_bytes device_error files files_free free_bytes readonly size_bytes',
    FILESYSTEMS,
  ),
  ...families(
    'node_memory_',
    'Active_anon_bytes Active_bytes Active_file_bytes AnonHugePages_bytes AnonPages_bytes Bounce_bytes Buffers_bytes Cached_bytes CommitLimit_bytes Committed_AS_bytes Dirty_bytes HugePages_Free HugePages_Rsvd Inactive_bytes KernelStack_bytes Mapped_bytes MemAvailable_bytes MemFree_bytes MemTotal_bytes Mlocked_bytes PageTables_bytes Shmem_bytes Slab_bytes SwapFree_bytes SwapTotal_bytes Unevictable_bytes VmallocTotal_bytes Writeback_bytes',
  ),
  ...families(
    'node_netstat_',
    'Icmp_InErrors Icmp_InMsgs Icmp_OutMsgs Ip6_InOctets Ip6_OutOctets IpExt_InOctets IpExt_OutOctets Ip_Forwarding TcpExt_ListenDrops TcpExt_ListenOverflows TcpExt_SyncookiesSent TcpExt_TCPSynRetrans Tcp_ActiveOpens Tcp_CurrEstab Tcp_InErrs Tcp_InSegs Tcp_OutRsts Tcp_OutSegs Tcp_PassiveOpens Tcp_RetransSegs Udp_InDatagrams Udp_InErrors Udp_NoPorts Udp_OutDatagrams',
  ),
  ...families(
    'node_network_',
    'address_assign_type carrier carrier_changes_total device_id dormant flags iface_id iface_link mtu_bytes net_dev_group protocol_type receive_bytes_total receive_drop_total receive_errs_total receive_fifo_total receive_packets_total speed_bytes transmit_bytes_total transmit_carrier_total transmit_colls_total transmit_drop_total transmit_errs_total transmit_packets_total transmit_queue_length up',
    NETWORK,
  ),
  ...families(
    'node_hwmon_',
    'temp_celsius temp_crit_celsius temp_max_celsius',
    each('chip', ['platform_coretemp_0', 'platform_coretemp_1'], ',sensor="temp1"'),
  ),
  ...families('node_pressure_', 'cpu_waiting_seconds_total io_stalled_seconds_total io_waiting_seconds_total'),
  ...families('node_schedstat_', 'running_seconds_total timeslices_total waiting_seconds_total', each('cpu', CPUS)),
  family('node_scrape_collector_duration_seconds', COLLECTORS),
  family('node_scrape_collector_success', COLLECTORS),
  ...families('node_sockstat_', 'FRAG_inuse RAW_inuse TCP_alloc TCP_inuse TCP_mem TCP_orphan TCP_tw UDP_inuse UDP_mem'),
  ...families('node_softnet_', 'dropped_total processed_total times_squeezed_total', each('cpu', CPUS)),
  family('node_textfile_mtime_seconds', each('file', ['/var/lib/prometheus/node-exporter/a.prom'])),
  family('node_textfile_scrape_error', ['']),
  ...families(
    'node_timex_',
    'estimated_error_seconds frequency_adjustment_ratio loop_time_constant maxerror_seconds offset_seconds pps_calibration_total status sync_status tai_offset_seconds tick_seconds',
  ),
  family('node_uname_info', [
    '{domainname="(none)",machine="x86_64",nodename="host00000",release="6.1.0-28-amd64",sysname="Linux",version="#1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1"}',
  ]),
  ...families('node_vmstat_', 'oom_kill pgfault pgmajfault pgpgin pgpgout pswpin pswpout'),
];
const PROCESS = [
  ...families(
    'process_',
    'cpu_seconds_total max_fds open_fds resident_memory_bytes start_time_seconds virtual_memory_bytes',
  ),
  family('promhttp_metric_handler_errors_total', each('cause', ['encoding', 'gathering'])),
  family('promhttp_metric_handler_requests_in_flight', ['']),
  family('promhttp_metric_handler_requests_total', each('code', [200, 500, 503])),
];
