import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The repository. */
export const home = process.env['BENCH_HOME'] ?? process.cwd();

/** A folder that is gone when the section ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ruleloom-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Card payments as `ruleloom generate` makes them. */
export function generatePayments(file: string, events: number, consumers: number): void {
  const out = openSync(file, 'w');
  const args = [join(home, 'src/cli/bin.mjs'), 'generate', 'payments', '--events', String(events), '--consumers', String(consumers)];
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', out, 'inherit'] });
  closeSync(out);
  if (status !== 0) throw new Error(`the generator ended with ${status}`);
}
