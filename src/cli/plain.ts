/** Characters that would move the cursor, colour the terminal, turn its direction or begin a line of their own. */
// oxlint-disable-next-line no-control-regex -- these are the very characters it is about
const unruly = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g;

/** A text from a file as one line that a terminal only shows: what it would obey is written out. */
export function plainLine(text: string): string {
  return text.replace(unruly, (found) => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}
