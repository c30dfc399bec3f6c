import type { Field, Row, Value } from '../data/field.ts';
import { addRow, newSheet } from '../data/sheet.ts';
import type { Sheet } from '../data/sheet.ts';
import { printTime } from '../data/time.ts';
import type { Bytes } from '../data/write/bytes.ts';
import { putText } from '../data/write/bytes.ts';
import { putCsvHead, putCsvRow } from '../data/write/csv.ts';
import type { Alert } from '../engine/contract.ts';
import { reasonsLast, rowWriter } from './sent-rows.ts';
import type { Plan } from '../plan/plan.ts';
import { rowsOfSteps } from '../plan/rows.ts';

/** Alerts as text for machines. Their events are written as the data is: names with dots nested, times in ISO 8601. */

export interface AlertFormat {
  readonly begin: (bytes: Bytes) => void;
  readonly put: (bytes: Bytes, alert: Alert) => void;
  readonly end: (bytes: Bytes) => void;
}

export function ndjsonFormat(plan: Plan): AlertFormat {
  const put = alertWriter(plan);
  return {
    begin: () => undefined,
    put: (bytes, alert) => {
      put(bytes, alert);
      putText(bytes, '\n');
    },
    end: () => undefined,
  };
}

export function jsonFormat(plan: Plan): AlertFormat {
  const put = alertWriter(plan);
  let any = false;
  return {
    begin: (bytes) => putText(bytes, '['),
    put: (bytes, alert) => {
      putText(bytes, any ? ',\n' : '\n');
      any = true;
      put(bytes, alert);
    },
    end: (bytes) => putText(bytes, any ? '\n]\n' : ']\n'),
  };
}

/** Writes an alert as JSON, without a line feed. */
export function alertWriter(plan: Plan): (bytes: Bytes, alert: Alert) => void {
  const writers = new Map<string, (bytes: Bytes, row: Row) => void>();
  for (const [node, fields] of eventFields(plan)) writers.set(node, rowWriter(fields));
  return (bytes, { id, node, severity, time, key, title, message, event, heldBack, channels }) => {
    const head = { id, node, severity, time: time === null ? null : printTime(time), key, title, message };
    putText(bytes, `${JSON.stringify(head).slice(0, -1)},"event":`);
    writers.get(node)?.(bytes, event);
    putText(bytes, `${heldBack > 0 ? `,"heldBack":${heldBack}` : ''},"channels":${JSON.stringify(channels)}}`);
  };
}

function fill(sheet: Sheet, row: Row): void {
  sheet.length = 0;
  addRow(sheet, row);
}

/** The fields of each alert's event, the reasons last, as they stand in it. */
function eventFields(plan: Plan): ReadonlyMap<string, readonly Field[]> {
  const rows = rowsOfSteps(plan.steps);
  return new Map(plan.steps.flatMap((step) => (step.op === 'alert' ? [[step.node, reasonsLast(rows.get(step.id)?.fields ?? [])] as const] : [])));
}

const alertFields: readonly Field[] = [
  { name: 'id', type: 'text' },
  { name: 'node', type: 'text' },
  { name: 'severity', type: 'text' },
  { name: 'time', type: 'time' },
  { name: 'key', type: 'text' },
  { name: 'title', type: 'text' },
  { name: 'message', type: 'text' },
  { name: 'heldBack', type: 'number', decimals: 0 },
  { name: 'channels', type: 'list' },
];

/** A column for each field that any alert's event has. */
export function csvFormat(plan: Plan): AlertFormat {
  const events = new Map<string, Field>();
  for (const field of [...eventFields(plan).values()].flat()) {
    const known = events.get(field.name);
    events.set(field.name, known === undefined || known.type === field.type ? field : { name: field.name, type: 'text' });
  }
  const fields = [...alertFields, ...[...events.values()].map((field) => ({ ...field, name: `event.${field.name}` }))];
  const sheet = newSheet(fields, 1);
  return {
    begin: (bytes) => putCsvHead(bytes, fields),
    put: (bytes, { event, ...alert }) => {
      const row: Record<string, Value> = { ...alert };
      for (const [name, value] of Object.entries(event)) row[`event.${name}`] = events.get(name)?.type === 'text' ? asText(value) : value;
      for (const [name, value] of Object.entries(row)) if (typeof value === 'string') row[name] = harmless(value);
      fill(sheet, row);
      putCsvRow(bytes, sheet, 0);
    },
    end: () => undefined,
  };
}

/** What a spreadsheet would run as a formula: numbers, such as those of telephones, it only computes. */
const formula = /^(?:[=@\t\r]|[-+](?![\d\s.,()/-]*$))/;

/** People open these files, and others wrote what stands in the cells: an apostrophe makes a spreadsheet show it. */
const harmless = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** Alerts may have fields of one name and of several types: then its column is text. */
const asText = (value: Value): string | null => (value === null || typeof value === 'string' ? value : JSON.stringify(value));
