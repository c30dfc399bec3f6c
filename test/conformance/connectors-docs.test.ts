import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { connectionSchema } from '../../src/server/connections/configured.ts';
import type { ConnectorKind } from '../../src/server/connectors/connector.ts';
import { chosenConnector, connectors } from '../../src/server/connectors/registry.ts';
import type { OutputKind } from '../../src/server/outputs/output.ts';
import { chosenOutput, outputKinds } from '../../src/server/outputs/registry.ts';
import { schemaOf } from '../../src/kinds/reference.ts';
import { connectorReference } from '../../src/server/reference.ts';
import { kinds as nodeKinds } from '../../src/kinds/registry.ts';
import { examples } from '../support/examples.ts';

const page = new URL('../../docs/connectors.md', import.meta.url);

test('the page of connectors says what they say of themselves (write it anew with npm run docs)', () => {
  const reference = connectorReference();
  if (process.env['RULELOOM_WRITE'] === '1') writeFileSync(page, reference);
  expect(readFileSync(page, 'utf8')).toBe(reference);
});

const kinds = [...Object.entries<ConnectorKind>(connectors), ...Object.entries<OutputKind>(outputKinds)];

describe.each(kinds)('%s', (name, { type, settings, connection, example, title, summary }) => {
  test('is called as it calls itself, and its example holds', () => {
    expect(type).toBe(name);
    expect(settings.safeParse(example.settings).error).toBeUndefined();
    expect(example.connection?.type).toBe(connection);
    if (example.connection !== undefined) expect(connectionSchema.safeParse(example.connection).error).toBeUndefined();
    for (const { en, zh } of [title, summary]) expect([en.length, zh.length].every((length) => length > 1)).toBe(true);
  });

  test('has a name and a word of help for each setting, in both languages', () => {
    const properties = schemaOf(settings).properties ?? {};
    expect(Object.values(properties).map((each) => ({ ...each }))).toEqual(
      Object.values(properties).map(() => expect.objectContaining({ label: { en: expect.any(String), zh: expect.any(String) }, help: { en: expect.any(String), zh: expect.any(String) } })),
    );
  });
});

test.each(examples)('the example $id takes its events from connectors, and sends rows to outputs, that there are', ({ document }) => {
  const asked = document.nodes.flatMap(({ kind, config }) => {
    const { live } = (kind === 'source' ? nodeKinds.source.config.safeParse(config).data : undefined) ?? {};
    const { target } = (kind === 'output' ? nodeKinds.output.config.safeParse(config).data : undefined) ?? {};
    return [...(live === undefined ? [] : [chosenConnector(live)]), ...(target === undefined || target.type === 'list' ? [] : [chosenOutput(target)])];
  });
  expect(asked.flatMap((each) => ('why' in each ? [each.why.en] : []))).toEqual([]);
});
