import { basename } from 'node:path';
import type { Batch } from '../data/columns.ts';
import { compile } from '../compile/compile.ts';
import type { Compilation } from '../compile/compile.ts';
import { zoneNamedIn } from '../compile/zone.ts';
import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { listInWords, quote } from '../data/words.ts';
import { zoneNamed } from '../data/zones.ts';
import type { Listener } from '../engine/contract.ts';
import { ledgerRun } from '../lab/ledger/collect.ts';
import type { Ledger, OtherLabels } from '../lab/ledger/ledger.ts';
import { rowsIn } from '../lab/ledger/bits.ts';
import { confusion, measure, measureByPeriod } from '../lab/measure/measure.ts';
import { units } from '../lab/measure/model.ts';
import type { MeasureOptions, Unit } from '../lab/measure/model.ts';
import type { Input } from '../lab/feed.ts';
import { replay } from '../lab/replay.ts';
import { measuresReport } from '../lab/report/measures-report.ts';
import { listenForSilence, rulesIn } from '../lab/suggest/silence.ts';
import { silenceInWords } from '../lab/suggest/words.ts';
import { problemInLine } from './check.ts';
import { readOneGraph } from './graphs.ts';
import { openInputs } from './inputs.ts';
import type { Inputs, Stdin } from './inputs.ts';
import { exit, WrongUse } from './io.ts';
import type { Io } from './io.ts';
import { labelOptions, lengthOf, readLabels } from './measure-labels.ts';
import { suggestThreshold } from './measure-suggest.ts';
import { measuresInLines } from './measure-words.ts';
import { readLang, readOptions } from './options.ts';
import { plainLine } from './plain.ts';
import { progressLine } from './progress.ts';
import { writeReport } from './report-file.ts';
import { notRunInWords } from './simulate-words.ts';
import { openTables, readTablesAsked } from './tables.ts';

/** `ruleloom measure`: how good the rules of a graph are, held against labels. */

const options = {
  source: { type: 'string', multiple: true },
  table: { type: 'string', multiple: true },
  ...labelOptions,
  unit: { type: 'string' },
  key: { type: 'string' },
  catch: { type: 'string' },
  by: { type: 'string' },
  zone: { type: 'string' },
  'cost-review': { type: 'string' },
  'cost-false': { type: 'string' },
  'cost-missed': { type: 'string' },
  suggest: { type: 'string' },
  best: { type: 'string' },
  alerts: { type: 'string' },
  report: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
} as const;

type Values = ReturnType<typeof readOptions<typeof options>>['values'];

export async function measureGraph(args: readonly string[], io: Io, stdin: Stdin = () => process.stdin): Promise<number> {
  const { values, positionals } = readOptions(args, options, io.lang);
  const lang = readLang(values.lang, io.lang);
  const stated = readMeasureOptions(values, lang);
  const say = (line: string): void => io.err(`${plainLine(line)}\n`);
  const file = await readOneGraph(positionals, { cwd: io.cwd, lang });
  const compilation = file.document === undefined ? undefined : compile(file.document);
  const problems = (compilation?.problems ?? file.problems).filter(({ severity }) => severity === 'error');
  for (const problem of problems) say(`${file.name}: ${problemInLine(problem, lang)}`);
  if (file.document === undefined || compilation === undefined) return exit.findings;
  if (values.suggest === undefined && (values.best ?? values.alerts) !== undefined) throw new WrongUse(pick(lang, '--best and --alerts belong to --suggest NODE.', '--best 和 --alerts 要与 --suggest 节点 合用。'));
  if (compilation.notRun.length > 0) say(notRunInWords(compilation, lang));

  const { document } = file;
  const { plan } = compilation;
  const asked = { ...stated, zone: stated.zone ?? zoneNamedIn(document) };
  const place = { path: file.path, cwd: io.cwd, lang };
  const labels = await readLabels(values, plan, place);
  const { tables, notes } = await openTables(document, plan, readTablesAsked(values.table ?? [], [document], lang), place);
  for (const note of notes) say(note);
  if (values.suggest !== undefined) {
    const trying = {
      compilation, tables, labels,
      inputs: async (wanted: readonly string[]) => inputsOf(await openInputs(document, plan, values.source ?? [], place, stdin, wanted)),
    };
    return suggestThreshold(trying, { ...values, suggest: values.suggest }, asked, io, lang);
  }
  const inputs = await openInputs(document, plan, values.source ?? [], place, stdin);
  const listener = listenForSilence(plan, rulesIn(compilation));
  const ledger = await ledgerOf(compilation, inputs, { tables, labels, keys: asked.key === undefined ? [] : [asked.key], listener }, io, lang);
  if (asked.key !== undefined && !ledger.sources.some(({ keys }) => keys[ledger.keys.findIndex(({ names }) => String(names) === String(asked.key))] !== undefined)) {
    throw new WrongUse(pick(lang, `No source has the field ${quote(asked.key.join(', '))} to key events by.`, `没有数据源含有字段${quote(asked.key.join('、'))}，无法按它计数。`));
  }
  const measures = measure(ledger, asked);
  const periods = values.by === undefined && values.json !== true ? [] : measureByPeriod(ledger, {}, asked);
  const silent = listener.silent();
  if (values.json === true) io.out(`${JSON.stringify({ ...measures, periods, missed: missedIds(ledger, asked), silent })}\n`);
  else io.out(`${measuresInLines(measures, periods, silent.map((each) => silenceInWords(each, compilation)), lang).map(plainLine).join('\n')}\n`);
  if (values.report !== undefined) {
    const report = { measures, periods: values.by === undefined ? [] : periods, name: document.name, of: basename(file.path), made: Date.now() };
    await writeReport(values.report, measuresReport(report, lang), io.cwd, lang);
  }
  return problems.length > 0 ? exit.findings : exit.clean;
}

interface Running {
  readonly tables: ReadonlyMap<string, Batch>;
  readonly labels: OtherLabels | undefined;
  readonly keys: readonly (readonly string[])[];
  readonly listener: Listener;
}

const inputsOf = ({ sources }: Inputs): ReadonlyMap<string, Input> => new Map([...sources].map(([id, { input }]) => [id, input]));

async function ledgerOf(compilation: Compilation, inputs: Inputs, running: Running, io: Io, lang: Lang): Promise<Ledger> {
  const run = ledgerRun(compilation, running);
  const progress = progressLine(io, lang);
  try {
    await replay(compilation.plan, run.engine, inputsOf(inputs), {
      progress: ({ rows }) => progress.show(rows, 0, undefined),
    });
  } finally {
    progress.clear();
  }
  return run.ledger();
}

/** The events that are one and that no alert caught, by source; each by its own id. */
function missedIds(ledger: Ledger, asked: MeasureOptions): Readonly<Record<string, readonly string[]>> {
  const { missedYes } = confusion(ledger, {}, asked);
  const { basis } = measure(ledger, asked);
  return Object.fromEntries(
    basis.sources.flatMap((at, index) => {
      const source = ledger.sources[at];
      return source === undefined ? [] : [[source.id, [...rowsIn(missedYes[index] ?? new Uint32Array(0))].map((row) => source.ids.get(row) ?? String(row))]];
    }),
  );
}

function readMeasureOptions(values: Values, lang: Lang): MeasureOptions {
  const unit = units.find((each) => each === values.unit);
  if (values.unit !== undefined && unit === undefined) throw wrongChoice('--unit', units, values.unit, lang);
  const catching = (['lineage', 'key'] as const).find((each) => each === values.catch);
  if (values.catch !== undefined && catching === undefined) throw wrongChoice('--catch', ['lineage', 'key'], values.catch, lang);
  const period = (['day', 'week'] as const).find((each) => each === values.by);
  if (values.by !== undefined && period === undefined) throw wrongChoice('--by', ['day', 'week'], values.by, lang);
  if (values.zone !== undefined && zoneNamed(values.zone) === undefined) throw new WrongUse(pick(lang, `There is no time zone ${quote(values.zone)}.`, `没有时区${quote(values.zone)}。`));
  return {
    unit: unit satisfies Unit | undefined,
    catching,
    period,
    zone: values.zone,
    key: values.key?.split(',').map((name) => name.trim()),
    maturity: lengthOf('--maturity', values.maturity, lang),
    warmUp: lengthOf('--warm-up', values['warm-up'], lang),
    costs: { review: costOf('--cost-review', values['cost-review'], lang), falseAlarm: costOf('--cost-false', values['cost-false'], lang), missed: costOf('--cost-missed', values['cost-missed'], lang) },
  };
}

const wrongChoice = (flag: string, choices: readonly string[], value: string, lang: Lang): WrongUse =>
  new WrongUse(pick(lang, `${flag} takes ${listInWords(choices, 'or', 'en')}, not ${quote(value)}`, `${flag} 可选 ${choices.join('、')}，而不是${quote(value)}`));

function costOf(flag: string, value: string | undefined, lang: Lang): number | undefined {
  if (value === undefined) return undefined;
  const cost = Number(value);
  if (value.trim() === '' || !Number.isFinite(cost) || cost < 0) throw new WrongUse(pick(lang, `${flag} takes a number from 0 on, not ${quote(value)}`, `${flag} 的值是不小于 0 的数字，而不是${quote(value)}`));
  return cost;
}
