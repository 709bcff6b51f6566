import { describe, expect, it } from 'vitest';
import { parseConfigFile } from '../../src/config/parse-file.ts';
import { sampleFile } from '../../src/config/sample-file.ts';
import { fileSchema } from '../../src/config/schema.ts';

const NOTHING = { prometheus: [], exporters: [], httpConfig: null };

describe('the configuration file that duptop writes', () => {
  it('says nothing where nothing was answered', () => {
    expect(parseConfigFile('x.yml', sampleFile(NOTHING)).settings).toEqual({});
  });

  it('has an example of every setting, and all of them are valid', () => {
    const text = sampleFile(NOTHING).replace(/^#((?! ).*| {2}.*)$/gm, '$1');
    expect(Object.keys(parseConfigFile('x.yml', text).settings).sort()).toEqual(Object.keys(fileSchema.shape).sort());
  });

  it('holds what was answered, whatever it is', () => {
    const answers = {
      prometheus: ['http://a:9090/x', 'https://b/a%22b'],
      exporters: ['http://10.0.0.5:9100'],
      httpConfig: '/etc/du "p".yml',
    };
    const { settings } = parseConfigFile('x.yml', sampleFile(answers));
    expect(settings.prometheus).toMatchObject([
      { url: { url: 'http://a:9090/x' }, httpConfig: '/etc/du "p".yml' },
      { httpConfig: '/etc/du "p".yml' },
    ]);
    expect(settings.exporters?.urls).toHaveLength(1);
  });
});
