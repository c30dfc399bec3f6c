import { valueAt } from '../../../data/columns.ts';
import type { FlowField } from '../../../data/field.ts';
import { hasRole } from '../../../data/field.ts';
import { lookAt } from '../../../data/read/look.ts';
import { readTable } from '../../../data/read/table-file.ts';
import { sameName } from '../../../lab/ledger/same-name.ts';
import { labelsInWords } from './label-file.ts';
import { study } from './study.ts';

export interface LabelJoins {
  readonly columns: readonly LabelColumn[];
  /** Fields of the data that rows of the file can be known by. */
  readonly fields: readonly FlowField[];
  /** What of the file may belong to what of the data, likeliest first. */
  readonly joins: readonly LabelJoin[];
}

export interface LabelColumn {
  readonly name: string;
  readonly isTime: boolean;
  /** The first different values, in the order in which they came. */
  readonly values: readonly string[];
  /** There are no others among the rows that were looked at. */
  readonly few: boolean;
}

export interface LabelJoin {
  readonly field: string;
  readonly column: string;
  /** Of the first values of the column, so many are in the data. */
  readonly matched: number;
  readonly of: number;
}

const mostRows = 2000;
const mostValues = 12;

/** What a file with labels has, and how it may belong to the data of the run. */
export const labelJoinsStudy = study(async ({ file }: { readonly file: File }, { run, replay, signal }): Promise<LabelJoins> => {
  const { plan } = run.prepared;
  const look = await labelsInWords(file, () => lookAt(file));
  const columns = look.fields.map(({ field }) => ({ name: field.from ?? field.name, isTime: field.type === 'time', seen: new Set<string>() }));
  await labelsInWords(file, async () => {
    let rows = 0;
    for await (const { batch } of readTable(file, columns.map(({ name }, at) => ({ name: `c${at}`, from: name, type: 'text' as const })), { ...look.options, format: look.format })) {
      columns.forEach(({ seen }, at) => {
        const column = batch.columns[at];
        for (let row = 0; column !== undefined && row < Math.min(batch.length, mostRows - rows); row += 1) {
          const value = valueAt(column, row);
          if (typeof value === 'string') seen.add(value);
        }
      });
      rows += batch.length;
      signal.throwIfAborted();
      if (rows >= mostRows) return;
    }
  });

  const sources = plan.steps.flatMap((step) => (step.op === 'source' ? [{ stream: `${step.id}.events`, fields: run.prepared.fields.get(`${step.id}.events`) ?? [] }] : []));
  const fields = distinct(sources.flatMap((source) => source.fields.filter(mayJoin)));
  const wanted = new Map<string, number[]>();
  columns.forEach(({ seen }, at) => {
    for (const value of seen) wanted.set(value, [...(wanted.get(value) ?? []), at]);
  });
  const found = new Map(fields.map(({ name }) => [name, columns.map(() => new Set<string>())]));
  await replay({
    watch: (stream) =>
      sources.some((source) => source.stream === stream)
        ? ({ fields: ofStream, columns: ofFlow, rows, frame }) => {
            for (const [name, sets] of found) {
              const column = ofFlow[ofStream.findIndex((field) => field.name === name)]?.get();
              if (column === undefined) continue;
              const count = rows?.length ?? frame.length;
              for (let at = 0; at < count; at += 1) {
                const value = valueAt(column, rows?.[at] ?? at);
                if (value === null) continue;
                const text = String(value);
                for (const each of wanted.get(text) ?? []) sets[each]?.add(text);
              }
            }
          }
        : undefined,
  });
  const joins = fields.flatMap((field) =>
    columns.map((column, at): LabelJoin & { readonly alike: boolean } => ({
      field: field.name,
      column: column.name,
      matched: found.get(field.name)?.[at]?.size ?? 0,
      of: column.seen.size,
      alike: sameName(field, column.name),
    })),
  );
  const weight = ({ matched, of, alike }: (typeof joins)[number]): number => (of === 0 ? 0 : matched / of) * Math.log1p(matched) + (alike ? 0.5 : 0);
  return {
    columns: columns.map(({ name, isTime, seen }) => ({ name, isTime, values: [...seen].slice(0, mostValues), few: seen.size <= mostValues })),
    fields,
    joins: joins.sort((one, other) => weight(other) - weight(one)).map(({ alike: _alike, ...join }) => join),
  };
});

/** Events are known by their id, or by what they are of. */
const mayJoin = (field: FlowField): boolean => hasRole(field, 'id') || hasRole(field, 'key') || (field.type === 'text' && !hasRole(field, 'label'));

const distinct = (fields: readonly FlowField[]): readonly FlowField[] => fields.filter((field, at) => fields.findIndex(({ name }) => name === field.name) === at);
