import type { HttpIdentity } from '../../ports/http.ts';
import { say } from '../../text/safe-text.ts';
import { headerProblem } from '../http-header.ts';
import type { PlacedText, Section } from './section.ts';
import { type ReadSetting, textOrFile } from './setting-file.ts';

type Authorization = Pick<HttpIdentity, 'basicAuth' | 'authorization'>;

/** Ways to authorise; a file has one of them. `bearer_token` is the old spelling of `authorization`. */
const WAYS = ['basic_auth', 'authorization', 'bearer_token', 'bearer_token_file'];

export async function readAuthorization(root: Section, read: ReadSetting): Promise<Authorization> {
  const nothing: Authorization = { basicAuth: null, authorization: null };
  const [first, second] = WAYS.filter((key) => root.node(key) !== null);
  if (first === undefined) return nothing;
  if (second !== undefined) {
    root.problem(root.node(second)?.at ?? root.at, say`${first} and ${second} exclude each other`);
    return nothing;
  }
  if (first === 'basic_auth') return { ...nothing, basicAuth: await readBasicAuth(root, read) };
  const authorization =
    first === 'authorization'
      ? await readScheme(root, read)
      : header(root, 'Bearer', await textOrFile(root, 'bearer_token', read));
  return { ...nothing, authorization };
}

async function readBasicAuth(root: Section, read: ReadSetting): Promise<HttpIdentity['basicAuth']> {
  const keys = ['username', 'username_file', 'password', 'password_file'];
  const section = root.section('basic_auth', keys);
  if (section === null) return null;
  const username = await textOrFile(section, 'username', read);
  const password = await textOrFile(section, 'password', read);
  if (username?.text.includes(':')) section.problem(username, say`${username.key}: a user name can't have a ":" in it`);
  return { username: username?.text ?? '', password: password?.text ?? '' };
}

async function readScheme(root: Section, read: ReadSetting): Promise<string | null> {
  const section = root.section('authorization', ['type', 'credentials', 'credentials_file']);
  if (section === null) return null;
  const type = section.text('type');
  if (type?.text.trim().toLowerCase() === 'basic') {
    section.problem(type, say`authorization.type can't be Basic: use basic_auth`);
    return null;
  }
  const credentials = await textOrFile(section, 'credentials', read);
  if (credentials === null && section.node('credentials') === null && section.node('credentials_file') === null) {
    section.problem(section.at, say`authorization needs credentials or credentials_file`);
  }
  return header(section, type?.text.trim() ?? 'Bearer', credentials);
}

function header(section: Section, type: string, credentials: PlacedText | null): string | null {
  if (credentials === null) return null;
  const value = `${type} ${credentials.text}`;
  const isEmpty = credentials.text === '';
  if (!isEmpty && headerProblem({ name: 'Authorization', value }) === null) return value;
  section.problem(
    credentials,
    say`${credentials.key} ${isEmpty ? 'is empty' : 'holds characters that a header can’t carry'}`,
  );
  return null;
}
