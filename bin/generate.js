#!/usr/bin/env node
// Writes docs/generated; with --check it writes nothing and fails with the names of the files that differ.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../docs/generated/', import.meta.url));
const { generatedDocuments } = await import('../dist/src/generate.js');

mkdirSync(folder, { recursive: true });
const present = (name) => (existsSync(folder + name) ? readFileSync(folder + name, 'utf8') : '');
const documents = await generatedDocuments(present('facts.md'));
const stale = readdirSync(folder).filter((name) => !(name in documents));
const changed = Object.keys(documents).filter((name) => present(name) !== documents[name]);

if (process.argv.includes('--check')) {
  const differ = [...changed, ...stale].toSorted();
  if (differ.length > 0) {
    process.stderr.write(`docs/generated is not up to date; run npm run gen: ${differ.join(', ')}\n`);
    process.exitCode = 1;
  }
} else {
  for (const name of stale) rmSync(folder + name);
  for (const name of changed) writeFileSync(folder + name, documents[name]);
  process.stdout.write(`docs/generated: ${changed.length} written, ${stale.length} removed\n`);
}
