import { describe, expect, test } from 'vitest';
import type { Face, FaceOutput } from '../faces.ts';
import { card, layOut, shownOutputs } from './card.ts';
import { plainMeasure } from './measure.ts';

const measure = plainMeasure('en');
const output = (id: string, role: FaceOutput['role'] = 'main', leads = false): FaceOutput => ({ id, label: id, role, stream: undefined, leads });
const face = (change: Partial<Face> = {}): Face => ({
  id: 'rule', kind: 'condition', kindTitle: 'Condition', family: 'rule', name: 'Burst', says: 'More than 3 payments on one card', severity: undefined,
  badge: undefined, problem: '', asks: '', inputs: [{ id: 'in', label: 'rows' }], outputs: [output('match'), output('rest', 'rest')], ...change,
});
const lay = (change: Partial<Face> = {}) => {
  const each = face(change);
  return layOut(each, shownOutputs(each, () => false), measure);
};

describe('a card', () => {
  test('is as wide as usual, and has a row for each output under its sentence', () => {
    const layout = lay();
    expect(layout.width).toBe(172);
    expect(layout.says).toEqual(['More than 3 payments', 'on one card']);
    const [match, rest] = layout.outputs;
    expect(match?.top).toBe(card.top + measure.line.name + 2 * measure.line.say + card.afterSay);
    expect(rest?.y).toBe((match?.y ?? 0) + card.row);
    expect(layout.height).toBe((match?.top ?? 0) + 2 * card.row);
  });

  test('grows for a long name, but not without end', () => {
    expect(lay({ name: 'A name of thirty letters, say' }).width).toBe(240);
    expect(lay({ name: 'Not quite so long, it' }).width).toBeGreaterThan(172);
  });

  test('makes room for what is wrong, and its eyelets move down with their rows', () => {
    const sound = lay();
    const broken = lay({ badge: 'error', problem: 'Say when the rule matches' });
    expect(broken.strip).toEqual(['Say when the', 'rule matches']);
    expect((broken.outputs[0]?.y ?? 0) - (sound.outputs[0]?.y ?? 0)).toBe(2 * measure.line.say + 2 * card.strip);
    expect(lay({ badge: 'warning', problem: 'Look here' }).strip).toEqual([]);
    expect(lay({ badge: 'warning', asks: 'Drop the file here' }).strip).toEqual(['Drop the file here']);
    expect(lay({ badge: 'error', problem: 'Broken', asks: 'Drop it' }).strip).toEqual(['Broken']);
  });

  test('holds all its inputs', () => {
    const inputs = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => ({ id, label: id }));
    const layout = lay({ inputs, outputs: [], says: '' });
    expect(layout.height).toBeGreaterThanOrEqual((layout.inputs.at(-1)?.y ?? 0) + 9);
  });

  test('shows rows set aside only where there are some, or where they lead on', () => {
    const source = face({ outputs: [output('events'), output('late', 'side'), output('rejected', 'side', true)] });
    expect(shownOutputs(source, () => false).map(({ id }) => id)).toEqual(['events', 'rejected']);
    expect(shownOutputs(source, ({ id }) => id === 'late').map(({ id }) => id)).toEqual(['events', 'late', 'rejected']);
  });

  test('an outcome has a row and no eyelet', () => {
    expect(lay({ outputs: [output('sent', 'outcome')] }).outputs[0]?.eyelet).toBe(false);
  });
});
