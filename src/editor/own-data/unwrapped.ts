/** What services answer with is one object, and the rows are a list somewhere in it: `{"data": {"orders": [...]}}`. */

const deepest = 3;
/** A larger file is not one answer of a service. */
const largest = 134_217_728;

/** The file of its rows alone; the file itself where it is not such an object. */
export async function unwrapped(file: File): Promise<File> {
  if (file.size > largest || !/^\s*\{/.test(await file.slice(0, 1024).text())) return file;
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch {
    // Objects on lines of their own, or what is no JSON: its reader knows.
    return file;
  }
  const rows = rowsIn(value);
  return rows === undefined ? file : new File([JSON.stringify(rows)], file.name, { type: file.type, lastModified: file.lastModified });
}

/** The longest list of objects that stands in an object, not in a list. */
export function rowsIn(value: unknown, depth = 1): readonly unknown[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item)) ? value : undefined;
  if (depth > deepest) return undefined;
  return Object.values(value)
    .flatMap((inner) => [rowsIn(inner, depth + 1) ?? []])
    .reduce<readonly unknown[] | undefined>((best, rows) => (rows.length > (best?.length ?? 0) ? rows : best), undefined);
}
