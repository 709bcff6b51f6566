import type { DatabaseEvent } from '../../domain/database/database-event.ts';
import { type DatabaseState, isDamaged, unreadText } from '../../domain/database/database-state.ts';
import type { JobLog, LastReason } from '../../domain/database/job-log.ts';
import type { DatabaseOperation, OperationState } from '../../domain/database/operation.ts';
import type { RemoteOperation } from '../../domain/database/remote-operation.ts';
import type { Messages, RunResult } from '../../domain/database/run-result.ts';
import { isoTime } from '../../text/iso-time.ts';
import { redact } from '../../text/redact.ts';

/*
 * What `tail --json` prints: an event a line. Changes only add. Lengths of time are seconds, sizes bytes, moments ISO 8601 in UTC, and what
 * is not known is null.
 */

/** One event as an object for JSON; values exact, but for what is named like a secret in the texts of others. */
export function encodeEvent(event: DatabaseEvent): Readonly<Record<string, unknown>> {
  switch (event.type) {
    case 'state':
      return { type: event.type, ...encodeState(event.state), log: event.log === null ? null : encodeLog(event.log) };
    case 'begun':
    case 'ended':
      return { type: event.type, operation: encodeOperation(event.operation) };
    case 'remote':
      return { type: event.type, remote: encodeRemote(event.remote) };
    case 'progress':
      return { type: event.type, ...event.progress };
    case 'log':
      return { type: event.type, line: event.line };
    case 'reason':
      return { type: event.type, reason: encodeReason(event.reason) };
    case 'trouble':
      return { type: event.type, message: event.message, hint: event.hint };
    case 'recovered':
      return { type: event.type };
  }
}

function encodeState(state: DatabaseState) {
  const { modifiedAt, now, operations, remote, versions, leftovers, volumes, unread, ...rest } = state;
  return {
    ...rest,
    damaged: isDamaged(state),
    modifiedAt: isoTime(modifiedAt),
    now: isoTime(now),
    operations: operations?.map(encodeOperation) ?? null,
    remote: remote?.map(encodeRemote) ?? null,
    volumes,
    leftovers,
    versions: {
      count: versions.count,
      incomplete: versions.incomplete,
      oldestAt: isoTime(versions.oldestAt),
      newest: versions.newest?.map(({ at, complete }) => ({ at: isoTime(at), complete })) ?? null,
    },
    unread: unread.map(unreadText),
  };
}

function encodeOperation({ id, description, startedAt, state }: DatabaseOperation) {
  return { id, description, startedAt: isoTime(startedAt), ...encodeOperationState(state) };
}

/** `state` is one word; `outcome` and `result` are there where it ended with a result. */
function encodeOperationState(state: OperationState) {
  return {
    state: state.kind,
    outcome: state.kind === 'ended' ? state.outcome : null,
    evidence: state.kind === 'running' ? state.evidence : null,
    result: state.kind === 'ended' ? encodeResult(state.result) : null,
  };
}

function encodeResult({ beganAt, endedAt, warnings, errors, parts, ...rest }: RunResult) {
  const test =
    parts.test === null
      ? null
      : {
          verified: parts.test.verified,
          broken: parts.test.broken.map(({ name, error }) => ({ name, error: redact(error) })),
        };
  return {
    ...rest,
    beganAt: isoTime(beganAt),
    endedAt: isoTime(endedAt),
    warnings: encodeMessages(warnings),
    errors: encodeMessages(errors),
    ...parts,
    test,
  };
}

function encodeMessages({ count, first }: Messages) {
  return { count, first: first.map(redact) };
}

function encodeRemote({ at, ...rest }: RemoteOperation) {
  return { ...rest, at: isoTime(at) };
}

function encodeLog({ file, lines, denied, reason }: JobLog) {
  return { file, lines, denied, reason: reason === null ? null : encodeReason(reason) };
}

function encodeReason({ exitCode, endedAt, lines }: LastReason) {
  return { exitCode, endedAt: isoTime(endedAt), lines };
}
