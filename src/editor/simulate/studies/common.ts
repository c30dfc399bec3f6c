import type { StoredExpression } from '../../../data/schema.ts';
import type { Words } from '../../../data/text.ts';
import { commonIn } from '../../../lab/common/common.ts';
import { commonInWords, shareInWords } from '../../../lab/common/words.ts';
import { patience } from '../run.ts';
import { collectColumns } from '../stream-columns.ts';
import type { PortRef } from '../../state/contract/rows.ts';
import { zoneOf } from '../../state/zone.ts';
import { fullStreams } from './full-stream.ts';
import { study } from './study.ts';

export interface CommonOfRows {
  /** The source whose rows they are. */
  readonly source: string;
  /** Their places among all rows of it, as they were found. */
  readonly places: readonly number[];
  /** Fields that they were found by: these they have in common anyway. */
  readonly except: readonly string[];
}

export interface CommonFound {
  /** Where a rule that asks for it would stand. */
  readonly at: PortRef | undefined;
  readonly these: number;
  readonly conditions: readonly { readonly when: StoredExpression; readonly said: Words; readonly share: Words }[];
}

/** What some rows have in common, against all other rows of their source: what tells most first, each ready to be a rule. */
export const commonStudy = study(async ({ source, places, except }: CommonOfRows, host): Promise<CommonFound> => {
  const { run, replay, now, pause, signal } = host;
  const full = fullStreams(run).find((each) => each.source === source);
  if (full === undefined) return { at: undefined, these: 0, conditions: [] };
  const { stream, ref, at } = full;
  const collecting = collectColumns(stream.fields.map(({ name }) => name).filter((name) => !except.includes(name)));
  await replay({ watch: (each) => (each === ref ? collecting.add : undefined) }, { upTo: [ref] });
  let listened = now();
  const common = await commonIn({ stream, ...collecting.collected(), chosen: places, zone: zoneOf(run.prepared.document) }, async () => {
    if (now() - listened < patience) return;
    await pause();
    signal.throwIfAborted();
    listened = now();
  });
  return {
    at,
    these: common.these,
    conditions: common.conditions.map((each) => ({ when: each.when, said: commonInWords(each, stream), share: shareInWords(each, common, stream.event) })),
  };
});
