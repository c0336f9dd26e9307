import type { Locale } from '../../platform/caller.js';
import { Input, Submit, TextArea } from '../../platform/components/form.js';
import { Facts } from '../../platform/components/parts.js';
import { Tag, type Tone } from '../../platform/components/state.js';
import { dateWords, When, type Instant } from '../../platform/components/when.js';
import type { IsoDate } from '../../platform/vn-time.js';
import { askingWords } from './question.view.js';
import type { AskingWords } from './words.vi.js';

/** A request for more time as who asked and who decides read it. */
export interface ExtensionItem {
  id: string;
  state: keyof AskingWords['extensionStates'];
  dueOn: IsoDate;
  reason: string;
  askedAt: Instant;
  late: boolean;
  workDueAt: Instant | null;
  grantedOn: IsoDate | null;
  refusal: string | null;
}

const TONE: Record<ExtensionItem['state'], Tone> = {
  asked: 'wait', granted: 'done', refused: 'back', withdrawn: 'idle', lapsed: 'idle',
}; // prettier-ignore

/** How far a request is, and whether it came late. */
export function ExtensionTags({ extension, locale }: { extension: ExtensionItem; locale: Locale }): JSX.Element {
  const words = askingWords(locale);
  return (
    <span class="tags">
      <Tag tone={TONE[extension.state]} text={words.extensionStates[extension.state]} />
      {extension.late ? <Tag tone="doneLate" text={words.late} /> : null}
    </span>
  );
}

/** Until when, why, and what was decided. */
export function ExtensionText({ extension, locale }: { extension: ExtensionItem; locale: Locale }): JSX.Element {
  const words = askingWords(locale);
  const { state, workDueAt, dueOn, grantedOn, refusal, reason, askedAt } = extension;
  return (
    <Facts
      rows={[
        [words.dueOn, <b safe>{dateWords(dueOn, locale)}</b>],
        [words.dueNow, state === 'asked' && workDueAt ? <When at={workDueAt} locale={locale} /> : null],
        [words.grantedOn, grantedOn === null ? null : <b safe>{dateWords(grantedOn, locale)}</b>],
        [words.requestedAt, <When at={askedAt} locale={locale} />],
        [words.reason, <span safe>{reason}</span>],
        [words.refusal, refusal === null ? null : <span safe>{refusal}</span>],
      ]}
    />
  );
}

/** The forms that grant a request, as asked or until another day, or refuse it. */
export function DecideForms({ extension, locale }: { extension: ExtensionItem; locale: Locale }): JSX.Element {
  const words = askingWords(locale);
  const { id, dueOn } = extension;
  return (
    <div class="review">
      <form method="post" action={`/extensions/${id}/grant`} class="act">
        <Submit label={words.grant} icon="check" />
      </form>
      <details class="inline">
        <summary safe>{words.grantOther}</summary>
        <form method="post" action={`/extensions/${id}/grant`} class="act">
          <Input id={`grant-${id}`} name="dueOn" label={words.grantedOn} type="date" value={dueOn} required />
          <Submit label={words.grantOther} icon="check" look="secondary" />
        </form>
      </details>
      <details class="inline">
        <summary safe>{words.refuse}</summary>
        <form method="post" action={`/extensions/${id}/refuse`} class="act">
          <TextArea id={`refuse-${id}`} name="reason" label={words.reason} required />
          <Submit label={words.refuse} icon="refuse" look="warning" />
        </form>
      </details>
    </div>
  );
}
