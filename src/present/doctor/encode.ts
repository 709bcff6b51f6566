import type { Diagnosis, JudgedLink } from '../../domain/chain/diagnose.ts';
import type { Fault } from '../../domain/chain/link.ts';
import { verdictOf } from '../../domain/chain/verdict.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { encodeSource } from '../document/encode.ts';
import { diagnosisName } from './diagnosis-name.ts';
import { worstFirst } from './round-lines.ts';
// Types only: the schema's library is not loaded to print a document.
import type { DiagnosesObject } from './schema.ts';

/** What `duptop doctor --json` prints. */
export function encodeDiagnoses(
  diagnoses: readonly Diagnosis[],
  { generatedAt, sources }: Pick<Snapshot, 'generatedAt' | 'sources'>,
): DiagnosesObject {
  return {
    schemaVersion: 1,
    generatedAt: new Date(generatedAt).toISOString(),
    sources: sources.map(encodeSource),
    summary: {
      examined: diagnoses.length,
      broken: diagnoses.filter(({ first }) => first !== null).length,
      hostsNotSeen: new Set(diagnoses.filter(({ facts }) => facts.look.kind !== 'seen').map(({ host }) => host)).size,
    },
    diagnoses: worstFirst(diagnoses).map(encodeDiagnosis),
  };
}

function encodeDiagnosis(diagnosis: Diagnosis): DiagnosesObject['diagnoses'][number] {
  const { host, path, facts, first, others, links } = diagnosis;
  return {
    id: diagnosisName(diagnosis),
    host,
    path,
    status: facts.job?.status ?? null,
    hostSeen: facts.look.kind === 'seen',
    verdict: verdictOf(diagnosis),
    cause: first && encodeFault(first),
    otherCauses: others.map(encodeFault),
    links: links.map(encodeLink),
  };
}

function encodeLink({
  name,
  state,
  says,
  evidence,
  show,
  followsFrom,
  faults,
}: JudgedLink): DiagnosesObject['diagnoses'][number]['links'][number] {
  return { name, state, says, evidence: [...evidence], show, followsFrom, causes: faults.map(encodeFault) };
}

function encodeFault({
  cause: { code, message, evidence, next },
  fix,
}: Fault): DiagnosesObject['diagnoses'][number]['otherCauses'][number] {
  return { code, message, evidence: [...evidence], next, fix };
}
