import { fieldSchema, expressionSchema, eventNameSchema, textSchema } from '../data/schema.ts';
import { z } from '../data/zod.ts';
import type { Family, Port } from './contract.ts';
import type { AnyKind } from './registry.ts';
import { kinds } from './registry.ts';

/** The reference of node kinds as Markdown, made from the contracts, so that it can't be wrong about them. */
export function nodeReference(): string {
  const sections = families.map(({ family, title }) => {
    const own = Object.entries<AnyKind>(kinds).filter(([, kind]) => kind.family === family);
    return [`## ${title}`, ...own.map(([name, kind]) => kindSection(name, kind))].join('\n\n');
  });
  return `${[head, ...sections].join('\n\n')}\n`;
}

const head = `# Node kinds

Made from the contracts in \`src/kinds\` by \`npm run docs\`; change those, not this page. A setting without
“optional” must be there. Field names stand in settings as plain texts, lengths of time as \`90s\`, \`10m\`, \`24h\`, \`7d\`.
*text* is the author's words, one text or one per language; *expression* is \`{ "logic": … }\` in the typed language
([expressions.md](expressions.md)), or \`{ "raw": … }\`; *field* is a field with its meaning
([document-format.md](document-format.md)).`;

const families: readonly { family: Family; title: string }[] = [
  { family: 'source', title: 'Sources' },
  { family: 'transform', title: 'Transforms' },
  { family: 'rule', title: 'Rules' },
  { family: 'alert', title: 'Alerts' },
];

const nowhere = { node: 'node', name: '', inputs: {}, from: {}, sets: [], tables: [], lang: 'en' } as const;

function kindSection(name: string, kind: AnyKind): string {
  const { inputs, outputs } = kind.ports(kind.blank(nowhere));
  return [
    `### \`${name}\` · ${kind.title.en} · ${kind.title.zh}`,
    `${kind.summary.en}.`,
    `Inputs: ${portsInWords(inputs)}. Outputs: ${portsInWords(outputs)}.`,
    settingsTable(schemaOf(kind.config)),
  ].join('\n\n');
}

function portsInWords(ports: readonly Port[]): string {
  if (ports.length === 0) return 'none';
  return ports.map((port) => `\`${port.id}\`${port.role === 'side' ? ' (set aside)' : port.role === 'outcome' ? ' (an outcome)' : ''}`).join(', ');
}

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly additionalProperties?: JsonSchema | boolean;
}

export function schemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

export function settingsTable(schema: JsonSchema): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const optional = schema.required?.includes(name) === true ? '' : ' (optional)';
    const { description = '' } = property;
    return `| \`${name}\`${optional} | ${typeInWords(property)} | ${knownWords(property) === undefined ? description.replaceAll('|', '\\|') : ''} |`;
  });
  return rows.length === 0 ? 'It has no settings.' : ['| setting | holds | |', '|---|---|---|', ...rows].join('\n');
}

/** Shapes that many settings share go by one word. */
const shared = new Map(
  Object.entries({ text: textSchema, expression: expressionSchema, event: eventNameSchema, field: fieldSchema }).map(
    ([word, schema]) => [shapeOf(schemaOf(schema)), word],
  ),
);

function shapeOf({ properties, anyOf }: JsonSchema): string {
  if (properties !== undefined) return Object.keys(properties).filter((key) => key !== 'from').join();
  return (anyOf ?? []).map((each) => each.type ?? shapeOf(each)).join() + (anyOf ?? []).map(shapeOf).join();
}

function knownWords(schema: JsonSchema): string | undefined {
  if (schema.properties === undefined && schema.anyOf === undefined) return undefined;
  const word = shared.get(shapeOf(schema));
  return word === undefined ? undefined : `*${word}*`;
}

function typeInWords(schema: JsonSchema): string {
  const known = knownWords(schema);
  if (known !== undefined) return known;
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return choices.map(typeInWords).join(' or ');
  if (schema.items !== undefined) return `list of ${typeInWords(schema.items)}`;
  if (schema.properties !== undefined) {
    const members = Object.entries(schema.properties).map(
      ([name, property]) => `${name}${schema.required?.includes(name) === true ? '' : '?'}: ${typeInWords(property)}`,
    );
    return `{ ${members.join('; ')} }`;
  }
  if (Array.isArray(schema.type)) return schema.type.join(' or ');
  if (schema.type === 'object') return 'object';
  return typeof schema.type === 'string' ? schema.type : 'any';
}

