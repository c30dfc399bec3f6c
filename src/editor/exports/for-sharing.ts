import type { Text } from '../../data/text.ts';
import type { RuleDocument, RuleNode, SavedTest } from '../../graph/document.ts';
import { config as sourceSchema } from '../../kinds/source/config.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';
import { createMask } from '../../lab/keep/mask.ts';
import type { Mask } from '../../lab/keep/mask.ts';

/** What of a graph leaves the browser. */
export interface Shared {
  readonly document: RuleDocument;
  readonly left: Left;
}

export interface Left {
  /** Rows of samples and of saved tests that are in the graph itself. */
  readonly rows: number;
  readonly tests: number;
  /** The sensitive fields in place of whose values others go out, where rows go out. */
  readonly masked: readonly { readonly name: string; readonly label: Text }[];
  /** Files that samples are read from: they are named, and never go with the graph. */
  readonly files: readonly string[];
}

/** A graph without the rows of its samples and tests; or with them, and made-up values where a field is sensitive, so that tests go on saying what they said. */
export function forSharing(document: RuleDocument, withRows: boolean): Shared {
  const sources = new Map(document.nodes.flatMap((node) => {
    const read = node.kind === 'source' ? sourceSchema.safeParse(node.config) : undefined;
    return read?.success === true ? [[node.id, read.data] as const] : [];
  }));
  const mask = createMask();
  const samples = [...sources.values()].reduce((sum, { sample }) => sum + (sample?.type === 'rows' ? sample.rows.length : 0), 0);
  const tested = document.tests.reduce((sum, { given }) => sum + Object.values(given).reduce((all, rows) => all + rows.length, 0), 0);
  const sensitive = new Map([...sources].map(([id, { fields }]) => [id, fields.filter(({ roles }) => roles?.includes('sensitive') === true)]));
  const masked = [...new Map([...sensitive.values()].flat().map((field) => [field.name, { name: field.name, label: field.label ?? field.name }])).values()];
  return {
    document: {
      ...document,
      nodes: document.nodes.map((node) => {
        const config = sources.get(node.id);
        return config === undefined ? node : sharedSource(node, config, mask, withRows);
      }),
      tests: withRows ? document.tests.map((test) => sharedTest(test, (id) => sources.get(id)?.fields ?? [], mask)) : [],
    },
    left: {
      rows: samples + tested,
      tests: document.tests.length,
      masked,
      files: [...sources.values()].flatMap(({ sample }) => (sample?.type === 'file' ? [sample.path] : [])),
    },
  };
}

function sharedSource(node: RuleNode, { sample, fields }: SourceConfig, mask: Mask, withRows: boolean): RuleNode {
  if (sample?.type !== 'rows') return node;
  const { sample: _, ...rest } = node.config;
  return { ...node, config: withRows ? { ...node.config, sample: { ...sample, rows: mask(sample.rows, fields) } } : rest };
}

/** Keys of alerts that it expects are masked as they are in its rows. */
function sharedTest(test: SavedTest, fieldsOf: (source: string) => SourceConfig['fields'], mask: Mask): SavedTest {
  const instead = new Map<string, string>();
  const given = Object.fromEntries(Object.entries(test.given).map(([id, rows]) => {
    const masked = mask(rows, fieldsOf(id));
    for (const { name } of fieldsOf(id).filter(({ roles }) => roles?.includes('sensitive') === true)) {
      for (const [at, row] of rows.entries()) {
        const [value, other] = [row[name], masked[at]?.[name]];
        if ((typeof value === 'string' && value !== '') || typeof value === 'number') instead.set(`${value}`, typeof other === 'string' || typeof other === 'number' ? `${other}` : '');
      }
    }
    return [id, masked];
  }));
  // A key of several fields holds them as texts; a number in it may be part of another word.
  const hidden = (key: string): string =>
    instead.get(key) ?? [...instead].filter(([value]) => Number.isNaN(Number(value))).reduce((text, [value, other]) => text.replaceAll(value, () => other), key);
  return { ...test, given, expect: test.expect.map((each) => (each.key === undefined ? each : { ...each, key: hidden(each.key) })) };
}
