import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that the product itself is in, whether this runs from its sources or from a build of them. */
export function homeFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'src/cli/build-app.mjs'))) return folder;
  }
  throw new Error(`The folder of Ruleloom is not above ${here}.`);
}
