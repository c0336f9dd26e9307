import { describe, expect, it } from '@jest/globals';
import { filesOf } from './source.js';
import { generatedDocuments } from '../../src/generate.js';

type Files = Readonly<Record<string, string>>;

const present = (): Files =>
  Object.fromEntries(filesOf('docs/generated/*').map(({ path, text }) => [path.slice('docs/generated/'.length), text]));

/** Names of the files that are missing, left over or other than what the code gives. */
const outdated = (files: Files, documents: Files): string[] =>
  [...new Set([...Object.keys(files), ...Object.keys(documents)])]
    .filter((name) => files[name] !== documents[name])
    .toSorted();

interface Described {
  paths: Readonly<Record<string, Readonly<Record<string, { summary?: string }>>>>;
}
const withoutSummary = (paths: Described['paths']): string[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { summary = '' }]) => summary === '')
      .map(([method]) => `${method} ${path}`),
  );

describe('docs/generated', () => {
  it('says what the code says (else: npm run gen)', async () => {
    const files = present();
    expect(outdated(files, await generatedDocuments(files['facts.md']!))).toEqual([]);
  });

  it('that is edited, incomplete or has something left over is found by this guard', () => {
    const files = present();
    const edited: Files = { ...files, 'errors.md': `${files['errors.md']} `, 'old.md': '' };
    const { 'facts.md': _, ...incomplete } = edited;
    expect(outdated(incomplete, files)).toEqual(['errors.md', 'facts.md', 'old.md']);
  });

  it('has a summary of every operation of the API', () => {
    const { paths } = JSON.parse(present()['openapi.json']!) as Described;
    expect(withoutSummary(paths)).toEqual([]);
    expect(withoutSummary({ '/api/v1/told': { get: { summary: 'told' } }, '/api/v1/not': { post: {} } })).toEqual([
      'post /api/v1/not',
    ]);
  });

  it('cannot lose a kind of fact', async () => {
    await expect(generatedDocuments('| `assignment.vanished` | assignment |')).rejects.toThrow(/assignment\.vanished/);
  });
});
