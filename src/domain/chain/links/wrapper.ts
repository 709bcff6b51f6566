import { type SafeText, say } from '../../../text/safe-text.ts';
import { type ChainFacts, seenOnHost, unseen } from '../chain-facts.ts';
import type { WrapperFile } from '../host-facts.ts';
import type { JobOnHost } from '../job-on-host.ts';
import { brokenBy, type Fault, fault, intact, type Link, unchecked } from '../link.ts';
import { isOverdue } from '../overdue.ts';
import { commandThere } from '../show-command.ts';

/** Whether what cron starts is there and can run, and finds duplicati-cli. */
export function wrapperLink(facts: ChainFacts): Link {
  const seen = seenOnHost(facts);
  if (seen === null || facts.path === null) return unchecked('wrapper', unseen(facts));
  const { wrapper, entries, search } = seen;
  const program = entries[0]?.program ?? wrapper?.file ?? '/opt/duplicati_wrapper.sh';
  const show = commandThere(facts, 'ls', '-l', program);
  const calls = entries.length === 0 ? [] : [fileFault(facts, seen, program), cliFault(facts, seen)];
  const faults = calls.filter((each) => each !== null);
  return brokenBy('wrapper', faults, { show }, () => {
    if (wrapper === null || wrapper.state === 'missing')
      return unchecked('wrapper', say`no crontab names a wrapper that is there`, { show });
    return intact('wrapper', say`${wrapper.file}, ${editionText(wrapper)}`, {
      evidence: [search?.found == null ? null : say`it finds ${search.found}`],
      show,
    });
  });
}

function fileFault(facts: ChainFacts, { wrapper, entries }: JobOnHost, program: string): Fault | null {
  const byShell = entries[0]?.byShell === true;
  const isReady = wrapper?.state === 'ready' && wrapper.lostInterpreter === null;
  if (wrapper === null || isReady || (byShell && wrapper.state !== 'missing')) return null;
  const evidence = entries.slice(0, 1).map(({ file, line }) => say`${file} line ${line} starts it`);
  if (wrapper.state === 'missing') {
    return fault(
      'wrapper-missing',
      say`${program} is not there: cron starts nothing`,
      evidence,
      say`put it there: run the playbook for ${facts.host}, or "duptop hostkit wrapper"`,
    );
  }
  if (wrapper.state === 'not-executable') {
    const fix = commandThere(facts, 'chmod', '+x', program);
    return fault(
      'wrapper-missing',
      say`${program} is there, but not executable: cron can't start it`,
      evidence,
      say`make it executable`,
      fix,
    );
  }
  return fault(
    'wrapper-missing',
    say`${program} can't be started: there is no ${wrapper.lostInterpreter ?? ''}, which its first line names`,
    evidence,
    say`install it`,
  );
}

function cliFault(facts: ChainFacts, { search, wrapper }: JobOnHost): Fault | null {
  const { host, job } = facts;
  if (search === null || search.found !== null) return null;
  const code = job?.lastRun?.exitCode ?? null;
  // A wrapper that was changed may know another place.
  const mayKnow = wrapper?.ownSearch === true && wrapper.edition !== 'better';
  if (code !== 126 && code !== 127 && (mayKnow || (code !== null && !isOverdue(facts)))) return null;
  const looked = say`cron runs it with PATH=${search.search}`;
  if (search.blocked !== null) {
    return fault(
      'exit-not-found',
      say`${search.blocked} is not executable: every run ends with 126`,
      [looked],
      say`install Duplicati on ${host} again, or make it executable`,
    );
  }
  return fault(
    'exit-not-found',
    say`duplicati-cli is not where cron looks for it on ${host}: every run ends with 127`,
    [looked, say`none of these folders has a duplicati-cli`],
    say`is Duplicati installed there (dpkg -l duplicati)? Else put a PATH= line with its folder above the job in the crontab`,
  );
}

function editionText({ edition, version }: WrapperFile): SafeText {
  if (edition === 'better') return say`the edition of duptop, version ${version ?? 'not known'}`;
  return edition === 'classic' ? say`the classic edition` : say`an edition that duptop does not know`;
}
