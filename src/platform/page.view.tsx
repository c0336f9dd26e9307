import type { Locale, Role } from './caller.js';
import { Icon, Mark, type IconName } from './components/icon.js';
import { Note, type NoteTone } from './components/parts.js';
import { asDate, instantWords, type Instant } from './components/when.js';
import { countWords, frameWords } from './components/words.js';
import { Hatch, Head } from './page-head.view.js';
import { vnIso } from './vn-time.js';

export type NavKey =
  | 'directives'
  | 'assignments'
  | 'reports'
  | 'questions'
  | 'replies'
  | 'registers'
  | 'units'
  | 'people'
  | 'groups'
  | 'contactability'
  | 'calendar'
  | 'policies'
  | 'reorganisations'
  | 'imports'
  | 'audit'
  | 'trust'
  | 'system'
  | 'mail'
  | 'mailbox';

/** Who is signed in, as the frame shows it. */
export interface SignedIn {
  role: Role;
  unitName: string;
  /** The person's name, where the account has one. */
  name?: string | null;
  /** Acts under a mandate that somebody lent. */
  delegated?: boolean;
  /** Where the person has several mandates: all of them, the present one marked. */
  mandates?: readonly { id: string; unitName: string; role: Role; delegated: boolean; present: boolean }[];
}

/** What the reader must know on whatever page: the system does not do all it should. */
export interface Notice {
  title: string;
  text: string;
  /** Where there is more of it, for who may see that. */
  link: { href: string; text: string } | null;
}

/** What every page needs beside its own data. */
export interface Frame {
  locale: Locale;
  /** Path and query of this page: the language switch and the clock come back to it. */
  path: string;
  /** The business instant, sampled once for the page. */
  now: Instant;
  /** Demo mode: the clock bar and the test mailbox are there. */
  demo: boolean;
  caller: SignedIn | null;
  /** Numbers beside the entries of the menu (open duties, reports to review). */
  counts?: Partial<Record<NavKey, number>>;
  notices?: readonly Notice[];
  /** What the act before this page did, once. */
  flash?: { tone: NoteTone; text: string } | null;
}

interface PageProps {
  title: string;
  frame: Frame;
  content: JSX.Element;
  current?: NavKey | null;
  /** `narrow` for one thing to read or do, `wide` for tables. */
  width?: 'narrow' | 'wide';
  /** Loads htmx: pages that refresh or open parts of themselves. */
  live?: boolean;
  /** Without JavaScript the page is loaded anew after so many seconds. */
  againSeconds?: number;
}

const NAV: Record<NavKey, { href: string; icon: IconName }> = {
  directives: { href: '/directives', icon: 'paper' },
  assignments: { href: '/assignments', icon: 'inbox' },
  reports: { href: '/reports', icon: 'reports' },
  questions: { href: '/questions', icon: 'question' },
  replies: { href: '/replies', icon: 'mail' },
  registers: { href: '/registers', icon: 'book' },
  units: { href: '/units', icon: 'units' },
  people: { href: '/people', icon: 'people' },
  reorganisations: { href: '/reorganisations', icon: 'tree' },
  groups: { href: '/groups', icon: 'send' },
  contactability: { href: '/contactability', icon: 'mail' },
  calendar: { href: '/calendar', icon: 'clock' },
  policies: { href: '/policies', icon: 'forwardTime' },
  imports: { href: '/imports', icon: 'reports' },
  audit: { href: '/audit', icon: 'shield' },
  trust: { href: '/settings/trust-roots', icon: 'shield' },
  mail: { href: '/mail', icon: 'send' },
  system: { href: '/system', icon: 'clock' },
  mailbox: { href: '/dev/mailbox', icon: 'mail' },
};
const NAV_OF: Record<Role, readonly NavKey[]> = {
  clerk: ['directives', 'assignments', 'reports', 'questions', 'replies', 'registers', 'units'],
  officer: ['assignments', 'replies', 'registers', 'units'],
  leader: ['directives', 'assignments', 'reports', 'questions', 'replies', 'registers', 'units'],
  auditor: ['audit', 'directives', 'registers', 'units', 'system'],
  'unit-admin': ['directives', 'assignments', 'reports', 'questions', 'registers', 'units'],
  operator: ['directives', 'units', 'audit', 'trust', 'system', 'mail', 'replies'],
};
/** What is behind `units`: a second row of the menu. */
const ABOUT_UNITS: Record<Role, readonly NavKey[]> = {
  clerk: ['units', 'groups', 'contactability', 'calendar', 'policies'],
  officer: ['units', 'calendar', 'policies'],
  leader: ['units', 'groups', 'people', 'contactability', 'calendar', 'policies'],
  auditor: ['units', 'contactability', 'calendar', 'policies'],
  'unit-admin': ['units', 'reorganisations', 'people', 'contactability', 'calendar', 'policies', 'imports'],
  operator: ['units', 'reorganisations', 'people', 'contactability', 'calendar', 'policies', 'imports'],
};
const CLOCK_STEPS = ['1h', '4h', '1d', '3wd', '7d'] as const;

function ClockBar({ frame }: { frame: Frame }): JSX.Element {
  const words = frameWords(frame.locale).clock;
  return (
    <aside class="clock" aria-label={words.label}>
      <form method="post" action="/demo/clock" class="within">
        <input type="hidden" name="back" value={frame.path} />
        <p>
          <Icon name="clock" /> <span safe>{words.now}</span>{' '}
          <time datetime={vnIso(asDate(frame.now))} safe>
            {instantWords(frame.now, frame.locale)}
          </time>
        </p>
        <div class="clock-steps">
          <Icon name="forwardTime" />
          <span class="visually-hidden" safe>
            {words.forward}
          </span>
          {CLOCK_STEPS.map((step) => (
            <button type="submit" name="forward" value={step} safe>
              {words.steps[step]}
            </button>
          ))}
        </div>
      </form>
    </aside>
  );
}

function WorkingFor({ frame, caller }: { frame: Frame; caller: SignedIn }): JSX.Element {
  const words = frameWords(frame.locale);
  return (
    <form method="post" action="/mandate" class="working-for">
      <label for="working-for" safe>
        {words.workingFor}
      </label>
      <select id="working-for" name="mandate">
        {(caller.mandates ?? []).map(({ id, unitName, role, delegated, present }) => (
          <option value={id} selected={present} safe>
            {`${words.roles[role]}${delegated ? ` (${words.delegated})` : ''} · ${unitName}`}
          </option>
        ))}
      </select>
      <button type="submit" class="on-dark">
        <Icon name="forward" /> <span safe>{words.switch}</span>
      </button>
    </form>
  );
}

function Caller({ frame, caller }: { frame: Frame; caller: SignedIn }): JSX.Element {
  const words = frameWords(frame.locale);
  const about = [words.roles[caller.role], caller.delegated ? words.delegated : '', caller.name];
  return (
    <>
      <form method="post" action="/sign-out" class="caller">
        <p>
          <strong safe>{caller.unitName}</strong>
          {caller.name ? (
            <small>
              <a href="/me" safe>
                {about.filter(Boolean).join(' · ')}
              </a>
            </small>
          ) : (
            <small safe>{about.filter(Boolean).join(' · ')}</small>
          )}
        </p>
        <button type="submit" class="on-dark">
          <Icon name="out" /> <span safe>{words.signOut}</span>
        </button>
      </form>
      {caller.mandates && caller.mandates.length > 1 ? <WorkingFor frame={frame} caller={caller} /> : null}
    </>
  );
}

function Entries({ keys, frame, current }: { keys: readonly NavKey[]; frame: Frame; current: NavKey | null }) {
  const words = frameWords(frame.locale);
  return (
    <ul class="within">
      {keys.map((key) => (
        <li>
          <a href={NAV[key].href} aria-current={key === current ? 'page' : undefined}>
            <Icon name={NAV[key].icon} /> <span safe>{words.nav[key]}</span>
            {frame.counts?.[key] ? (
              <b class="count" safe>
                {countWords(frame.counts[key], frame.locale)}
              </b>
            ) : null}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Menu({ frame, caller, current }: { frame: Frame; caller: SignedIn; current: NavKey | null }): JSX.Element {
  const words = frameWords(frame.locale);
  // people are not managed by delegation
  const below = ABOUT_UNITS[caller.role].filter((key) => key !== 'people' || !caller.delegated);
  const isBelow = current !== null && below.includes(current);
  const keys: readonly NavKey[] = [...NAV_OF[caller.role], ...(frame.demo ? (['mailbox'] as const) : [])];
  return (
    <>
      <nav class="menu" aria-label={words.menu}>
        <Entries keys={keys} frame={frame} current={isBelow ? 'units' : current} />
      </nav>
      {isBelow && below.length > 1 ? (
        <nav class="menu menu-below" aria-label={words.nav.units}>
          <Entries keys={below} frame={frame} current={current} />
        </nav>
      ) : null}
    </>
  );
}

function Top({ frame, current }: { frame: Frame; current: NavKey | null }): JSX.Element {
  const words = frameWords(frame.locale);
  const other = frame.locale === 'vi' ? 'en' : 'vi';
  return (
    <header class="top">
      <div class="within top-row">
        <a class="wordmark" href="/">
          <Mark />
          <span>
            <b>Thông Suốt</b>
            <small safe>{words.tagline}</small>
          </span>
        </a>
        <div class="top-end">
          {frame.caller ? <Caller frame={frame} caller={frame.caller} /> : null}
          <form method="post" action="/language" class="language">
            <input type="hidden" name="back" value={frame.path} />
            <button type="submit" class="on-dark" name="lang" value={other} lang={other}>
              <Icon name="globe" /> <span safe>{words.otherLanguage}</span>
            </button>
          </form>
        </div>
      </div>
      {frame.caller ? <Menu frame={frame} caller={frame.caller} current={current} /> : null}
    </header>
  );
}

function Bottom({ frame }: { frame: Frame }): JSX.Element {
  const words = frameWords(frame.locale);
  return (
    <footer class="bottom">
      <div class="within">
        <p safe>{words.footer}</p>
        <p>
          <span safe>{words.footerNote}</span>{' '}
          <a href="/api/docs" safe>
            {words.developers}
          </a>
        </p>
      </div>
    </footer>
  );
}

const Notices = ({ notices }: { notices: readonly Notice[] }): JSX.Element => (
  <div role="status">
    {notices.map(({ title, text, link }) => (
      <Note tone="warning" title={title} text={text}>
        {link ? (
          <a href={link.href} safe>
            {link.text}
          </a>
        ) : null}
      </Note>
    ))}
  </div>
);

/** The whole document around one page's content; works without JavaScript. */
export function page({
  title,
  frame,
  content,
  current = null,
  width = 'wide',
  live = false,
  againSeconds,
}: PageProps): string {
  const words = frameWords(frame.locale);
  // a page that tells the whole of it needs no sentence that leads to it
  const notices = (frame.notices ?? []).filter(({ link }) => link?.href !== frame.path);
  const html = (
    <html lang={frame.locale} data-theme="light">
      <Head title={title} locale={frame.locale} live={live} againSeconds={againSeconds} />
      <body>
        <a class="skip" href="#content" safe>
          {words.skip}
        </a>
        {frame.demo ? <ClockBar frame={frame} /> : null}
        <Top frame={frame} current={current} />
        <main id="content" class={`within ${width}`} tabindex="-1">
          {notices.length > 0 ? <Notices notices={notices} /> : null}
          {frame.flash ? (
            <div role="status">
              <Note tone={frame.flash.tone} text={frame.flash.text} />
            </div>
          ) : null}
          {content}
        </main>
        <Bottom frame={frame} />
        <Hatch />
      </body>
    </html>
  );
  if (typeof html !== 'string') throw new TypeError('a page is drawn at once; nothing in it may wait');
  return `<!doctype html>${html}`;
}
