import type { Case } from '../../api/cases.ts';
import type { AlertEntry, RejectedRow } from '../../api/runs.ts';
import { isRecord } from '../../data/contract.ts';
import { hasRole, nameInData } from '../../data/field.ts';
import type { Field, FlowField } from '../../data/field.ts';
import { words } from '../../data/text.ts';
import { masked } from '../../lab/explain/mask.ts';
import type { Explanation } from '../../lab/explain/model.ts';
import { createMask } from '../../lab/keep/mask.ts';
import type { GivenRow } from '../../lab/keep/mask.ts';
import { explanationInWords } from '../../lab/explain/words.ts';
import { hidden, hiding, renderings, valueIn } from '../channels/told-alert.ts';
import { deployable } from '../runs/deployable.ts';
import type { Explanations } from '../runs/explaining.ts';
import type { Runs } from '../runs/runs.ts';
import type { Stored } from '../store/stored.ts';

/** What is served of personal data to those who may not see it: the same, without the values of fields that are marked as sensitive. */
export interface Masking {
  /** An alert as it is printed. */
  readonly body: (graph: string, body: string) => Promise<string>;
  readonly alerts: (entries: readonly AlertEntry[]) => Promise<readonly AlertEntry[]>;
  readonly cases: (cases: readonly Case[]) => Promise<readonly Case[]>;
  readonly rejected: (graph: string, rows: readonly RejectedRow[]) => Promise<readonly RejectedRow[]>;
  /** Rows as a source has sent them, part after part: what was the same stays the same, so that rules can be tried on them. */
  readonly lines: (graph: string, source: string) => Promise<(lines: Uint8Array) => Uint8Array>;
  readonly explanations: (found: Explanations) => Explanations;
}

export interface MaskingOptions {
  readonly runs: Pick<Runs, 'graph' | 'deployments'>;
  readonly stored: Pick<Stored, 'alert' | 'alertsOfCase'>;
}

/** Of a graph, as far as it can be read: by node, the sensitive fields of what it gives or is given. */
interface Sensitive {
  readonly version: string | undefined;
  readonly zone: string | undefined;
  readonly sources: ReadonlyMap<string, readonly Field[]>;
  readonly alerts: ReadonlyMap<string, readonly FlowField[]>;
}

type Plain = Readonly<Record<string, unknown>>;

export function masking({ runs, stored }: MaskingOptions): Masking {
  const known = new Map<string, Sensitive>();
  const sensitiveIn = async (graph: string): Promise<Sensitive> => {
    const version = latestOf(runs, graph);
    const before = known.get(graph);
    if (before !== undefined && before.version === version) return before;
    const found = { version, ...sensitiveFields(deployable(await runs.graph(graph).catch(() => ''))) };
    known.set(graph, found);
    return found;
  };

  const alertMask = async (graph: string, body: string): Promise<{ readonly event: Plain; readonly hide: (text: string) => string; readonly alert: Plain }> => {
    const { alerts, zone } = await sensitiveIn(graph);
    const alert = JSON.parse(body) as Plain;
    const event = isRecord(alert['event']) ? alert['event'] : {};
    const fields = alerts.get(String(alert['node']));
    // Nobody knows any more what of this is sensitive.
    if (fields === undefined) return { alert, event: {}, hide: () => hidden };
    const hide = hiding(fields.flatMap((field) => renderings(valueIn(event, field), field, zone)));
    return { alert, event: withTexts(withoutValues(event, fields), hide), hide };
  };

  const hideOf = async ({ graph, id }: Pick<AlertEntry, 'graph' | 'id'>): Promise<(text: string) => string> => {
    const body = stored.alert(graph, id);
    return body === undefined ? () => hidden : (await alertMask(graph, body)).hide;
  };

  return {
    body: async (graph, body) => {
      const { alert, event, hide } = await alertMask(graph, body);
      const told = (name: string): unknown => (typeof alert[name] === 'string' ? hide(alert[name]) : alert[name]);
      return JSON.stringify({ ...alert, key: told('key'), title: told('title'), message: told('message'), event });
    },
    alerts: (entries) => Promise.all(entries.map(async (entry) => withoutTexts(entry, await hideOf(entry)))),
    cases: (cases) =>
      Promise.all(cases.map(async (each) => {
        const [latest] = stored.alertsOfCase(each.id);
        return withoutTexts(each, latest === undefined ? () => hidden : await hideOf(latest));
      })),
    rejected: async (graph, rows) => {
      const { sources } = await sensitiveIn(graph);
      return rows.map((row) => {
        const fields = sources.get(row.source);
        if (fields?.length === 0) return row;
        if (fields === undefined) return { ...row, text: hidden, reasons: [] };
        const named = fields.map((field) => ({ name: nameInData(field) }));
        // Nobody knows which of its values a reason names.
        const reasons = row.reasons.map((reason) => words((lang) => reason[lang].replaceAll(/“[^”]*”/g, `“${hidden}”`)));
        return { ...row, text: maskedLine(row.text, (each) => withoutValues(each, named)), reasons };
      });
    },
    lines: async (graph, source) => {
      const fields = (await sensitiveIn(graph)).sources.get(source);
      if (fields?.length === 0) return (lines) => lines;
      const mask = createMask();
      const named = (fields ?? []).map((field) => ({ ...field, name: nameInData(field) }));
      const inRow = (row: Plain): Plain => {
        const nested = named.filter(({ name }) => !Object.hasOwn(row, name));
        return withoutValues(mask([row as GivenRow], named)[0] ?? {}, nested);
      };
      return (lines) => {
        const text = Buffer.from(lines.buffer, lines.byteOffset, lines.length).toString('utf8');
        return Buffer.from(text.split('\n').map((line) => (line.trim() === '' || fields === undefined ? '' : maskedLine(line, inRow))).join('\n'));
      };
    },
    explanations: ({ explanations }) => ({
      explanations: explanations.map((explanation) => {
        const shown: Explanation = masked(explanation, hidden);
        return { ...shown, words: { en: explanationInWords(shown, 'en'), zh: explanationInWords(shown, 'zh') } };
      }),
    }),
  };
}

function withoutTexts<T extends Pick<AlertEntry, 'title' | 'message' | 'key'>>(told: T, hide: (text: string) => string): T {
  return { ...told, title: hide(told.title), message: hide(told.message), ...(told.key === undefined ? {} : { key: hide(told.key) }) };
}

function latestOf(runs: Pick<Runs, 'deployments'>, graph: string): string | undefined {
  try {
    return runs.deployments(graph)[0]?.version;
  } catch {
    return undefined;
  }
}

const isSensitive = (field: Field): boolean => hasRole(field, 'sensitive');

function sensitiveFields(read: ReturnType<typeof deployable>): Omit<Sensitive, 'version'> {
  if ('problems' in read) return { zone: undefined, sources: new Map(), alerts: new Map() };
  const { plan: { steps, zone }, compilation: { analysis } } = read;
  return {
    zone,
    sources: new Map(steps.flatMap((step) => (step.op === 'source' ? [[step.id, step.fields.filter(isSensitive)] as const] : []))),
    alerts: new Map(steps.flatMap((step) => (step.op === 'alert' ? [[step.node, (analysis.nodes.get(step.node)?.around.inputs['in']?.fields ?? []).filter(isSensitive)] as const] : []))),
  };
}

/** A row as somebody sent it, or a list of them; what is neither is not shown at all. */
function maskedLine(line: string, mask: (row: Plain) => Plain): string {
  try {
    const value: unknown = JSON.parse(line);
    if (Array.isArray(value)) return JSON.stringify(value.map((each) => (isRecord(each) ? mask(each) : hidden)));
    return isRecord(value) ? JSON.stringify(mask(value)) : hidden;
  } catch {
    return hidden;
  }
}

/** Names with dots are found whole or through nested objects. That there is none is no secret. */
function withoutValues(row: Plain, fields: readonly Pick<Field, 'name'>[]): Plain {
  return fields.reduce((before, { name }) => withoutValue(before, name), row);
}

function withoutValue(row: Plain, name: string): Plain {
  if (Object.hasOwn(row, name)) return row[name] === null ? row : { ...row, [name]: hidden };
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const inner = row[name.slice(0, dot)];
    if (isRecord(inner)) return { ...row, [name.slice(0, dot)]: withoutValue(inner, name.slice(dot + 1)) };
  }
  return row;
}

/** Reasons and other texts may name what is hidden. */
function withTexts(row: Plain, hide: (text: string) => string): Plain {
  const into = (value: unknown): unknown => {
    if (typeof value === 'string') return hide(value);
    if (Array.isArray(value)) return value.map(into);
    return isRecord(value) ? withTexts(value, hide) : value;
  };
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, into(value)]));
}
