import { describe, expect, it } from 'vitest';
import { ConfigErrors } from '../../../src/config/config-error.ts';
import { loadHttpConfig } from '../../../src/config/http-config/load-http-config.ts';
import { parseHttpConfig } from '../../../src/config/http-config/parse-http-config.ts';
import { PLAIN_IDENTITY } from '../../../src/config/identity.ts';
import { FileError, type Files } from '../../../src/ports/files.ts';
import type { HttpIdentity } from '../../../src/ports/http.ts';

const WHERE = '/etc/duptop/http.yml';
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const KEY = '-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----\n';

function filesOf(contents: Readonly<Record<string, string>>): Files {
  return {
    readText: async (path) => {
      const text = contents[path];
      if (text === undefined) throw new FileError('missing', path, 'no such file or folder');
      return text;
    },
    list: async () => null,
    kind: async (path) => (path in contents ? 'file' : 'missing'),
  };
}

const parse = (text: string, contents: Readonly<Record<string, string>> = {}): Promise<HttpIdentity> =>
  parseHttpConfig(text, { files: filesOf(contents), where: WHERE });

async function problemsOf(text: string, contents: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  try {
    await parse(text, contents);
  } catch (error) {
    if (error instanceof ConfigErrors) return error.errors.map(({ message }) => message.replace(`${WHERE}:`, ''));
    throw error;
  }
  return [];
}

describe('a file without settings', () => {
  it.each(['', '# nothing\n', '---\n', '{}', 'basic_auth:\ntls_config: {}\n'])('asks for nothing: %j', async (text) => {
    expect(await parse(text)).toMatchObject({ ...PLAIN_IDENTITY, basicAuth: null });
  });
});

describe('credentials', () => {
  it('are taken from the file itself', async () => {
    expect(await parse('basic_auth: {username: me, password: "s3cret "}')).toMatchObject({
      basicAuth: { username: 'me', password: 's3cret ' },
      authorization: null,
    });
    expect(await parse('authorization: {credentials: abc}')).toMatchObject({
      authorization: 'Bearer abc',
      basicAuth: null,
    });
    expect(await parse('authorization: {type: Token, credentials: abc}')).toMatchObject({ authorization: 'Token abc' });
    expect(await parse('bearer_token: abc')).toMatchObject({ authorization: 'Bearer abc' });
  });

  it('are taken from files, relative to the folder of the one that names them, without the newline at the end', async () => {
    const contents = {
      '/etc/duptop/secrets/password': 's3cret\n',
      '/run/token': ' abc \n',
      '/etc/duptop/user': 'me\n',
    };
    expect(await parse('basic_auth: {username_file: user, password_file: secrets/password}', contents)).toMatchObject({
      basicAuth: { username: 'me', password: 's3cret' },
    });
    expect(await parse('authorization: {credentials_file: /run/token}', contents)).toMatchObject({
      authorization: 'Bearer abc',
    });
    expect(await parse('bearer_token_file: ../../run/token', { '/etc/duptop/../../run/token': 'abc' })).toMatchObject({
      authorization: 'Bearer abc',
    });
  });

  it('exclude each other', async () => {
    expect(await problemsOf('basic_auth: {username: me}\nauthorization: {credentials: abc}')).toEqual([
      '2:1: basic_auth and authorization exclude each other',
    ]);
    expect(await problemsOf('bearer_token: a\nbearer_token_file: b')).toEqual([
      '2:1: bearer_token and bearer_token_file exclude each other',
    ]);
    expect(await problemsOf('basic_auth:\n  password: a\n  password_file: b')).toEqual([
      '3:3: basic_auth.password and basic_auth.password_file exclude each other',
    ]);
    expect(await problemsOf('authorization: {credentials: a, credentials_file: b}')).toHaveLength(1);
  });

  it('that can not be sent are refused, and never quoted', async () => {
    const problems = [
      await problemsOf('authorization: {credentials: "s3cret\\r\\nX-Evil: 1"}'),
      await problemsOf('authorization: {credentials: "s3crét"}'),
      await problemsOf('basic_auth: {username: "s3cret:x"}'),
      await problemsOf('basic_auth: {password: [s3cret]}'),
      await problemsOf('authorization: {type: Basic, credentials: s3cret}'),
      await problemsOf('authorization: {credentials_file: f}', { '/etc/duptop/f': '\n' }),
      await problemsOf('authorization: {type: Bearer}'),
      await problemsOf('http_headers: {X-A: {secrets: ["s3cret\\n"]}}'),
    ];
    expect(problems.map((each) => each.length)).toEqual(problems.map(() => 1));
    expect(problems.flat().join()).not.toContain('s3cr');
    expect(problems.flat().at(4)).toContain('use basic_auth');
  });

  it('that YAML takes for a number must be quoted: they would lose their zeros', async () => {
    expect(await problemsOf('basic_auth:\n  password: 007')).toEqual([
      '2:3: basic_auth.password must be text: put it in quotes',
    ]);
  });

  it('in a file that is not there name it', async () => {
    expect(await problemsOf('basic_auth:\n  password_file: nope')).toEqual([
      '2:3: basic_auth.password_file: /etc/duptop/nope: no such file or folder',
    ]);
  });
});

describe('keys that are not known', () => {
  it('are all named, with their place and what may be meant', async () => {
    expect(await problemsOf('basic_auth:\n  username: me\n  pasword: x\nfolow_redirects: true\nzzzzzzzzzz: 1')).toEqual(
      [
        '3:3: unknown key "pasword" in basic_auth; did you mean "password"?',
        '4:1: unknown key "folow_redirects"; did you mean "follow_redirects"?',
        expect.stringMatching(/^5:1: unknown key "zzzzzzzzzz"; the keys here are basic_auth, /),
      ],
    );
  });

  it('that duptop can not serve say so rather than do nothing', async () => {
    expect(await problemsOf('oauth2: {client_id: a}')).toEqual([expect.stringContaining('not supported yet')]);
    expect(await problemsOf('proxy_connect_header: {X: [a]}')).toEqual([expect.stringContaining('not supported yet')]);
    expect(await problemsOf('basic_auth: {password_ref: a}')).toEqual([expect.stringContaining('no secret manager')]);
  });

  it('and YAML that is none is told with its place', async () => {
    expect(await problemsOf('basic_auth: {username: me')).toHaveLength(1);
    expect(await problemsOf('- a')).toEqual(['1:1: the file must be a mapping']);
    expect(await problemsOf('tls_config: yes please')).toEqual(['1:13: tls_config must be a mapping']);
  });
});

describe('TLS', () => {
  it('is taken from the file and from others', async () => {
    const contents = { '/etc/duptop/ca.pem': CERTIFICATE, '/etc/duptop/key.pem': KEY };
    const text = `tls_config:
  ca_file: ca.pem
  cert: |
    ${CERTIFICATE.replaceAll('\n', '\n    ')}
  key_file: key.pem
  server_name: prometheus.lan
  insecure_skip_verify: true
  min_version: TLS12
  max_version: TLS13
`;
    expect((await parse(text, contents)).tls).toEqual({
      ca: `${CERTIFICATE}\n`,
      cert: `${CERTIFICATE}\n`,
      key: KEY,
      serverName: 'prometheus.lan',
      insecureSkipVerify: true,
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.3',
    });
  });

  it.each([
    ['ca: nonsense', 'no PEM block'],
    [`key: "${KEY.replaceAll('\n', '\\n')}"`, 'no client certificate'],
    [`cert: "${CERTIFICATE.replaceAll('\n', '\\n')}"`, 'no key'],
    ['ca: a\n  ca_file: b', 'exclude each other'],
    ['min_version: TLS1.2', 'TLS10, TLS11, TLS12, TLS13'],
    ['min_version: TLS13\n  max_version: TLS12', 'below min_version'],
    ['insecure_skip_verify: 1', 'true or false'],
  ])('with %j is refused', async (setting, words) => {
    expect(await problemsOf(`tls_config:\n  ${setting}`)).toEqual([expect.stringContaining(words)]);
  });
});

describe('headers', () => {
  it('have values, secrets and files, joined where there are several', async () => {
    const text = `http_headers:
  X-Scope-OrgID: {values: [team]}
  X-Many: {values: [a], secrets: [b], files: [c]}
`;
    expect((await parse(text, { '/etc/duptop/c': 'c\n' })).headers).toEqual({
      'X-Scope-OrgID': 'team',
      'X-Many': 'a, b, c',
    });
  });

  it.each(['Authorization', 'host', 'User-Agent', 'content-length', 'Transfer-Encoding', 'Proxy-Authorization'])(
    'can not be %s',
    async (name) => {
      expect(await problemsOf(`http_headers:\n  ${name}: {values: [a]}`)).toEqual([expect.stringMatching(/^2:3: /)]);
    },
  );

  it.each([
    ['X A: {values: [a]}', 'no header name'],
    ['X-A: {values: a}', 'list of texts'],
    ['X-A: {values: [1]}', 'list of texts'],
    ['X-A: {value: [a]}', 'did you mean "values"?'],
    ['X-A: {files: [nope]}', '/etc/duptop/nope'],
    ['X-A: {values: [a]}\n  x-a: {values: [b]}', 'comes twice'],
  ])('with %j are refused', async (header, words) => {
    expect((await problemsOf(`http_headers:\n  ${header}`)).join('\n')).toContain(words);
  });
});

describe('proxy and redirects', () => {
  it('are taken', async () => {
    expect(
      await parse('follow_redirects: false\nproxy_url: http://me:pw@proxy:3128\nno_proxy: lan,10.0.0.0/8'),
    ).toMatchObject({
      followRedirects: false,
      proxyUrl: 'http://me:pw@proxy:3128',
      noProxy: 'lan,10.0.0.0/8',
      proxyFromEnvironment: false,
    });
    expect(await parse('proxy_from_environment: true\nenable_http2: false')).toMatchObject({
      proxyFromEnvironment: true,
      followRedirects: true,
    });
  });

  it.each([
    ['proxy_from_environment: true\nproxy_url: http://p:1', 'exclude each other'],
    ['proxy_from_environment: true\nno_proxy: a', 'exclude each other'],
    ['no_proxy: a', 'needs a proxy_url'],
    ['proxy_url: socks5://me:s3cret@p:1', 'http:// or https://'],
    ['enable_http2: maybe', 'true or false'],
  ])('with %j are refused', async (text, words) => {
    const problems = await problemsOf(text);
    expect(problems).toEqual([expect.stringContaining(words)]);
    expect(problems.join()).not.toContain('s3cret');
  });
});

describe('loadHttpConfig', () => {
  it('reads the file, and names it where it can not be read', async () => {
    const files = filesOf({ '/a/http.yml': 'basic_auth: {username: me, password_file: p}', '/a/p': 'pw' });
    expect(await loadHttpConfig('/a/http.yml', files)).toMatchObject({ basicAuth: { username: 'me', password: 'pw' } });
    await expect(loadHttpConfig('/b/http.yml', files)).rejects.toThrow('/b/http.yml: no such file or folder');
  });
});
