/**
 * Where a host's files begin, for scripts that name places such as `/etc/crontab`: `$root` goes before each of them. It is empty, unless
 * DUPTOP_HOST_ROOT names a folder that stands for a host of its own, as the hosts of `duptop demo` are. What scripts tell is the whole path, and
 * a path that was told is taken as it is. `$mark` is what the command line of every process of a backup on that host holds.
 */
export const HOST_ROOT = `root=\${DUPTOP_HOST_ROOT-}
mark=\${root:+$root/}
mark=\${mark:-uplicati}
`;
