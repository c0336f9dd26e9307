import type { Locale } from '../platform/caller.js';
import { Icon } from '../platform/components/icon.js';
import { Tag, type Tone } from '../platform/components/state.js';
import { actorWords } from '../platform/components/timeline.js';
import { wordsIn } from './words.rules.js';
import type { ReorganisationWords } from './words.vi.js';

export type State = keyof ReorganisationWords['states'];

const TONE: Record<State, Tone> = {
  drafted: 'idle', submitted: 'wait', approved: 'active', running: 'active', done: 'done', cancelled: 'plain',
}; // prettier-ignore

export const StateTag = ({ state, locale }: { state: State; locale: Locale }): JSX.Element => (
  <Tag tone={TONE[state]} text={wordsIn(locale).states[state]} />
);

/** Who did something, by name where the account is known. */
export function whoWords(actor: string, names: ReadonlyMap<string, string>, locale: Locale): string {
  const words = actorWords(locale);
  const name = names.get(actor);
  if (name !== undefined) return name;
  if (actor === 'system' || actor === 'command-line') return words[actor];
  return actor.startsWith('token:') ? words.token : words.account;
}

/** A field for one file. */
export function FileField(props: {
  name: string;
  label: string;
  hint: string;
  accept: string;
  error?: string | undefined;
}): JSX.Element {
  const id = `f-${props.name}`;
  return (
    <div class="field">
      <label for={id} safe>
        {props.label}
      </label>
      <p class="field-hint" id={`${id}-hint`} safe>
        {props.hint}
      </p>
      {props.error ? (
        <p class="field-error">
          <Icon name="warning" /> <span safe>{props.error}</span>
        </p>
      ) : null}
      <input type="file" id={id} name={props.name} accept={props.accept} aria-describedby={`${id}-hint`} />
    </div>
  );
}
