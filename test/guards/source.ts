import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** One file of the product, as text. */
export interface SourceFile {
  /** From the root of the checkout, with slashes. */
  path: string;
  text: string;
}

/** Absolute path of a file of the checkout. */
export const inRoot = (file: string): string => path.join(ROOT, file);

/** The files of the product that a pattern names, in the order of their paths. */
export const filesOf = (...patterns: string[]): SourceFile[] =>
  globSync(patterns, { cwd: ROOT })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted()
    .map((file) => ({ path: file, text: readFileSync(inRoot(file), 'utf8') }));

/** All of the product's own code: what runs, without tests. */
export const productFiles = (): SourceFile[] => filesOf('src/**/*.ts', 'src/**/*.tsx', 'workflows/**/*.ts');

/** Visits every node of a file's syntax tree, parents first. */
export function walk({ path: name, text }: SourceFile, visit: (node: ts.Node, line: number) => void): void {
  const kind = name.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, kind);
  const inside = (node: ts.Node): void => {
    visit(node, tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1);
    ts.forEachChild(node, inside);
  };
  inside(tree);
}

/** The literal text of a string or of one piece of a template; undefined for any other node. */
export const literalOf = (node: ts.Node): string | undefined =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)
    ? node.text
    : undefined;
