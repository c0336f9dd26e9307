import type { Locale } from '../platform/caller.js';
import { Facts } from '../platform/components/parts.js';
import { Tag, type Tone } from '../platform/components/state.js';
import { instantWords } from '../platform/components/when.js';
import type { Outcome, SignatureFound } from './signature.rules.js';
import { en } from './words.en.js';
import { vi, type SignatureWords } from './words.vi.js';

export const signatureWords = (locale: Locale): SignatureWords => (locale === 'vi' ? vi : en);

const TONES: Record<Outcome, Tone> = { valid: 'done', invalid: 'late', 'cannot-verify': 'wait' };

function One({ one, locale }: { one: SignatureFound; locale: Locale }): JSX.Element {
  const words = signatureWords(locale);
  const text = (value: string | null): JSX.Element | null => (value ? <span safe>{value}</span> : null);
  const time = (at: string | null): JSX.Element | null =>
    at === null ? null : (
      <time datetime={at} safe>
        {instantWords(at, locale)}
      </time>
    );
  const who = [one.signer.name, one.signer.organisation].filter(Boolean).join(', ') || words.unknown;
  const isChanged = one.later === 'changed' && one.outcome !== 'invalid';
  // of a signature that does not hold, what it covers says nothing
  const later = one.outcome === 'invalid' || isChanged ? [] : [words.later[one.later]];
  return (
    <li class="signature">
      <p class="tags">
        <b safe>{words[one.kind]}</b>
        <Tag tone={isChanged ? 'late' : TONES[one.outcome]} text={words.outcome[one.outcome]} />
      </p>
      {isChanged ? (
        <p class="late" safe>
          {words.later.changed}
        </p>
      ) : null}
      {one.reason === null ? null : <p safe>{words.reason[one.reason]}</p>}
      {later.map((sentence) => (
        <p safe>{sentence}</p>
      ))}
      <Facts
        rows={[
          [words.who, text(who)],
          [words.signedAt, time(one.signedAt)],
          [words.timestampedAt, time(one.timestampedAt)],
          [words.issuer, text(one.issuer)],
          [words.serial, text(one.serial)],
        ]}
      />
      {one.notes.map((note) => (
        <p class="muted" safe>
          {words.note[note]}
        </p>
      ))}
    </li>
  );
}

/** What was found of a paper's signatures; nothing for a paper without any. */
export function Signatures({ found, locale }: { found: readonly SignatureFound[]; locale: Locale }): JSX.Element {
  if (found.length === 0) return <></>;
  return (
    <section class="signatures" aria-labelledby="signatures">
      <h2 id="signatures" safe>
        {signatureWords(locale).title}
      </h2>
      <ul class="plain">
        {found.map((one) => (
          <One one={one} locale={locale} />
        ))}
      </ul>
    </section>
  );
}
