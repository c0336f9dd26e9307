import 'reflect-metadata';
import { FACT_KINDS, MACHINES } from './catalogue.js';
import { machineDocument, markdownTable } from './machine-document.js';
import { readConfig, VARIABLES } from './platform/config.js';
import type { Database } from './platform/database/database.js';
import { ERROR_STATUS, type ErrorCode } from './platform/errors.js';
import { buildServer, openApi } from './server.js';

const MEANING: Readonly<Record<ErrorCode, string>> = {
  'not-found': 'there is no such thing, or it is not the caller’s to see',
  'not-signed-in': 'no session or token, or one that is unknown or has expired',
  'not-permitted': 'the caller’s role or unit may not do this',
  'not-possible-now': 'the present state does not allow the act; `current` shows the state',
  conflict: 'somebody else did something at the same time, or a number is taken; reload and try again',
  invalid: 'what was sent does not have the shape or the values that the route takes; `errors` lists them',
  'idempotency-key-reused': 'the Idempotency-Key was used with another body',
  'secret-document': 'the paper is marked a state secret; nothing of it was kept',
  'too-large': 'what was sent is larger than the route takes',
  'too-many': 'too many requests; try again later',
  unavailable: 'the database or a part of the service does not answer; nothing was recorded, try again later',
};

const madeBy = (title: string, source: string): string[] => [
  `# ${title}`,
  '',
  `Made by \`npm run gen\` from ${source}.`,
  '',
];

const configurationDocument = (): string =>
  [
    ...madeBy('Configuration', 'src/platform/config.ts'),
    'Every environment variable the product reads. A secret one is also read from the file that `<NAME>_FILE` names.',
    '',
    ...markdownTable(
      ['Variable', 'Default', 'Secret', 'Meaning'],
      Object.entries(VARIABLES).map(([name, v]) => [`\`${name}\``, v.default, v.secret ? 'yes' : '', v.about]),
    ),
    '',
  ].join('\n');

const errorsDocument = (): string =>
  [
    ...madeBy('Errors', 'src/platform/errors.ts'),
    'The closed family of errors: problem documents (RFC 9457) below `/api`, a page elsewhere, exit code 1 on the command line.',
    'Anything else that is thrown is a defect: `urn:thongsuot:unexpected`, status 500, with an incident number for the operator.',
    '',
    ...markdownTable(
      ['Type', 'Status', 'Meaning'],
      Object.entries(ERROR_STATUS)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, status]) => [`\`urn:thongsuot:${code}\``, String(status), MEANING[code as ErrorCode]]),
    ),
    '',
  ].join('\n');

/** The kinds that a facts document lists. */
export const kindsListedIn = (document: string): string[] =>
  [...document.matchAll(/^\| `([a-z]+\.[A-Za-z]+)` \|/gm)].map(([, kind]) => kind!);

/** @throws Error where a kind that the document listed before is gone: a kind is never renamed or removed */
function factsDocument(before: string): string {
  const gone = kindsListedIn(before).filter((kind) => !FACT_KINDS.includes(kind));
  if (gone.length > 0) throw new Error(`kinds of facts are never renamed or removed; missing now: ${gone.join(', ')}`);
  return [
    ...madeBy('Facts', 'src/*/*.facts.ts'),
    'Every kind of entry that the history may hold. A kind is never renamed, removed or reused.',
    '',
    ...markdownTable(
      ['Kind', 'About'],
      FACT_KINDS.map((kind) => [`\`${kind}\``, kind.slice(0, kind.indexOf('.'))]),
    ),
    '',
  ].join('\n');
}

const sorted = <T extends object>(value: T | undefined): T =>
  Object.fromEntries(Object.entries(value ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))) as T;

/** Routes and schemas are read from the classes: nothing connects, so an address where nobody listens does. */
async function openApiDocument(): Promise<string> {
  const nowhere = 'postgres://nobody@127.0.0.1:1/nowhere';
  const close = async (): Promise<void> => undefined;
  const database: Database = { appUrl: nowhere, ownerUrl: nowhere, historyProtected: true, embedded: false, close };
  const app = await buildServer(readConfig({}), database, false);
  const document = openApi(app);
  await app.close();
  const components = { ...document.components, schemas: sorted(document.components?.schemas) };
  return `${JSON.stringify({ ...document, paths: sorted(document.paths), components }, null, 2)}\n`;
}

/**
 * Everything in docs/generated, by file name. The same code gives the same bytes.
 * @param factsBefore  the present facts.md, so that no kind of fact can be lost
 */
export async function generatedDocuments(factsBefore: string): Promise<Record<string, string>> {
  const machines = Object.entries(MACHINES).map(([name, machine]) => [
    `${name}.machine.md`,
    machineDocument(name, machine),
  ]);
  return {
    ...(Object.fromEntries(machines) as Record<string, string>),
    'configuration.md': configurationDocument(),
    'errors.md': errorsDocument(),
    'facts.md': factsDocument(factsBefore),
    'openapi.json': await openApiDocument(),
  };
}
