import { compile } from '../compile/compile.ts';
import { closest } from '../data/closest.ts';
import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { quote } from '../data/words.ts';
import { explainAlert, explainEvent } from '../lab/explain/explain.ts';
import type { NotFound } from '../lab/explain/explain.ts';
import { masked } from '../lab/explain/mask.ts';
import { explanationInLines, explanationInWords } from '../lab/explain/words.ts';
import type { Input } from '../lab/feed.ts';
import type { Plan } from '../plan/plan.ts';
import { problemInLine } from './check.ts';
import { readOneGraph } from './graphs.ts';
import { openInputs } from './inputs.ts';
import { exit, WrongUse } from './io.ts';
import type { Io } from './io.ts';
import { readLang, readOptions } from './options.ts';
import { plainLine } from './plain.ts';
import { notRunInWords } from './simulate-words.ts';
import { openTables, readTablesAsked } from './tables.ts';

/** `ruleloom explain`: why an alert was raised, or what became of an event. */

const options = {
  alert: { type: 'string' },
  event: { type: 'string' },
  source: { type: 'string', multiple: true },
  table: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  mask: { type: 'boolean' },
  lang: { type: 'string' },
} as const;

export async function explain(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readOptions(args, options, io.lang);
  const lang = readLang(values.lang, io.lang);
  const asked = values.source ?? [];
  if (asked.some((each) => each.endsWith('=-'))) {
    throw new WrongUse(
      pick(
        lang,
        'The input is run several times, so it cannot be standard input: write it to a file first.',
        '解释时要多次读取数据，不能使用标准输入：请先写入文件。',
      ),
    );
  }
  const say = (line: string): void => io.err(`${plainLine(line)}\n`);

  const file = await readOneGraph(positionals, { cwd: io.cwd, lang });
  const compilation = file.document === undefined ? undefined : compile(file.document);
  for (const problem of compilation?.problems ?? file.problems)
    if (problem.severity === 'error') say(`${file.name}: ${problemInLine(problem, lang)}`);
  if (file.document === undefined || compilation === undefined) return exit.findings;
  if (compilation.notRun.length > 0) say(notRunInWords(compilation, lang));

  const { plan } = compilation;
  const question = readQuestion(values, plan, lang);
  const place = { path: file.path, cwd: io.cwd, lang };
  const { document } = file;
  const { tables, notes } = await openTables(document, plan, readTablesAsked(values.table ?? [], [document], lang), place);
  for (const note of notes) say(note);
  const inputs = async (wanted: readonly string[]): Promise<ReadonlyMap<string, Input>> => {
    const { sources } = await openInputs(document, plan, asked, place, () => [], wanted);
    return new Map([...sources].map(([id, { input }]) => [id, input]));
  };
  const inquiry = { compilation, tables, inputs };
  const answer =
    question.type === 'alert'
      ? await explainAlert(inquiry, question.id)
      : await explainEvent(inquiry, question.source, question.id);
  if (answer.found === undefined) {
    say(notFound(question, answer, file.name, lang));
    return exit.findings;
  }
  const found = values.mask === true ? answer.found.map((each) => masked(each)) : answer.found;
  if (values.json === true) {
    const explanations = found.map((each) => ({
      ...each,
      words: { en: explanationInWords(each, 'en', plan.zone), zh: explanationInWords(each, 'zh', plan.zone) },
    }));
    io.out(`${JSON.stringify({ explanations })}\n`);
  } else {
    const told = found.map((each) => explanationInLines(each, lang, plan.zone).map(plainLine).join('\n'));
    io.out(`${told.join('\n\n')}\n`);
  }
  return exit.clean;
}

type Question =
  | { readonly type: 'alert'; readonly id: string }
  | { readonly type: 'event'; readonly source: string; readonly id: string };

function readQuestion(
  { alert, event }: { readonly alert?: string | undefined; readonly event?: string | undefined },
  plan: Plan,
  lang: Lang,
): Question {
  if ((alert === undefined) === (event === undefined)) {
    throw new WrongUse(
      pick(
        lang,
        'Say what to explain: --alert ID, or --event SOURCE:ID.',
        '请说明要解释什么：--alert 预警编号，或 --event 数据源:事件编号。',
      ),
    );
  }
  if (alert !== undefined) return { type: 'alert', id: alert };
  const cut = event?.indexOf(':') ?? -1;
  const [source, id] = [event?.slice(0, cut) ?? '', event?.slice(cut + 1) ?? ''];
  const sources = plan.steps.filter((step) => step.op === 'source').map((step) => step.id);
  if (cut < 1 || id === '')
    throw new WrongUse(
      pick(
        lang,
        `--event takes SOURCE:ID, such as ${sources[0] ?? 'payments'}:1; not ${quote(event ?? '')}`,
        `--event 的写法是 数据源:事件编号，例如 ${sources[0] ?? 'payments'}:1；而不是${quote(event ?? '')}`,
      ),
    );
  if (!sources.includes(source)) {
    const near = closest(source, sources);
    const meant = near === undefined ? '' : pick(lang, ` Did you mean ${quote(near)}?`, `是不是${quote(near)}？`);
    throw new WrongUse(
      pick(
        lang,
        `No source ${quote(source)} runs in the graph; its sources: ${sources.join(', ')}.${meant}`,
        `图中没有运行数据源${quote(source)}，现有：${sources.join('、')}。${meant}`,
      ),
    );
  }
  return { type: 'event', source, id };
}

function notFound(question: Question, { count, some, ambiguous }: NotFound, file: string, lang: Lang): string {
  const such = some.join(pick(lang, ', ', '、'));
  if (question.type === 'event') {
    if (count === 0)
      return pick(lang, `${quote(question.source)} has no events at all.`, `${quote(question.source)}没有任何事件。`);
    const examples = pick(lang, ` Its ids are such as ${such}.`, `编号形如 ${such}。`);
    return pick(
      lang,
      `${quote(question.source)} has no event ${quote(question.id)} among its ${count}.${examples}`,
      `${quote(question.source)}的 ${count} 个事件里没有${quote(question.id)}。${examples}`,
    );
  }
  if (ambiguous === true)
    return pick(
      lang,
      `Several alerts begin with ${quote(question.id)}: ${such}.`,
      `有多条预警以${quote(question.id)}开头：${such}。`,
    );
  if (count === 0)
    return pick(
      lang,
      'This run raised no alert. Ask why not of an event: --event SOURCE:ID.',
      '本次运行没有触发预警。可以问某个事件为何没有：--event 数据源:事件编号。',
    );
  if (count === 1)
    return pick(
      lang,
      `The only alert has another id than ${quote(question.id)}: ${such}.`,
      `唯一的一条预警编号不是${quote(question.id)}，而是 ${such}。`,
    );
  return pick(
    lang,
    `None of the ${count} alerts has the id ${quote(question.id)}; they are such as ${such}. List them: ruleloom simulate ${file}`,
    `${count} 条预警中没有编号${quote(question.id)}；编号形如 ${such}。列出全部：ruleloom simulate ${file}`,
  );
}
