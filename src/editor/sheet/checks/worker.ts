import type { Surroundings } from '../../../kinds/contract.ts';
import type { TableConfig } from '../../../kinds/table/config.ts';
import { findChecks } from './find-checks.ts';

/** Looks through a table beside the page. */
export interface Question {
  readonly id: number;
  readonly config: TableConfig;
  readonly around: Surroundings;
}

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  self.postMessage({ id: data.id, checks: findChecks(data.config, data.around) });
});
