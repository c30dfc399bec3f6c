import { columnOf } from '../../data/columns.ts';
import type { FieldType, FlowField, Value } from '../../data/field.ts';
import type { Lang, Words } from '../../data/text.ts';
import { listInWords } from '../../data/words.ts';
import type { Side } from '../../lab/compare/model.ts';
import { partWords } from '../../lab/compare/words.ts';
import type { FetchRows } from '../rows/row-pages.ts';
import { rowsAt } from '../simulate/kept-rows.ts';
import type { KeptRows } from '../simulate/kept-rows.ts';
import { positionsOf } from '../simulate/rows-view.ts';
import type { AlertPair, AlertsOfFate, Fate } from '../simulate/studies/compared-alerts.ts';
import { glossary } from '../words.ts';

/** What is said of an alert in the reader's language. */
export interface AlertNames {
  readonly lang: Lang;
  readonly severity: (pair: 'low' | 'medium' | 'high' | 'critical') => string;
  readonly node: (pair: AlertPair) => string;
}

interface Made {
  readonly field: FlowField;
  readonly value: (pair: AlertPair) => Value;
}

/** Alerts of two graphs as rows of a table: as the second has them where it does; of those that differ, as they were. */
export function fetchAlerts({ alerts, total }: AlertsOfFate, fate: Fate | Side, { lang, severity, node }: AlertNames): FetchRows {
  const made = (name: string, label: Words, type: FieldType, value: Made['value']): Made => ({ field: { name, label, type, origins: [], optional: true, tainted: false }, value });
  const shown = (pair: AlertPair): AlertPair['after'] => pair.after ?? pair.before;
  const has = (value: Made['value']): boolean => alerts.some((pair) => (value(pair) ?? '') !== '');
  const differs = (part: AlertPair['parts'][number]): boolean => alerts.some(({ parts }) => parts.includes(part));
  const columns = [
    made('time', glossary.alertTime, 'time', (pair) => shown(pair)?.time ?? null),
    ...(fate === 'moved' ? [made('timeBefore', glossary.timeBefore, 'time', ({ before }) => before?.time ?? null)] : []),
    made('severity', glossary.alertSeverity, 'text', (pair) => named(shown(pair)?.severity, severity)),
    ...(differs('severity') ? [made('severityBefore', glossary.severityBefore, 'text', ({ before }) => named(before?.severity, severity))] : []),
    made('alert', glossary.alertNode, 'text', node),
    made('key', glossary.alertKey, 'text', (pair) => shown(pair)?.key ?? null),
    made('event', glossary.alertEvent, 'text', (pair) => shown(pair)?.about ?? null),
    ...(fate === 'moved' ? [made('eventBefore', glossary.eventBefore, 'text', ({ before }) => before?.about ?? null)] : []),
    ...(fate === 'changed' ? [made('differs', glossary.alertDiffers, 'text', ({ parts }) => listInWords(parts.map((part) => partWords[part][lang]), 'and', lang))] : []),
    made('title', glossary.alertTitle, 'text', (pair) => shown(pair)?.title ?? null),
    ...(differs('title') ? [made('titleBefore', glossary.titleBefore, 'text', ({ before }) => before?.title ?? null)] : []),
  ].filter(({ value }) => has(value));
  const fields = columns.map(({ field }) => field);
  const kept: KeptRows = { fields, length: alerts.length, chunks: [{ first: 0, length: alerts.length, columns: columns.map(({ field: { type }, value }) => columnOf(type, alerts.map(value))) }] };
  return (from, to, view) => {
    const positions = positionsOf(kept, view) ?? Int32Array.from({ length: alerts.length }, (_, at) => at);
    const wanted = positions.slice(from, to);
    return Promise.resolve({ from, total: positions.length, all: total, kept: alerts.length, fields, batch: rowsAt(kept, wanted), places: wanted });
  };
}

const named = <Name extends string>(name: Name | undefined, say: (name: Name) => string): string | null => (name === undefined ? null : say(name));
