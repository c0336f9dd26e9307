import { expect, it } from '@jest/globals';
import { CloseDirective } from '../../src/cascade/index.js';
import { testApp } from '../support/app.js';
import { cutShort } from '../support/cut.js';
import { operator } from '../support/issued.js';
import { sceneOf } from '../support/races.js';
import { emptyRegister } from '../support/small-tree.js';

/** One more than the pool has connections. */
const CUTS = 33;

it(`${CUTS} transactions whose connection is cut in the middle cost the pool no connection, and nothing of them happened`, async () => {
  const app = await testApp();
  try {
    await emptyRegister(app);
    await app.setClock('2026-06-01T02:00:00Z');
    const { directive } = await sceneOf(app);
    const close = () => app.get(CloseDirective).execute(directive, operator);
    for (let n = 0; n < CUTS; n++) await cutShort(app, 'killed', { table: 'directive', id: directive }, close);
    expect(await close()).toMatchObject({ closed: 3, repeated: false });
  } finally {
    await app.close();
  }
}, 120_000);
