import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asMetric, classicName, parseClassicName } from '../../src/domain/metric.ts';
import {
  betterMetric,
  classicMetric,
  guessJob,
  metricsOf,
  munge,
  refusedCharacter,
  sameButForSpelling,
} from '../../src/domain/metric-name.ts';

describe('metrics of a job', () => {
  it('replaces only the slashes as the classic wrapper does', () => {
    expect(classicMetric('influx01', '/var/lib/influxdb')).toBe('influx01__var_lib_influxdb');
    expect(classicMetric('web-01', '/srv/my.data')).toBe('web-01__srv_my.data');
  });

  it('replaces every byte that a name can not hold as the better wrapper does', () => {
    expect(betterMetric('web-01', '/srv/my.data')).toBe('web_01__srv_my_data');
    expect(betterMetric('h', '/ü')).toBe('h____');
  });

  it('gives one metric where both editions agree', () => {
    expect(metricsOf('h', '/srv')).toEqual(['h__srv']);
    expect(metricsOf('h', '/my-srv')).toEqual(['h__my-srv', 'h__my_srv']);
  });

  it('always makes a better metric that node_exporter takes', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => /^[a-zA-Z0-9_]*$/.test(munge(text))));
  });

  it('names the character for which node_exporter drops the file', () => {
    expect(refusedCharacter(asMetric('web-01__srv'))).toBe('-');
    expect(refusedCharacter(asMetric('web01__srv_a:b'))).toBeNull();
  });
});

describe('parseClassicName', () => {
  it('reads the three names and nothing else', () => {
    expect(parseClassicName('duplicati_h__srv_last_run_start')).toEqual({ metric: 'h__srv', field: 'start' });
    expect(parseClassicName('duplicati_h__srv_last_run_seconds')).toEqual({ metric: 'h__srv', field: 'seconds' });
    expect(parseClassicName('duplicati_h__srv_last_exitcode')).toEqual({ metric: 'h__srv', field: 'exitCode' });
    for (const name of ['duplicati__last_exitcode', 'x_duplicati_h_last_exitcode', 'duplicati_h_last_exitcode_total']) {
      expect(parseClassicName(name)).toBeNull();
    }
  });

  it('takes the last of several endings, so that a path may hold one', () => {
    const metric = asMetric('h__srv_last_exitcode');
    expect(parseClassicName(classicName(metric, 'start'))).toEqual({ metric, field: 'start' });
  });
});

describe('guessJob', () => {
  it('finds the host by a known name, however many underscores it has', () => {
    expect(guessJob(asMetric('db_1__a__srv'), ['db_1__a'])).toEqual({ host: 'db_1__a', path: '/srv' });
  });

  it('knows a host by its munged name too', () => {
    expect(guessJob(asMetric('web_01__srv'), ['web-01'])).toEqual({ host: 'web-01', path: '/srv' });
  });

  it('prefers the longest name that fits', () => {
    expect(guessJob(asMetric('a_b__srv'), ['a', 'a_b']).host).toBe('a_b');
  });

  it('takes the first double underscore as the end of an unknown host', () => {
    expect(guessJob(asMetric('influx01__var_lib_influxdb_'), [])).toEqual({
      host: 'influx01',
      path: '/var/lib/influxdb/',
    });
  });

  it('always guesses a path that makes the same metric again', () => {
    const segment = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    fc.assert(
      fc.property(segment, fc.array(segment, { minLength: 1 }), (host, parts) => {
        const metric = classicMetric(host, `/${parts.join('/')}`);
        const guessed = guessJob(metric, []);
        expect(classicMetric(guessed.host, guessed.path)).toBe(metric);
      }),
    );
  });
});

describe('sameButForSpelling', () => {
  it('takes a trailing underscore and refused characters as spelling, and no difference in case', () => {
    const metric = asMetric('influx01__var_lib');
    for (const other of ['influx01__var_lib_', 'influx01__var-lib']) {
      expect(sameButForSpelling(metric, asMetric(other)), other).toBe(true);
    }
    expect(sameButForSpelling(metric, metric)).toBe(false);
    expect(sameButForSpelling(metric, asMetric('influx01__var_lib2'))).toBe(false);
    expect(sameButForSpelling(metric, asMetric('influx01__Var_lib'))).toBe(false);
  });
});
