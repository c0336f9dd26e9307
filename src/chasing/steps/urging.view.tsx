import { LetterLinks } from '../../letters/index.js';
import { Submit } from '../../platform/components/form.js';
import { Crumbs, Note } from '../../platform/components/parts.js';
import { dateWords, instantWords } from '../../platform/components/when.js';
import { page, type Frame } from '../../platform/page.view.js';
import type { UrgingRound } from './make-urging-letter.usecase.js';
import { roundText } from './round.rules.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

export interface UrgingProps extends UrgingRound {
  directiveId: string;
  subject: string;
}

/** `/directives/:id/urging/:round`: whom an official letter urges, whether it was made, and the letter to sign. */
export function urgingPage(frame: Frame, { directiveId, subject, round, units, madeAt, others }: UrgingProps): string {
  const { locale } = frame;
  const all = locale === 'vi' ? vi : en;
  const words = all.page;
  const here = `/directives/${directiveId}/urging/${roundText(round)}`;
  const late = units.filter(({ settled }) => !settled);
  const done = units.filter(({ settled }) => settled);
  return page({
    title: words.title,
    frame,
    current: 'directives',
    content: (
      <>
        <Crumbs
          label={words.title}
          crumbs={[
            { href: `/directives/${directiveId}`, text: subject },
            { href: null, text: words.title },
          ]}
        />
        <h1>
          <small safe>{`${all.stage[round.stage]} · ${dateWords(round.on, locale)}`}</small>
          <span safe>{words.title}</span>
        </h1>
        <p class="lead" safe>
          {words.intro}
        </p>
        {late.length === 0 ? <Note tone="done" text={words.nobody} /> : null}
        {late.length > 0 && madeAt === undefined ? (
          <form method="post" action={here}>
            <Submit label={words.make} icon="print" />
          </form>
        ) : null}
        {madeAt === undefined ? null : <Note tone="done" text={words.made(instantWords(madeAt, locale))} />}
        {late.length > 0 && madeAt !== undefined ? (
          <LetterLinks letter="reminder" href={`${here}/letter`} locale={locale} />
        ) : null}
        <h2 safe>{words.late(late.length)}</h2>
        <ul>
          {late.map(({ name }) => (
            <li safe>{name}</li>
          ))}
        </ul>
        {done.length === 0 ? null : (
          <>
            <h2 safe>{words.done(done.length)}</h2>
            <ul>
              {done.map(({ name }) => (
                <li safe>{name}</li>
              ))}
            </ul>
          </>
        )}
        {others.map((other) => (
          <p>
            <a href={`/directives/${directiveId}/urging/${roundText(other)}`} safe>
              {words.other(other.sender ?? '')}
            </a>
          </p>
        ))}
      </>
    ),
  });
}
