import { roles } from '../../api/route.ts';
import type { Case } from '../../api/cases.ts';
import type { TrailEntry } from '../../api/cases.ts';
import type { caseRoutes } from '../../api/case-routes.ts';
import { printTime } from '../../data/time.ts';
import { z } from '../../data/zod.ts';
import { zoneNamed } from '../../data/zones.ts';
import type { Cases } from '../cases/cases.ts';
import { csvOf } from '../cases/csv.ts';
import { labelsOf } from '../cases/labels.ts';
import { caseReport } from '../cases/report.ts';
import type { ReportAsked } from '../cases/report.ts';
import type { RuleBook } from '../cases/rule-book.ts';
import type { Trail } from '../cases/trail.ts';
import { hidden } from '../channels/told-alert.ts';
import type { Config } from '../config.ts';
import type { Store } from '../store/database.ts';
import type { Masking } from './masking.ts';
import { Refusal } from './problems.ts';
import type { Asking, Handlers } from './serving.ts';

export interface CaseParts {
  readonly config: Config;
  readonly store: Store;
  readonly cases: Cases;
  readonly rules: RuleBook;
  readonly trail: Trail;
}

/** What is done when something is asked about alerts as work for people. */
export function caseHandlersFor({ config, store, cases, rules, trail }: CaseParts, masks: Pick<Masking, 'alerts' | 'body' | 'cases'>): Pick<Handlers, keyof typeof caseRoutes> {
  const shown = async (each: Case): Promise<Case> => (await masks.cases([each]))[0] ?? each;
  return {
    cases: async ({ query, sees }) => {
      const { cases: found, total } = cases.list(query);
      return { cases: [...(sees ? found : await masks.cases(found))], total };
    },
    caseCounts: async ({ query: { since }, by }) => cases.counts(by, since),
    case: async ({ params: { case: id }, sees }) => {
      const found = await cases.detail(Number(id));
      if (found === undefined) throw new Refusal(404, 'no-such-case', { en: `There is no case ${id}.`, zh: `没有案件 ${id}。` });
      return sees ? found : { ...found, case: await shown(found.case), alerts: [...(await masks.alerts(found.alerts))], others: [...(await masks.cases(found.others))] };
    },
    changeCase: async ({ params: { case: id }, body, by, sees }) => {
      const changed = await cases.change(Number(id), body, nameOf(by));
      return sees ? changed : shown(changed);
    },
    changeCases: async ({ body, by }) => ({ refused: [...(await cases.changeAll(body.cases, body.change, nameOf(by)))] }),
    caseStep: async ({ params: { case: id, step }, sees }) => {
      const { type, settings, graph, body } = await cases.stepAction(Number(id), step);
      const { event } = withEvent.parse(JSON.parse(sees ? body : await masks.body(graph, body)));
      return { type, settings: { ...settings }, event };
    },
    runCaseStep: async ({ params: { case: id, step }, by, sees }) => {
      const changed = await cases.runStep(Number(id), step, nameOf(by));
      return sees ? changed : shown(changed);
    },
    snoozes: async ({ sees }) => ({ snoozes: cases.snoozes().map((each) => (sees || each.key === undefined ? each : { ...each, key: hidden })) }),
    snooze: async ({ body, by }) => {
      if (body.until <= Date.now()) throw new Refusal(422, 'past', { en: 'That moment has passed: choose a later one.', zh: '该时间已过，请选择更晚的时间。' });
      return cases.snooze(body, nameOf(by));
    },
    wake: async ({ params: { snooze }, by }) => {
      if (!cases.wake(Number(snooze), nameOf(by))) throw new Refusal(404, 'no-such-snooze', { en: 'It is not put aside any more.', zh: '它已不再暂缓。' });
    },
    views: async ({ by }) => ({ views: [...cases.views(nameOf(by))] }),
    keepView: async ({ body, by }) => cases.keepView(nameOf(by), body),
    dropView: async ({ params: { name }, by }) => cases.dropView(nameOf(by), name),
    people: async () => ({ people: config.users.filter(({ role }) => roles.indexOf(role) >= roles.indexOf('analyst')).map(({ name, role }) => ({ name, role })) }),
    trail: async ({ query, sees }) => ({ entries: trail.read(query).map((entry) => (sees ? entry : withoutKey(entry))) }),
    trailTable: async ({ query, reply, sees }) => {
      const lines = trail.read(query).map((entry) => (sees ? entry : withoutKey(entry))).map(({ seq, at, by, automatic, what, graph = '', case: of = '', detail }) => [seq, printTime(at), by, automatic, what, graph, of, JSON.stringify(detail)]);
      return table(reply, 'trail', ['seq', 'at', 'by', 'automatic', 'what', 'graph', 'case', 'detail'], lines);
    },
    caseReport: async ({ query, sees }) => {
      const report = caseReport(store, zoned(query));
      return sees ? report : { ...report, keys: report.keys.map((each) => ({ ...each, key: hidden })) };
    },
    caseReportTable: async ({ query, reply }) => {
      const { periods } = caseReport(store, zoned(query));
      const lines = periods.map(({ from, alerts, opened, closed, right, wrong, toTake = '', toClose = '' }) => [printTime(from), alerts, opened, closed, right, wrong, toTake, toClose]);
      return table(reply, 'cases', ['from', 'alerts', 'opened', 'closed', 'right', 'false_alarms', 'median_ms_to_take', 'median_ms_to_close'], lines);
    },
    labels: async ({ params: { id }, reply, sees }) => {
      await rules.read(id);
      const fields = rules.ids(id);
      const lines = labelsOf(store, id, fields).map(({ alert, ids, node, key = '', time = '', label, disposition, reason = '', closed }) => [alert, ...fields.map((field) => ids[field] ?? ''), node, sees || key === '' ? key : hidden, time, label, disposition, reason, printTime(closed)]);
      return table(reply, `${id}-labels`, ['alert', ...fields, 'rule', 'key', 'time', 'label', 'disposition', 'reason', 'closed'], lines);
    },
  };
}

/** What was put aside is named by its key, which may be somebody’s. */
const withoutKey = (entry: TrailEntry): TrailEntry => (entry.detail['key'] === undefined ? entry : { ...entry, detail: { ...entry.detail, key: hidden } });

const withEvent = z.looseObject({ event: z.record(z.string(), z.unknown()) });

/** Who did it, also where nobody has to log in. */
const nameOf = (by: string | undefined): string => by ?? 'local';

function table(reply: Asking<{ readonly method: 'GET'; readonly path: ''; readonly summary: ''; readonly role: undefined; readonly answer: 'text' }>['reply'], name: string, head: readonly string[], lines: readonly (readonly unknown[])[]): string {
  reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}.csv"`);
  return csvOf(head, lines);
}

function zoned({ zone: named, ...asked }: Omit<ReportAsked, 'zone'> & { readonly zone: string }): ReportAsked {
  const zone = zoneNamed(named);
  if (zone === undefined) throw new Refusal(422, 'no-such-zone', { en: `“${named}” is not a time zone, such as Asia/Shanghai.`, zh: `“${named}”不是时区，例如 Asia/Shanghai。` });
  if (asked.to - asked.from > 800 * 86_400_000 || asked.to <= asked.from) throw new Refusal(422, 'bad-span', { en: 'Ask for up to two years, from an earlier moment to a later one.', zh: '请指定由早到晚、不超过两年的时间段。' });
  return { ...asked, zone };
}
