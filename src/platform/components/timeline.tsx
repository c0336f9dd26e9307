import type { Locale } from '../caller.js';
import { vnDate } from '../vn-time.js';
import { actorsEn, factsEn } from './facts.en.js';
import { actorsVi, factsVi, type ActorWords, type FactPayload } from './facts.vi.js';
import { Icon, type IconName } from './icon.js';
import { asDate, dateWords, instantWords, When, type Instant } from './when.js';

/** One fact as `GET /directives/{id}/history` gives it, with the names that a reader needs. */
export interface TimelineEntry {
  id: string;
  kind: string;
  at: Instant;
  recordedAt?: Instant;
  /** `system`, `link`, `command-line`, `token:…` or an account's id. */
  actor: string;
  actorName?: string | null;
  /** In which capacity; said only where it is `by-telephone`. */
  capacity?: string;
  unitName: string | null;
  /** Where the unit's own history is. */
  unitHref?: string | null;
  payload: FactPayload;
  /** Hexadecimal. */
  leafHash?: string | null;
}

export const actorWords = (locale: Locale): ActorWords => (locale === 'vi' ? actorsVi : actorsEn);

/** A fact as a sentence; a kind that has no sentence yet shows its code. */
export const factWords = (entry: Pick<TimelineEntry, 'kind' | 'payload'>, locale: Locale): string =>
  ((locale === 'vi' ? factsVi : factsEn)[entry.kind] ?? (() => entry.kind))(entry.payload);

function whoWords(entry: TimelineEntry, locale: Locale): string {
  const words = actorWords(locale);
  if (entry.actorName) return entry.actorName;
  if (
    entry.actor === 'system' ||
    entry.actor === 'link' ||
    entry.actor === 'reply' ||
    entry.actor === 'command-line' ||
    entry.actor === 'demo'
  )
    return words[entry.actor];
  if (entry.actor.startsWith('token:')) return words.token;
  return `${words.account} ${entry.actor.slice(-6)}`;
}

const ICONS: readonly (readonly [RegExp, IconName])[] = [
  [/acknowledged|accepted|completed|implemented$/, 'done'],
  [/returned|sentBack|recalled/, 'back'],
  [/reminded/, 'clock'],
  [/escalated|failed|unknown|lateAttempt|refused/, 'warning'],
  [/forwarded|relayed|issued|opened/, 'send'],
  [/delivered|message/, 'mail'],
  [/assigned/, 'people'],
  [/report/, 'reports'],
  [/started|implementing/, 'start'],
];
const iconOf = (kind: string): IconName => ICONS.find(([pattern]) => pattern.test(kind))?.[1] ?? 'paper';

function Entry({ entry, locale }: { entry: TimelineEntry; locale: Locale }): JSX.Element {
  const words = actorWords(locale);
  return (
    <li
      class={entry.payload['late'] === true || /escalated|failed/.test(entry.kind) ? 'entry entry-late' : 'entry'}
      id={`fact-${entry.id}`}
    >
      <Icon name={iconOf(entry.kind)} />
      <div>
        <p class="entry-what">
          {entry.unitName === null ? null : entry.unitHref ? (
            <a href={entry.unitHref} safe>
              {entry.unitName}
            </a>
          ) : (
            <span class="entry-unit" safe>
              {entry.unitName}
            </span>
          )}
          <b safe>{factWords(entry, locale)}</b>
        </p>
        <p class="entry-note">
          <When at={entry.at} locale={locale} /> · <span safe>{whoWords(entry, locale)}</span>
          {entry.capacity === 'by-telephone' ? <span safe>{` (${words.telephone})`}</span> : null}
          {entry.leafHash ? (
            <code title={`${words.hash}: ${entry.leafHash}`} safe>
              {entry.leafHash.slice(0, 12)}
            </code>
          ) : null}
          {entry.recordedAt && Math.abs(asDate(entry.recordedAt).getTime() - asDate(entry.at).getTime()) > 60_000 ? (
            <span class="recorded" safe>{`${words.recordedAt} ${instantWords(entry.recordedAt, locale)}`}</span>
          ) : null}
        </p>
      </div>
    </li>
  );
}

function byDay(entries: readonly TimelineEntry[]): Map<string, TimelineEntry[]> {
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const day = vnDate(asDate(entry.at));
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return days;
}

/** Facts in order, under the day they happened on. */
export function Timeline({ entries, locale }: { entries: readonly TimelineEntry[]; locale: Locale }): JSX.Element {
  if (entries.length === 0)
    return (
      <p class="muted" safe>
        {actorWords(locale).none}
      </p>
    );
  const days = byDay(entries);
  return (
    <div class="timeline">
      {[...days].map(([day, facts]) => (
        <section>
          <p class="timeline-day">
            <time datetime={day} safe>
              {dateWords(day, locale)}
            </time>
          </p>
          <ol>
            {facts.map((entry) => (
              <Entry entry={entry} locale={locale} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
