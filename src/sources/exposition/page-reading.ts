import type { InstanceReading } from '../../domain/reading.ts';

/** What one exposition page tells of its instance. */
export type PageReading = Pick<
  InstanceReading,
  'nodename' | 'runs' | 'labelled' | 'textfileError' | 'textFiles' | 'filesByMetric' | 'gatheringErrors' | 'problems'
>;
