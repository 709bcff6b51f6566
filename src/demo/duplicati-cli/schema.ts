/** The tables of Duplicati 2.0.5.1 that a run writes to, with a few that only have to be there. */
export const SCHEMA = `
CREATE TABLE "Operation" ("ID" INTEGER PRIMARY KEY, "Description" TEXT NOT NULL, "Timestamp" INTEGER NOT NULL);
CREATE TABLE "Remotevolume" (
  "ID" INTEGER PRIMARY KEY, "OperationID" INTEGER NOT NULL, "Name" TEXT NOT NULL, "Type" TEXT NOT NULL, "Size" INTEGER NULL,
  "Hash" TEXT NULL, "State" TEXT NOT NULL, "VerificationCount" INTEGER NOT NULL, "DeleteGraceTime" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "RemotevolumeName" ON "Remotevolume" ("Name", "State");
CREATE TABLE "Fileset" (
  "ID" INTEGER PRIMARY KEY, "OperationID" INTEGER NOT NULL, "VolumeID" INTEGER NOT NULL, "IsFullBackup" INTEGER NOT NULL,
  "Timestamp" INTEGER NOT NULL
);
CREATE TABLE "Block" ("ID" INTEGER PRIMARY KEY, "Hash" TEXT NOT NULL, "Size" INTEGER NOT NULL, "VolumeID" INTEGER NOT NULL);
CREATE TABLE "RemoteOperation" (
  "ID" INTEGER PRIMARY KEY, "OperationID" INTEGER NOT NULL, "Timestamp" INTEGER NOT NULL, "Operation" TEXT NOT NULL,
  "Path" TEXT NOT NULL, "Data" BLOB NULL
);
CREATE TABLE "LogData" (
  "ID" INTEGER PRIMARY KEY, "OperationID" INTEGER NOT NULL, "Timestamp" INTEGER NOT NULL, "Type" TEXT NOT NULL,
  "Message" TEXT NOT NULL, "Exception" TEXT NULL
);
CREATE TABLE "Version" ("ID" INTEGER PRIMARY KEY, "Version" INTEGER NOT NULL);
CREATE TABLE "Configuration" ("Key" TEXT PRIMARY KEY NOT NULL, "Value" TEXT NOT NULL);
INSERT INTO "Version" ("Version") VALUES (10);
INSERT INTO "Configuration" ("Key", "Value") VALUES ('blocksize', '102400'), ('blockhash', 'SHA256'), ('filehash', 'SHA256');
`;
