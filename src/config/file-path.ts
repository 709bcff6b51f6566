/** A path as a configuration file means it: `~/` is the home folder, a relative one starts at the file's own folder. */
export function pathInFile(path: string, configFile: string, homeFolder: string | null): string {
  if (path.startsWith('~/') && homeFolder !== null) return `${homeFolder}${path.slice(1)}`;
  const folder = configFile.slice(0, configFile.lastIndexOf('/') + 1);
  return path.startsWith('/') ? path : folder + path;
}
