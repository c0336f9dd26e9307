import type { Locale } from '../platform/caller.js';
import { Input, Radios, type Option } from '../platform/components/form.js';
import { directiveWords } from './list.view.js';

/** An addressee that no unit was found for, with what it may mean. */
export interface Unsettled {
  text: string;
  /** `within` tells namesakes apart. */
  candidates: readonly { code: string; name: string; within?: string | undefined }[];
  /** Why, as a sentence. */
  why?: string | undefined;
  /** Units that were understood of it: they stay where the rest is dropped. */
  count?: number | null;
}

/**
 * The choice for one such addressee: a candidate, another unit by its code, or left out. The chosen value is a unit
 * code, `drop`, or empty where the code is typed into the field `…[code]` beside it.
 */
export function Settle(props: { name: string; unsettled: Unsettled; dropped: boolean; locale: Locale }): JSX.Element {
  const words = directiveWords(props.locale).draft;
  const options: (Option & { hint?: string })[] = [
    ...props.unsettled.candidates.map(({ code, name, within }) => ({
      value: code,
      label: [name, within].filter(Boolean).join(', '),
      hint: code,
    })),
    { value: 'drop', label: (props.unsettled.count ?? 0) > 0 ? words.dropRest : words.drop },
    { value: '', label: words.other },
  ];
  return (
    <div class="settle">
      {props.unsettled.why === undefined ? null : <p safe>{props.unsettled.why}</p>}
      <Radios
        name={props.name}
        label={words.candidate}
        options={options}
        value={props.dropped ? 'drop' : undefined}
        required
      />
      <Input name={props.name.replace(/\[settle\]$/, '[code]')} label={words.other} />
    </div>
  );
}
