// plain .js: Jest loads this outside its own resolver
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import vm from 'node:vm';
import JestRuntime from 'jest-runtime';

const AS_ESM = {
  isInternalModule: false,
  supportsDynamicImport: true,
  supportsExportNamespaceFrom: true,
  supportsStaticESM: true,
  supportsTopLevelAwait: true,
};

/** What does not change while a worker lives: packages, where our files are, and what they are compiled to. */
const packages = new Map();
const files = new Map();
const compiled = new Map();

const isOurs = (specifier) => /^\.{0,2}\/|^file:/.test(specifier);

/** A module of these exports, for modules that are linked by hand. */
function synthetic(identifier, exports) {
  const names = Object.keys(exports);
  const fill = function () {
    for (const name of names) this.setExport(name, exports[name]);
  };
  return new vm.SyntheticModule(names, fill, { identifier });
}

/** A package, or a module of Node: loaded by the worker itself, once for all files that it tests. */
function packageModule(specifier) {
  if (!packages.has(specifier))
    packages.set(
      specifier,
      import(specifier).then((exports) => synthetic(specifier, exports)),
    );
  return packages.get(specifier);
}

/** `./x.js` is the TypeScript that it is compiled from, where there is one. */
function fileOf(specifier, from) {
  const wanted = specifier.startsWith('file:') ? fileURLToPath(specifier) : path.resolve(path.dirname(from), specifier);
  if (!files.has(wanted)) {
    const stem = wanted.replace(/\.js$/, '');
    files.set(wanted, [`${stem}.ts`, `${stem}.tsx`].find((file) => existsSync(file)) ?? wanted);
  }
  return files.get(wanted);
}

/** @returns the code of a file of ours, and where its source map lies */
function compile(file, transformer) {
  const { mtimeMs } = statSync(file);
  if (compiled.get(file)?.mtimeMs !== mtimeMs) {
    const { code, sourceMapPath } = transformer.transform(file, AS_ESM);
    compiled.set(file, { mtimeMs, code, sourceMapPath });
  }
  return compiled.get(file);
}

/** Imports a test file: our own modules afresh for each file, in the realm of the worker, and packages from the worker. */
export default class Runtime extends JestRuntime {
  constructor(...args) {
    super(...args);
    this.transformer = args[3];
    this.variables = { ...process.env };
    this.modules = new Map();
    this.evaluations = new Map();
    this.linked = Promise.resolve();
  }

  async unstable_importModule(file) {
    return (await this.evaluated(file)).namespace;
  }

  teardown() {
    for (const name of Object.keys(process.env)) if (!(name in this.variables)) delete process.env[name];
    Object.assign(process.env, this.variables);
    this.modules.clear();
    this.evaluations.clear();
    super.teardown();
  }

  evaluated(file) {
    if (!this.evaluations.has(file)) this.evaluations.set(file, this.evaluate(this.moduleOf(file)));
    return this.evaluations.get(file);
  }

  async evaluate(module) {
    // one graph at a time: two that share a module cannot be linked beside each other
    const link = this.linked.then(() => module.status === 'unlinked' && module.link(this.resolved));
    this.linked = link.catch(() => undefined);
    await link;
    await module.evaluate();
    return module;
  }

  resolved = (specifier, { identifier }) => {
    if (specifier === '@jest/globals') return synthetic(specifier, this.requireModuleOrMock(identifier, specifier));
    return isOurs(specifier) ? this.moduleOf(fileOf(specifier, identifier)) : packageModule(specifier);
  };

  dynamic = (specifier, { identifier }) =>
    isOurs(specifier) ? this.evaluated(fileOf(specifier, identifier)) : import(specifier);

  moduleOf(file) {
    if (!this.modules.has(file)) this.modules.set(file, this.make(file));
    return this.modules.get(file);
  }

  make(file) {
    const { code, sourceMapPath } = compile(file, this.transformer);
    if (sourceMapPath) this.getSourceMaps().set(file, sourceMapPath);
    return new vm.SourceTextModule(code, {
      identifier: file,
      importModuleDynamically: this.dynamic,
      initializeImportMeta: (meta) =>
        Object.assign(meta, { url: pathToFileURL(file).href, filename: file, dirname: path.dirname(file) }),
    });
  }
}
