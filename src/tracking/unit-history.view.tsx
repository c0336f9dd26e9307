import { Icon } from '../platform/components/icon.js';
import { Crumbs, Empty, NextLink } from '../platform/components/parts.js';
import { Timeline, type TimelineEntry } from '../platform/components/timeline.js';
import { countWords, frameWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import { trackingWords } from './progress.view.js';

export interface UnitHistoryProps {
  unit: { code: string; name: string };
  /** Facts over all directives, oldest first; each names its directive instead of the unit. */
  entries: readonly TimelineEntry[];
  /** How many there are, over all pages. */
  total: number;
  nextHref: string | null;
}

/** `/units/:code/history`: what one unit owed and did, over every directive that reached it. */
export function unitHistoryPage(frame: Frame, props: UnitHistoryProps): string {
  const { locale } = frame;
  const all = trackingWords(locale);
  const words = all.log;
  const { unit } = props;
  const title = `${words.of} ${unit.name}`;
  const content = (
    <>
      <Crumbs
        label={all.crumbs}
        crumbs={[
          { href: '/units', text: frameWords(locale).nav.units },
          { href: `/units/${encodeURIComponent(unit.code)}`, text: unit.name },
          { href: null, text: words.title },
        ]}
      />
      <div class="heading-row">
        <h1 safe>{title}</h1>
        <button type="button" class="button button-secondary no-print" data-print="" hidden>
          <Icon name="print" /> <span safe>{frameWords(locale).print}</span>
        </button>
      </div>
      <p class="muted" safe>{`${words.count(countWords(props.total, locale))}. ${words.note}`}</p>
      {props.entries.length === 0 ? (
        <Empty icon="history" title={words.emptyUnit} />
      ) : (
        <Timeline entries={props.entries} locale={locale} />
      )}
      <NextLink href={props.nextHref} locale={locale} />
    </>
  );
  return page({ title, frame, content, current: frame.caller?.role === 'auditor' ? 'audit' : 'units' });
}
