import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { COMMITS } from '../../src/platform/failpoints.js';
import { readConfig } from '../../src/platform/config.js';
import { productFiles, walk, type SourceFile } from './source.js';

/** Where a transaction may begin without a name, and why. */
const WITHOUT_A_NAME: Readonly<Record<string, string>> = {
  'src/platform/failpoints.ts': 'gives the names',
  'src/platform/database/planning.ts': 'reads only: nothing is committed',
  'src/tracking/count-progress.job.ts': 'what it begins is a count, which is no transaction',
};

/** Where the name comes from the kind of a fact, which is as stable. */
const NAMED_BY_ITS_FACT = ['src/assignments/act.ts'];

/** The bench builds its stage with the product's own tables; it is not what runs. */
const isRun = ({ path }: SourceFile): boolean => !path.startsWith('src/bench/');

/** What `transactional` and `committing` are given as the name: a literal, or the expression. */
function namesIn(file: SourceFile): string[] {
  const names: string[] = [];
  walk(file, (node) => {
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return;
    if (!['transactional', 'committing'].includes(node.expression.text)) return;
    const name = node.arguments[1];
    names.push(name && ts.isStringLiteralLike(name) ? name.text : `${file.path} ${name?.getText() ?? ''}`.trim());
  });
  return names;
}

/** Transactions that are begun by other means. */
function unnamedIn(file: SourceFile): string[] {
  const found: string[] = [];
  walk(file, (node, line) => {
    if (!ts.isPropertyAccessExpression(node) || !ts.isCallExpression(node.parent)) return;
    if (['transactional', 'transaction', 'begin', 'startTransaction'].includes(node.name.text))
      found.push(`${file.path}:${line} .${node.name.text}()`);
  });
  return found;
}

const product = productFiles().filter(isRun);

describe('failpoints', () => {
  it('stand around every transaction', () => {
    const unnamed = product.filter(({ path }) => !(path in WITHOUT_A_NAME)).flatMap(unnamedIn);
    expect(unnamed).toEqual([]);
  });

  it('are on the list, each name at one place, and no name without a place', () => {
    const names = product.flatMap(namesIn);
    const byFact = names.filter((name) => name.startsWith('src/'));
    expect(byFact).toEqual(NAMED_BY_ITS_FACT.map((file) => `${file} options.kind`));
    expect(names.filter((name) => !name.startsWith('src/')).toSorted()).toEqual([...COMMITS].toSorted());
  });

  it('are missed by this guard nowhere: it sees what it looks for', () => {
    const text = `await this.em.fork().transactional(work); await db.transaction().execute(work);
      await transactional(em, 'a.done', work); await committing(db, kind, work);`;
    expect(unnamedIn({ path: 'src/x.ts', text })).toEqual(['src/x.ts:1 .transactional()', 'src/x.ts:1 .transaction()']);
    expect(namesIn({ path: 'src/x.ts', text })).toEqual(['a.done', 'src/x.ts kind']);
  });

  it('are armed for tests only, and by a name of their form', () => {
    const armed = { THONGSUOT_FAILPOINT: 'directive.issued:after#2' };
    expect(() => readConfig(armed)).toThrow(/THONGSUOT_FAILPOINT/);
    expect(() => readConfig({ ...armed, THONGSUOT_MODE: 'production' })).toThrow(/THONGSUOT_FAILPOINT/);
    expect(readConfig({ ...armed, THONGSUOT_MODE: 'demo' }).failpoint).toBe('directive.issued:after#2');
    const several = 'directive.issued:before,directive.closed:after#2';
    expect(readConfig({ THONGSUOT_MODE: 'demo', THONGSUOT_FAILPOINT: several }).failpoint).toBe(several);
    const wrong = ['directive.issued', 'directive.issued:during', 'directive.issued:after#0', `${several},`];
    for (const THONGSUOT_FAILPOINT of wrong)
      expect(() => readConfig({ THONGSUOT_MODE: 'demo', THONGSUOT_FAILPOINT })).toThrow(/THONGSUOT_FAILPOINT/);
  });
});
