/** Values in one text, as people paste them: a column of a sheet, or a list with commas of either language. */
export function splitValues(text: string): readonly string[] {
  // A column's values may have commas in them.
  const parts = /[\r\n\t]/.test(text) ? text.split(/[\r\n\t]+/) : text.split(/[,，、;；]/u);
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
}
