/** JSON for reading: what fits on a line stays on it, the rest is broken up by its structure. */
export function prettyJson(value: unknown, width = 56): string {
  return lines(value, width, 0, 0);
}

const step = 2;

function lines(value: unknown, width: number, indent: number, before: number): string {
  const flat = onOneLine(value);
  const isNested = typeof value === 'object' && value !== null;
  if (!isNested || indent + before + flat.length <= width) return flat;
  const inner = ' '.repeat(indent + step);
  const end = `\n${' '.repeat(indent)}`;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + lines(item, width, indent + step, 1)).join(',\n')}${end}]`;
  }
  const parts = Object.entries(value).map(([key, item]) => {
    const label = `${JSON.stringify(key)}: `;
    return inner + label + lines(item, width, indent + step, label.length + 1);
  });
  return `{\n${parts.join(',\n')}${end}}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const parts = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${onOneLine(item)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}
