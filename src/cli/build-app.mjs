import { built } from './build.mjs';

/** Prints the folder of the app's up-to-date build. A process of its own, so that the bundler's memory goes with it. */

try {
  process.stdout.write(await built('app'));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
