/**
 * JSON for people and for git: what fits stands on one line, all else one member or item per line. The outermost
 * object and the lists in it are always broken, so that a node or an edge is a line or a block of its own.
 */

const width = 110;

export function printJson(value: unknown): string {
  const parts: string[] = [];
  write(value, 0, 0, parts);
  parts.push('\n');
  return parts.join('');
}

/** `used` is what the line holds already, before the value. */
function write(value: unknown, indent: number, used: number, parts: string[]): void {
  const open = indent === 0 || (indent === 2 && Array.isArray(value) && value.length > 0);
  const short = open ? undefined : onOneLine(value, width - used);
  if (short !== undefined) {
    parts.push(short);
    return;
  }
  if (typeof value !== 'object' || value === null) {
    parts.push(JSON.stringify(value));
    return;
  }
  const inner = indent + 2;
  const margin = `\n${' '.repeat(inner)}`;
  const list = Array.isArray(value);
  parts.push(list ? '[' : '{');
  let first = true;
  for (const [key, member] of list ? value.entries() : definedEntries(value)) {
    const lead = list ? '' : `${JSON.stringify(key)}: `;
    parts.push(first ? margin : `,${margin}`, lead);
    write(member, inner, inner + lead.length + 1, parts);
    first = false;
  }
  parts.push(`\n${' '.repeat(indent)}`, list ? ']' : '}');
}

/** The value in at most `room` characters, or undefined. Gives up as soon as that is plain. */
function onOneLine(value: unknown, room: number): string | undefined {
  if (typeof value === 'string' && value.length > room) return undefined;
  if (typeof value !== 'object' || value === null) {
    const text = JSON.stringify(value);
    return text.length <= room ? text : undefined;
  }
  const list = Array.isArray(value);
  const parts: string[] = [];
  let left = room - 2;
  for (const [key, member] of list ? value.entries() : definedEntries(value)) {
    const lead = `${parts.length > 0 ? ', ' : ''}${list ? '' : `${JSON.stringify(key)}: `}`;
    const text = onOneLine(member, left - lead.length);
    if (text === undefined) return undefined;
    parts.push(lead, text);
    left -= lead.length + text.length;
  }
  const inside = parts.join('');
  if (inside === '') return list ? '[]' : '{}';
  if (left < (list ? 0 : 2)) return undefined;
  return list ? `[${inside}]` : `{ ${inside} }`;
}

const definedEntries = (object: object): [string, unknown][] =>
  Object.entries(object).filter((entry) => entry[1] !== undefined);
