import type { Field } from '../../data/field.ts';
import { nameInData } from '../../data/field.ts';
import type { Column } from '../connections/postgresql.ts';

/** Rows of a database as JSON for the reader of events. */

/** By PostgreSQL's numbers of its types; all others come as text. */
const numbers = new Set([20, 21, 23, 26, 700, 701, 1700]);
const [boolean, timestamp, timestamptz] = [16, 1114, 1184];
const json = new Set([114, 3802]);
const lists = new Set([1001, 1002, 1003, 1005, 1007, 1009, 1014, 1015, 1016, 1021, 1022, 1231, 2951]);

const number = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** How to write a row: the columns that a field of the source reads, or reads something of. */
export function lineWriter(columns: readonly Column[], fields: readonly Field[]): (row: readonly (string | null)[]) => string {
  const names = new Map(fields.map((field) => [nameInData(field), field]));
  const wanted = columns.flatMap(({ name, type }, at) => {
    const field = names.get(name);
    const isRead = field !== undefined || [...names.keys()].some((each) => each.startsWith(`${name}.`));
    return isRead ? [{ key: JSON.stringify(name), at, write: writerOf(type, field) }] : [];
  });
  return (row) => `{${wanted.map(({ key, at, write }) => `${key}:${asJson(row[at] ?? null, write)}`).join(',')}}`;
}

const asJson = (text: string | null, write: (text: string) => string): string => (text === null ? 'null' : write(text));

function writerOf(type: number, field: Field | undefined): (text: string) => string {
  // Digits as they stand: a number of more of them than a double holds is whole where its field is a text.
  if (numbers.has(type) && field?.type !== 'text') return (text) => (number.test(text) ? text : JSON.stringify(text));
  if (type === boolean) return (text) => (text === 't' ? 'true' : 'false');
  if (type === timestamptz) return (text) => JSON.stringify(text.replace(' ', 'T').replace(/\+00$/, 'Z'));
  // It knows no zone; as everywhere, it is in UTC then.
  if (type === timestamp) return (text) => JSON.stringify(`${text.replace(' ', 'T')}Z`);
  // Line feeds can only stand between its parts.
  if (json.has(type)) return (text) => text.replaceAll(/[\r\n]/g, ' ');
  if (lists.has(type)) return (text) => JSON.stringify(textsOf(text));
  return (text) => JSON.stringify(text);
}

/** `{a,"b, c",NULL}`, of one dimension. */
function textsOf(list: string): readonly (string | null)[] {
  const entries = list.slice(1, -1).matchAll(/"((?:[^"\\]|\\[^])*)"|([^,]+)/g);
  return Array.from(entries, ([, inQuotes, bare = '']) => inQuotes?.replaceAll(/\\([^])/g, '$1') ?? (bare === 'NULL' ? null : bare));
}
