import type { Budget } from './budget.js';
import type { EmbeddedFile } from './opened.rules.js';
import { partsOf } from './unzip.js';

const IS_EMBEDDED = /(?:^|\/)(?:embeddings|attachments)\/[^/]+$|\.(?:docx?|docm|xlsx?|xlsm|pdf|txt|eml|zip)$/i;

/**
 * The files that an Office document carries: what was inserted as an object, and pieces of other documents.
 * @throws Refusal
 */
export async function embeddedIn(bytes: Uint8Array, budget: Budget): Promise<EmbeddedFile[]> {
  const parts = await partsOf(bytes, budget, (name) => IS_EMBEDDED.test(name));
  const files: EmbeddedFile[] = [];
  for (const [path, part] of parts) files.push(await unwrapped({ name: path.split('/').at(-1)!, bytes: part }));
  return files;
}

/** The file within an object of Windows, where it is kept in one. */
async function unwrapped(file: EmbeddedFile): Promise<EmbeddedFile> {
  if (!/\.bin$/i.test(file.name)) return file;
  const { packageIn } = await import('./ole.js');
  return packageIn(file.bytes) ?? file;
}
