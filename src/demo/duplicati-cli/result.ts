/** What a run counted. */
export interface RunCounts {
  readonly code: number;
  readonly beganAt: number;
  readonly examined: number;
  readonly examinedBytes: number;
  readonly added: number;
  readonly modified: number;
  readonly uploadedBytes: number;
  readonly uploadedFiles: number;
  readonly downloadedBytes: number;
  readonly downloadedFiles: number;
  readonly retries: number;
  readonly totals: { readonly files: number; readonly bytes: number; readonly versions: number };
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
  /** A file at the destination that was found damaged. */
  readonly damaged: { readonly name: string; readonly why: string } | null;
  readonly checked: readonly string[];
}

const VERSION = '2.0.5.1 (2.0.5.1_beta_2020-01-18)';
const QUOTA = { TotalQuotaSpace: 270_553_174_016, FreeQuotaSpace: 81_689_251_840, AssignedQuotaSpace: -1 };

/** The Result document that 2.0.5.1 leaves in LogData. */
export function resultMessage(counts: RunCounts, now: number): string {
  const { beganAt, warnings, errors, damaged, checked, totals } = counts;
  const own = (began: number, ended: number) => ({
    Version: VERSION,
    EndTime: new Date(ended).toISOString(),
    BeginTime: new Date(began).toISOString(),
    Duration: timeSpan((ended - began) / 1000),
  });
  const BackendStatistics = {
    RemoteCalls: counts.uploadedFiles + counts.downloadedFiles + 2,
    BytesUploaded: counts.uploadedBytes,
    BytesDownloaded: counts.downloadedBytes,
    FilesUploaded: counts.uploadedFiles,
    FilesDownloaded: counts.downloadedFiles,
    FilesDeleted: 0,
    FoldersCreated: 0,
    RetryAttempts: counts.retries,
    KnownFileCount: totals.files,
    KnownFileSize: totals.bytes,
    BackupListCount: totals.versions,
    ...QUOTA,
    ReportedQuotaError: false,
    ReportedQuotaWarning: false,
    MainOperation: 'Backup',
    ParsedResult: 'Success',
    Version: VERSION,
    EndTime: '0001-01-01T00:00:00',
    BeginTime: new Date(beganAt).toISOString(),
    Duration: '00:00:00',
  };
  const TestResults = {
    MainOperation: 'Test',
    VerificationsActualLength: checked.length,
    Verifications: checked.map((name) => ({
      Key: name,
      Value: damaged?.name === name ? [{ Key: 'Error', Value: damaged.why }] : [],
    })),
    ParsedResult: 'Success',
    ...own(now, now),
  };
  return JSON.stringify({
    DeletedFiles: 0,
    ModifiedFiles: counts.modified,
    ExaminedFiles: counts.examined,
    OpenedFiles: counts.added + counts.modified,
    AddedFiles: counts.added,
    SizeOfExaminedFiles: counts.examinedBytes,
    NotProcessedFiles: 0,
    FilesWithError: 0,
    PartialBackup: counts.code === 50,
    Dryrun: false,
    MainOperation: 'Backup',
    CompactResults: null,
    VacuumResults: null,
    DeleteResults: null,
    RepairResults: null,
    TestResults: counts.code === 50 ? null : TestResults,
    ParsedResult: errors.length > 0 ? 'Error' : warnings.length > 0 ? 'Warning' : 'Success',
    ...own(beganAt, now),
    MessagesActualLength: 0,
    WarningsActualLength: warnings.length,
    ErrorsActualLength: errors.length,
    Messages: [],
    Warnings: warnings.slice(0, 20),
    Errors: errors.slice(0, 20),
    BackendStatistics,
  });
}

/** .NET's `hh:mm:ss.fffffff`. */
export function timeSpan(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const fraction = Math.round((seconds - whole) * 1e7);
  const days = Math.floor(whole / 86_400);
  const time = `${two(Math.floor(whole / 3600) % 24)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return `${days > 0 ? `${days}.` : ''}${time}${fraction > 0 ? `.${String(fraction).padStart(7, '0')}` : ''}`;
}
