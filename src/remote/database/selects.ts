/** Longest texts that are taken, in characters; a Result has its messages, up to 60 of any length, at its end. */
const RESULT_LENGTH = 200_000;
const NAME_LENGTH = 300;
const WORD_LENGTH = 100;
const DATA_LENGTH = 300;
/** Rows of one poll: what comes in a second or two. */
export const POLLED_ROWS = 500;
const MOST_GROUPS = 100;

/** Whatever a column holds, as text that is not too long. */
function text(column: string, length: number): string {
  return `CAST(substr(${column},1,${length}) AS TEXT) AS ${column.replace(/^.*\./, '')}`;
}

const OPERATION = `SELECT ID,${text('Description', WORD_LENGTH)},Timestamp FROM Operation`;
const RESULT = `SELECT l.ID,l.OperationID,l.Timestamp,o.Timestamp AS StartedAt,${text('o.Description', WORD_LENGTH)},${text('l.Message', RESULT_LENGTH)} FROM LogData l LEFT JOIN Operation o ON o.ID=l.OperationID WHERE l.Type='Result'`;
/** The Data of a list is a whole listing. */
const REMOTE = `SELECT ID,OperationID,Timestamp,${text('Operation', WORD_LENGTH)},${text('Path', NAME_LENGTH)},CASE WHEN Operation IN ('put','get') THEN CAST(substr(Data,1,${DATA_LENGTH}) AS TEXT) END AS Data FROM RemoteOperation`;
const SUM = `count(*) AS Files,total(CASE WHEN Size>0 THEN Size ELSE 0 END) AS Bytes FROM Remotevolume`;

/** Which of Duplicati's tables there are, and the schema. */
export const TABLES = `SELECT count(*) AS Tables FROM sqlite_master WHERE type='table' AND lower(name) IN ('operation','logdata','remoteoperation','remotevolume','fileset')`;
export const SCHEMA = 'SELECT max(Version) AS Version FROM Version';
export const LAST_IDS =
  'SELECT (SELECT max(ID) FROM Operation) AS Operation,(SELECT max(ID) FROM LogData) AS Result,(SELECT max(ID) FROM RemoteOperation) AS Remote';

export function lastOperations(count: number): string {
  return `${OPERATION} ORDER BY ID DESC LIMIT ${count}`;
}

/** Of the last operations; some have several. */
export function lastResults(count: number): string {
  return `${RESULT} AND l.OperationID>=(SELECT min(ID) FROM (SELECT ID FROM Operation ORDER BY ID DESC LIMIT ${count})) ORDER BY l.ID DESC LIMIT ${2 * count}`;
}

export function lastRemote(count: number): string {
  return `${REMOTE} ORDER BY ID DESC LIMIT ${count}`;
}

export const VOLUMES = `SELECT ${text('Type', WORD_LENGTH)},${text('State', WORD_LENGTH)},${SUM} GROUP BY 1,2 LIMIT ${MOST_GROUPS}`;
/** A version whose list never arrived can't be restored from, whatever its own row says. */
const IS_COMPLETE = "(f.IsFullBackup<>0 AND coalesce(v.State,'') IN ('Uploaded','Verified'))";
const FILESETS = 'FROM Fileset f LEFT JOIN Remotevolume v ON v.ID=f.VolumeID';
export const VERSIONS = `SELECT total(${IS_COMPLETE}) AS Complete,total(NOT ${IS_COMPLETE}) AS Incomplete,min(CASE WHEN ${IS_COMPLETE} THEN f.Timestamp END) AS OldestAt ${FILESETS}`;

export function newestVersions(count: number): string {
  return `SELECT f.Timestamp,${IS_COMPLETE} AS Complete ${FILESETS} ORDER BY f.Timestamp DESC LIMIT ${count}`;
}

/** Files that the last operations have not brought to an end. */
export function leftovers(count: number): string {
  return `SELECT OperationID,${text('State', WORD_LENGTH)},${SUM} WHERE State NOT IN ('Uploaded','Verified','Deleted') AND OperationID>=(SELECT min(ID) FROM (SELECT ID FROM Operation ORDER BY ID DESC LIMIT ${count})) GROUP BY 1,2 LIMIT ${MOST_GROUPS}`;
}

/** What came after these rows. */
export function operationsAfter(id: number): string {
  return `${OPERATION} WHERE ID>${id} ORDER BY ID LIMIT ${POLLED_ROWS}`;
}
export function resultsAfter(id: number): string {
  return `${RESULT} AND l.ID>${id} ORDER BY l.ID LIMIT ${POLLED_ROWS}`;
}
export function remoteAfter(id: number): string {
  return `${REMOTE} WHERE ID>${id} ORDER BY ID LIMIT ${POLLED_ROWS}`;
}

/** The files of the newest operation by state. */
export const NEWEST_VOLUMES = `SELECT ${text('State', WORD_LENGTH)},${SUM} WHERE OperationID=(SELECT max(ID) FROM Operation) GROUP BY 1 LIMIT ${MOST_GROUPS}`;
