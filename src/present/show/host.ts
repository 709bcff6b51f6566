import type { Host } from '../../domain/snapshot.ts';
import { longDuration } from '../../text/duration.ts';
import { say, visible } from '../../text/safe-text.ts';
import { statusTone } from '../status-word.ts';
import type { Line } from '../tone.ts';
import { momentAndAge } from './ago.ts';
import { causeLines } from './cause-lines.ts';
import { field, hanging, type ShowContext, section, statusLines } from './section.ts';

/** All that is known of one host, wrapped to the width. */
export function showHost(host: Host, context: ShowContext): readonly Line[] {
  const { cause } = host;
  return [
    ...hanging([], 0, visible(host.host), context, 'strong'),
    ...statusLines(
      cause === null ? 'ok' : 'host',
      say`${host.jobs} ${host.jobs === 1 ? 'job' : 'jobs'} known`,
      context,
    ),
    ...section(say`CAUSE`, cause === null ? [] : causeLines(cause, statusTone('host'), context)),
    ...section(say`EXPORTER`, exporterLines(host, context)),
  ];
}

function exporterLines(
  { instance, exporter, textfileErrors, lastScrapeAt, scrapeIntervalSeconds }: Host,
  context: ShowContext,
) {
  const state = exporter.up === null ? say`not known` : exporter.up ? say`up` : say`down`;
  const every = scrapeIntervalSeconds === null ? '' : `; scraped every ${longDuration(scrapeIntervalSeconds)}`;
  return [
    ...field('state', state, context, exporter.up === false ? 'failed' : 'plain'),
    ...(exporter.error === null ? [] : field('error', exporter.error, context, 'failed')),
    ...(exporter.url === null ? [] : field('url', visible(exporter.url), context)),
    ...field('instance', instance === null ? say`not known` : visible(instance), context),
    ...(lastScrapeAt === null
      ? []
      : field('last scrape', say`${momentAndAge(lastScrapeAt, context.now)}${every}`, context)),
    ...(textfileErrors === null
      ? []
      : field(
          'textfiles',
          textfileErrors > 0 ? say`at least one file was dropped` : say`none dropped`,
          context,
          textfileErrors > 0 ? 'failed' : 'plain',
        )),
  ] satisfies readonly Line[];
}
