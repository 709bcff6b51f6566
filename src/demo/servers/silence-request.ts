import * as z from 'zod';
import type { Refusal, SilenceRequest } from './silences.ts';

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const matcher = z.object({
  name: z.string().min(1),
  value: z.string(),
  isRegex: z.boolean(),
  isEqual: z.boolean().default(true),
});
const request = z.object({
  id: z.string().default(''),
  matchers: z.array(matcher).min(1),
  startsAt: moment,
  endsAt: moment,
  createdBy: z.string(),
  comment: z.string(),
});

/** The body of a POST of a silence; what it lacks in words like those of Alertmanager. */
export function readSilence(body: string): SilenceRequest | Refusal {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    return { status: 400, message: `parsing silence body from "" failed, because ${String(error)}` };
  }
  const read = request.safeParse(parsed);
  if (read.success) return { ...read.data, id: read.data.id || null };
  const [problem] = read.error.issues;
  return { status: 422, message: `${problem?.path.join('.')} in body: ${problem?.message}` };
}
