import { ErrorSummary, Submit, type FormError } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Empty, TableHead } from '../platform/components/parts.js';
import { dateWords } from '../platform/components/when.js';
import { page, type Frame } from '../platform/page.view.js';
import { vnDate } from '../platform/vn-time.js';
import { signatureWords } from './signatures.view.js';

export interface TrustRootLine {
  fingerprint: string;
  subject: string;
  validFrom: Date;
  validTo: Date;
}

const inGroups = (fingerprint: string): string =>
  fingerprint
    .toUpperCase()
    .match(/.{1,4}/g)
    ?.join(' ') ?? '';

function Roots({ roots, frame }: { roots: readonly TrustRootLine[]; frame: Frame }): JSX.Element {
  const words = signatureWords(frame.locale).roots;
  const day = (at: Date): string => dateWords(vnDate(at), frame.locale);
  return (
    <table class="list cards">
      <TableHead columns={[[words.subject, ''], [words.valid, ''], [words.fingerprint, ''], [words.act, '']]} />
      <tbody>
        {roots.map((root) => (
          <tr>
            <th scope="row" class="cell-main" safe>
              {root.subject}
            </th>
            <td data-label={words.valid} safe>{`${day(root.validFrom)} – ${day(root.validTo)}`}</td>
            <td data-label={words.fingerprint}>
              <code class="fingerprint" safe>
                {inGroups(root.fingerprint)}
              </code>
            </td>
            <td>
              <form method="post" action={`/settings/trust-roots/${root.fingerprint}/remove`}>
<Submit label={words.remove} look="secondary" />
              </form>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  ); // prettier-ignore
}

/** `/settings/trust-roots`: the certificates that signatures must lead to, for the operator. */
export function trustRootsPage(
  frame: Frame,
  { roots, errors }: { roots: readonly TrustRootLine[]; errors: readonly FormError[] },
): string {
  const words = signatureWords(frame.locale).roots;
  const error = errors.find(({ field }) => field === 'file')?.text;
  const content = (
    <>
      <ErrorSummary errors={errors} locale={frame.locale} />
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      {roots.length === 0 ? <Empty icon="shield" title={words.none} /> : <Roots roots={roots} frame={frame} />}
      <form method="post" action="/settings/trust-roots" enctype="multipart/form-data" class="sheet">
        <div class="field">
          <label for="f-file" safe>
            {words.file}
          </label>
          <p class="field-hint" id="f-file-hint" safe>
            {words.fileHint}
          </p>
          {error ? (
            <p class="field-error">
              <Icon name="warning" /> <span safe>{error}</span>
            </p>
          ) : null}
          <input
            type="file"
            id="f-file"
            name="file"
            accept=".pem,.crt,.cer,.der"
            aria-describedby="f-file-hint"
            required
          />
        </div>
        <Submit label={words.add} icon="shield" />
      </form>
    </>
  );
  return page({ title: words.title, frame, content, current: 'trust' });
}
