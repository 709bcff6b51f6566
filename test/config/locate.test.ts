import { describe, expect, it } from 'vitest';
import { type ConfigSearch, configCandidates } from '../../src/config/locate.ts';

const pathsOf = (search: Partial<ConfigSearch>) =>
  configCandidates({ flag: undefined, environment: {}, homeFolder: '/home/op', ...search }).map(({ path }) => path);

describe('the configuration file', () => {
  it('is looked for in the user’s folder, then in /etc, with either ending', () => {
    expect(pathsOf({})).toEqual([
      '/home/op/.config/duptop/config.yml',
      '/home/op/.config/duptop/config.yaml',
      '/etc/duptop/config.yml',
      '/etc/duptop/config.yaml',
    ]);
  });

  it('is looked for under XDG_CONFIG_HOME where that is an absolute path', () => {
    expect(pathsOf({ environment: { XDG_CONFIG_HOME: '/x/' } })[0]).toBe('/x/duptop/config.yml');
    expect(pathsOf({ environment: { XDG_CONFIG_HOME: 'x' } })[0]).toBe('/home/op/.config/duptop/config.yml');
    expect(pathsOf({ environment: { XDG_CONFIG_HOME: '' } })[0]).toBe('/home/op/.config/duptop/config.yml');
  });

  it('is looked for in /etc alone for a user without a home', () => {
    expect(pathsOf({ homeFolder: null })).toEqual(['/etc/duptop/config.yml', '/etc/duptop/config.yaml']);
  });

  it('is the one that --config names, before the one of DUPTOP_CONFIG, and no other', () => {
    const environment = { DUPTOP_CONFIG: '/b.yml', XDG_CONFIG_HOME: '/x' };
    expect(configCandidates({ flag: 'a.yml', environment, homeFolder: null })).toEqual([
      { path: 'a.yml', namedBy: '--config' },
    ]);
    expect(configCandidates({ flag: undefined, environment, homeFolder: null })).toEqual([
      { path: '/b.yml', namedBy: 'DUPTOP_CONFIG' },
    ]);
  });
});
