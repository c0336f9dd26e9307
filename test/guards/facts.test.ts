import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { FACT_KINDS } from '../../src/catalogue.js';
import { factsEn } from '../../src/platform/components/facts.en.js';
import { factsVi } from '../../src/platform/components/facts.vi.js';
import { inRoot, literalOf, productFiles, walk, type SourceFile } from './source.js';

const KIND = /^[a-z]+\.[a-zA-Z]*$/;

/** Kinds written as the `kind` of something: whole, or the first part of a template (`message.${state}`). */
function kindsRecordedIn(file: SourceFile): string[] {
  const found: string[] = [];
  const collect = (node: ts.Node): void => {
    const text = literalOf(node);
    if (text !== undefined && KIND.test(text)) found.push(text);
    ts.forEachChild(node, collect);
  };
  walk(file, (node) => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'kind') collect(node.initializer);
    // an act's event and the kind that it leaves stand beside each other in a tuple or a table
    if (ts.isVariableDeclaration(node) && /^(KIND|WORK|REVIEW)/.test(node.name.getText()) && node.initializer)
      collect(node.initializer);
  });
  return found;
}

const recorded = (): string[] => [
  ...new Set(
    productFiles()
      .filter(({ path }) => !path.endsWith('.facts.ts'))
      .flatMap(kindsRecordedIn),
  ),
];
const kindsListedIn = (document: string): string[] =>
  [...document.matchAll(/^\| `([a-z]+\.[A-Za-z]+)` \|/gm)].map(([, kind]) => kind!);
const unlisted = (kinds: readonly string[]): string[] =>
  kinds.filter((kind) =>
    kind.endsWith('.') ? !FACT_KINDS.some((k) => k.startsWith(kind)) : !FACT_KINDS.includes(kind),
  );

describe('the kinds of facts', () => {
  it('that the code records are all in the lists of their slices', () => {
    expect(unlisted(recorded())).toEqual([]);
  });

  it('in the lists are all recorded somewhere', () => {
    const kinds = recorded();
    const templates = kinds.filter((kind) => kind.endsWith('.'));
    const silent = FACT_KINDS.filter((kind) => !kinds.includes(kind) && !templates.some((t) => kind.startsWith(t)));
    expect(silent).toEqual([]);
  });

  it('are each listed once', () => {
    expect(new Set(FACT_KINDS).size).toBe(FACT_KINDS.length);
  });

  it('that were ever listed are still there', () => {
    const published = kindsListedIn(readFileSync(inRoot('docs/generated/facts.md'), 'utf8'));
    expect(published.length).toBeGreaterThan(0);
    expect(published.filter((kind) => !FACT_KINDS.includes(kind))).toEqual([]);
  });

  it('have words in both languages', () => {
    expect(FACT_KINDS.filter((kind) => !(kind in factsVi))).toEqual([]);
    expect(FACT_KINDS.filter((kind) => !(kind in factsEn))).toEqual([]);
  });

  it('that are not listed, or are listed no more, are found by this guard', () => {
    const source = {
      path: 'src/x.ts',
      text: "record(db, [{ kind: late ? 'assignment.forgotten' : `letter.${state}` }])",
    };
    expect(unlisted(kindsRecordedIn(source))).toEqual(['assignment.forgotten', 'letter.']);
    expect(kindsListedIn('| `assignment.vanished` | assignment |')).toEqual(['assignment.vanished']);
  });
});
