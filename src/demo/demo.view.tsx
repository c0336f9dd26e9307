import type { Locale } from '../platform/caller.js';
import { outcomeParts, StackedBar, type Outcomes } from '../platform/components/bar.js';
import { Icon, type IconName } from '../platform/components/icon.js';
import { paperWords, type Paper } from '../platform/components/paper.js';
import { instantWords, type Instant } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import { en } from './words.en.js';
import { vi, type DemoWords } from './words.vi.js';

export const demoWords = (locale: Locale): DemoWords => (locale === 'vi' ? vi : en);
type Role = keyof DemoWords['doors'];

export interface LandingProps {
  /** The link that signs in as each role, and the unit one then acts for. */
  doors: Record<Role, { href: string; unitName: string }>;
  /** The fixed instant at which the demonstration's clock started. */
  startedAt: Instant;
  papers: readonly { paper: Paper; total: number; receiptOutcome: Outcomes }[];
}

const DOOR_ICON: Record<Role, IconName> = {
  issuer: 'send',
  second: 'people',
  province: 'forward',
  commune: 'inbox',
  admin: 'tree',
  auditor: 'shield',
};
const ROLES: readonly Role[] = ['issuer', 'second', 'province', 'commune', 'admin', 'auditor'];

function Door({ role, props, words }: { role: Role; props: LandingProps; words: DemoWords }): JSX.Element {
  return (
    <li>
      <a class="door" href={props.doors[role].href}>
        <Icon name={DOOR_ICON[role]} />
        <b class="door-title" safe>
          {words.doors[role].title}
        </b>
        <span safe>{words.doors[role].text}</span>
        <span class="door-unit" safe>
          {props.doors[role].unitName}
        </span>
        <span class="door-enter">
          <span safe>{words.enter}</span> <Icon name="arrow" />
        </span>
      </a>
    </li>
  );
}

/** `/` in the demonstration: its roles, each one link away. */
export function landingPage(frame: Frame, props: LandingProps): string {
  const { locale } = frame;
  const words = demoWords(locale);
  const content = (
    <>
      <h1 class="headline" safe>
        {words.heading}
      </h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      <ul class="doors-list">
        {ROLES.map((role) => (
          <Door role={role} props={props} words={words} />
        ))}
      </ul>
      {props.papers.length === 0 ? null : (
        <section aria-labelledby="papers">
          <h2 id="papers" safe>
            {words.papers}
          </h2>
          <ul class="landing-papers">
            {props.papers.map(({ paper, total, receiptOutcome }) => (
              <li>
                <p>
                  <b safe>{paper.subject}</b>
                  <span
                    class="muted"
                    safe
                  >{`${paper.issuer} · ${paperWords(paper, locale)} · ${words.units(countWords(total, locale))}`}</span>
                </p>
                <StackedBar parts={outcomeParts(receiptOutcome, locale)} locale={locale} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <div class="landing-notes">
        <section>
          <h2>
            <Icon name="clock" /> <span safe>{words.clock}</span>
          </h2>
          <p safe>{words.clockText(instantWords(props.startedAt, locale))}</p>
        </section>
        <section>
          <h2>
            <Icon name="mail" /> <span safe>{words.mailbox}</span>
          </h2>
          <p safe>{words.mailboxText}</p>
          <p>
            <a href="/dev/mailbox" safe>
              {words.openMailbox}
            </a>
          </p>
        </section>
      </div>
      <p class="muted" safe>
        {words.made}
      </p>
    </>
  );
  return page({ title: words.title, frame, content });
}
