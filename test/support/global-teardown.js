import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  await globalThis.thongsuotTestServer?.release();
  if (globalThis.thongsuotTestData) removeCluster(globalThis.thongsuotTestData);
}

/** The databases of a run, with what the launcher keeps beside them. */
export function removeCluster(folder) {
  for (const suffix of ['', '.secret', '.lock']) rmSync(`${folder}${suffix}`, { recursive: true, force: true });
}
