import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  await globalThis.thongsuotTestServer?.release();
  if (globalThis.thongsuotTestData)
    for (const suffix of ['', '.secret', '.lock'])
      rmSync(`${globalThis.thongsuotTestData}${suffix}`, { recursive: true, force: true });
}
