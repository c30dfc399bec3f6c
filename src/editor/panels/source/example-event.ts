import type { Field } from '../../../data/field.ts';
import { hasRole, nameInData } from '../../../data/field.ts';
import type { Json } from '../../../data/json.ts';
import { printTime } from '../../../data/time.ts';
import type { SourceConfig } from '../../../kinds/source/config.ts';

/** An event as somebody would send it: the first of the sample's rows, or one made up of what the fields ask for. */
export function exampleEvent({ sample, fields }: Pick<SourceConfig, 'sample' | 'fields'>, now: number): Readonly<Record<string, Json>> {
  const [first] = sample?.type === 'rows' ? sample.rows : [];
  // What turns out later about an event is not known when it is sent.
  const known = fields.filter((field) => !hasRole(field, 'label'));
  return first ?? Object.fromEntries(known.map((field) => [nameInData(field), valueOf(field, now)]));
}

function valueOf({ name, type, values = [], min = 1 }: Field, now: number): Json {
  switch (type) {
    case 'number':
      return Math.max(1, min);
    case 'text':
      return values[0] ?? `${name}-1`;
    case 'boolean':
      return true;
    case 'time':
      return printTime(now);
    case 'list':
      return values.slice(0, 1);
  }
}

/** The line that sends it, for a shell of the usual kind. */
export function curlLine(address: string, event: Readonly<Record<string, Json>>, asksToken: boolean): string {
  return [
    `curl -X POST ${address}`,
    "-H 'content-type: application/json'",
    ...(asksToken ? ['-H "authorization: Bearer $RULELOOM_TOKEN"'] : []),
    `-d '${JSON.stringify(event).replaceAll("'", String.raw`'\''`)}'`,
  ].join(' \\\n  ');
}
