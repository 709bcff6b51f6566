import { say } from '../../text/safe-text.ts';
import { SourceError } from '../source-error.ts';

/** The page's address for errors, without credentials, and the Content-Type that it came with. */
export interface PageOrigin {
  readonly url: string;
  readonly contentType: string | null;
}

/** What was seen of a page as a whole. */
export interface PageFacts extends PageOrigin {
  readonly bytes: number;
  /** The first bytes, as latin1. */
  readonly head: string;
  readonly hasSample: boolean;
  /** Without a newline at the end. */
  readonly endsInLine: boolean;
  /** `# EOF` of OpenMetrics. */
  readonly hasEnd: boolean;
  /** Series that never are a page's last were the last. */
  readonly endsEarly: boolean;
}

/** How a page may begin, or any shorter beginning of it. */
const COMMENTS = ['# HELP ', '# TYPE ', '# UNIT '];
const CUT_HINT =
  'something between here and the exporter cuts its answers short, or it went down in the middle: try again';
const OTHER_HINT = 'check the address: a login page, a proxy or another service may be answering';

/** Refuses what is no exposition page, or only a part of one: half a page would make jobs look missing. @throws SourceError */
export function checkPage(page: PageFacts): void {
  const start = page.head.replace(/^(?:\xef\xbb\xbf)?\s*/, '');
  if (start === '') throw notUnderstood(page, 'the answer is empty');
  if (start.startsWith('<')) throw notUnderstood(page, 'the answer is an HTML page, not metrics');
  if (!page.hasSample && COMMENTS.some((comment) => start.startsWith(comment) || comment.startsWith(start))) {
    throw cutOff(page, 'the answer ended before its first metric');
  }
  if (!page.hasSample && /^[{[]/.test(start)) throw notUnderstood(page, 'the answer is JSON, not metrics');
  if (!page.hasSample) throw notUnderstood(page, 'the answer holds no metrics');
  if (page.endsInLine) throw cutOff(page, `the answer ended in the middle of a line after ${page.bytes} bytes`);
  if (page.endsEarly || (isOpenMetrics(page.contentType) && !page.hasEnd)) {
    throw cutOff(page, `the answer ended after ${page.bytes} bytes, before its last metrics`);
  }
}

function isOpenMetrics(contentType: string | null): boolean {
  return contentType !== null && /^\s*application\/openmetrics-text\b/i.test(contentType);
}

function notUnderstood(page: PageFacts, message: string): SourceError {
  return new SourceError('not-understood', page.url, say`${page.url}: ${message}`, { hint: OTHER_HINT });
}

function cutOff(page: PageFacts, message: string): SourceError {
  return new SourceError('cut-off', page.url, say`${page.url}: ${message}`, { hint: CUT_HINT });
}
