import type { Environment } from '../config/environment.ts';
import type { DemoHostParts } from '../demo/hosts/demo-hosts.ts';
import type { HostSettings } from '../domain/host-settings.ts';
import type { Job } from '../domain/job.ts';
import type { Run } from '../domain/run.ts';
import type { FleetStream } from '../fleet/fleet-stream.ts';
import type { FeedSources } from '../live/feeds.ts';
import type { LoginTo } from '../live/login.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileWriter } from '../ports/file-writer.ts';
import type { Files, RawFiles } from '../ports/files.ts';
import type { Http } from '../ports/http.ts';
import type { HttpServers } from '../ports/http-server.ts';
import type { Progress } from '../ports/progress.ts';
import type { Question } from '../ports/question.ts';
import type { TextOutput } from '../ports/terminal.ts';
import type { Hosts } from '../remote/host-shell.ts';
import type { SafeText } from '../text/safe-text.ts';

/** A live table: what to show, and whom to ask for more. */
interface LiveScreen {
  readonly stream: FleetStream;
  /** Who is asked, for people. */
  readonly asking: SafeText;
  /** What to begin with. */
  readonly filter: string;
  readonly ascii: boolean;
  readonly color: boolean;
  readonly screenReader: boolean;
  /** Earlier runs of a job; `null` where nobody keeps them. @throws Error with a message that is safe to show */
  readHistory(job: Job, days: number, signal: AbortSignal): Promise<readonly Run[] | null>;
  readonly feeds: FeedSources;
  /** Whatever changes anything is refused. */
  readonly readOnly: boolean;
  readonly loginTo: LoginTo;
  /** Ends what goes on outside; called before a signal ends the process, after which nothing is done any more. */
  close(): Promise<void>;
}

/** A terminal that can be taken over. */
export interface LiveTerminal {
  /** Until the person quits. */
  show(screen: LiveScreen): Promise<void>;
}

/** Everything that a command may touch of the world; `main.ts` builds the real one. */
export interface Shell {
  readonly version: string;
  readonly http: Http;
  readonly httpServers: HttpServers;
  readonly clock: Clock;
  readonly files: Files & RawFiles;
  readonly fileWriter: FileWriter;
  /** The Node that runs this. */
  readonly nodeProgram: string;
  /** The ways to the hosts, with the `ssh` part of the configuration. Whoever opens them closes them. */
  openHosts(settings: readonly HostSettings[]): Promise<Hosts>;
  /** What the hosts of a demo are made of. */
  demoHostParts(): Promise<DemoHostParts>;
  /** The folder of the package with what is put on hosts: the wrapper, and the Ansible role in `ansible/`. */
  readonly hostkitFolder: string;
  readonly environment: Environment;
  readonly homeFolder: string | null;
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  /** `null`: without a terminal, or on one that can do nothing. */
  readonly terminal: LiveTerminal | null;
  readonly progress: Progress;
  /** `null`: nobody is there to answer. */
  readonly question: Question | null;
  /** Who sits at this machine. */
  userName(): Promise<string>;
  /** Where it is kept what was changed out there. */
  readonly audit: AuditLog;
  /** Aborted when the person at the terminal has had enough. */
  readonly signal: AbortSignal;
}
