import { describe, expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { describe as sayAll } from '../../compile/describe.ts';
import { languages } from '../../data/text.ts';
import { documentSchema } from '../../graph/document.ts';
import { examples } from '../../../test/support/examples.ts';
import { facesOf } from './faces.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe.each(examples)('the cards of $id', ({ document }) => {
  const compilation = compile(document);

  test.each(languages)('say what the graph says in words: %s', (lang) => {
    const faces = facesOf(document, compilation, lang);
    for (const { node, sentence } of sayAll(document, lang)) expect(plain(faces.get(node)?.says ?? '')).toBe(sentence);
  });

  test('know where each count comes from, and have nothing to complain of', () => {
    const { steps } = compilation.plan;
    for (const face of facesOf(document, compilation, 'en').values()) {
      expect(face.badge).toBeUndefined();
      expect((face.severity === undefined) === (face.kind !== 'alert')).toBe(true);
      for (const { stream } of face.outputs) expect(steps.some(({ node }) => stream === node || stream?.startsWith(`${node}.`)), `${face.id} ${stream}`).toBe(true);
    }
  });

  test('stay the same objects while they say the same', () => {
    const before = facesOf(document, compilation, 'en');
    const [first, ...rest] = document.nodes;
    const changed = { ...document, nodes: [...(first === undefined ? [] : [{ ...first, name: 'Changed' }]), ...rest] };
    const after = facesOf(changed, compile(changed), 'en', before);
    expect(after.get(first?.id ?? '')?.name).toBe('Changed');
    expect(rest.filter(({ id }) => after.get(id) !== before.get(id))).toEqual([]);
  });
});

const graph = (more: object) => documentSchema.parse({ format: 'ruleloom/graph', version: 1, id: 'g', name: 'G', nodes: [], edges: [], ...more });

describe('a card', () => {
  test('of a kind nobody knows still stands there, and says what is wrong', () => {
    const document = graph({ nodes: [{ id: 'a', kind: 'magic', name: 'A', at: [0, 0], config: {} }] });
    const face = facesOf(document, compile(document), 'en').get('a');
    expect(face).toMatchObject({ name: 'A', kindTitle: 'magic', says: '', badge: 'error', inputs: [], outputs: [] });
    expect(face?.problem).not.toBe('');
  });

  test('has its ports before the graph with it is compiled', () => {
    const before = graph({});
    const document = graph({ nodes: [{ id: 'a', kind: 'filter', name: '', at: [0, 0], config: {} }] });
    const face = facesOf(document, compile(before), 'zh').get('a');
    expect(face?.name).toBe('筛选');
    expect(face?.outputs.map(({ id, stream }) => [id, stream])).toEqual([['match', undefined], ['rest', undefined]]);
  });

  test('knows which of its outputs lead somewhere, the first also where an edge does not name it', () => {
    const nodes = ['a', 'b'].map((id) => ({ id, kind: 'filter', name: id, at: [0, 0], config: {} }));
    const leads = (from: string) => {
      const document = graph({ nodes, edges: [{ from, to: 'b' }] });
      return facesOf(document, compile(document), 'en').get('a')?.outputs.map((output) => output.leads);
    };
    expect(leads('a')).toEqual([true, false]);
    expect(leads('a.match')).toEqual([true, false]);
    expect(leads('a.rest')).toEqual([false, true]);
  });
});
