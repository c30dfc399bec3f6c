import { expect, test } from 'vitest';
import { keyCaps, keysInWords, pressed } from './keys.ts';
import type { KeyPress } from './keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key, code: '', keyCode: 0, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isComposing: false, ...held,
});

test('Ctrl and Cmd both work', () => {
  expect(pressed('Mod+Z', press('z', { ctrlKey: true }))).toBe(true);
  expect(pressed('Mod+Z', press('z', { metaKey: true }))).toBe(true);
  expect(pressed('Mod+Z', press('z'))).toBe(false);
});

test('Shift and Alt count', () => {
  expect(pressed('Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
  expect(pressed('Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true);
  expect(pressed('Delete', press('Delete', { altKey: true }))).toBe(false);
});

test('a sign is a sign, however the keyboard makes it', () => {
  expect(pressed('?', press('?', { shiftKey: true }))).toBe(true);
  expect(pressed('?', press('?'))).toBe(true);
  expect(pressed('Mod++', press('+', { ctrlKey: true, shiftKey: true }))).toBe(true);
});

test('a digit is a key, whatever Shift makes of it', () => {
  expect(pressed('Shift+1', press('!', { shiftKey: true, code: 'Digit1' }))).toBe(true);
  expect(pressed('Mod+0', press('0', { ctrlKey: true, code: 'Digit0' }))).toBe(true);
  expect(pressed('Shift+1', press('1', { code: 'Digit1' }))).toBe(false);
});

test('a letter is found by its place where the keyboard writes no Latin', () => {
  expect(pressed('Mod+Z', press('я', { ctrlKey: true, code: 'KeyZ' }))).toBe(true);
  // A Latin keyboard that has Y where others have Z means what it says.
  expect(pressed('Mod+Z', press('y', { ctrlKey: true, code: 'KeyZ' }))).toBe(false);
});

test('nothing is pressed while an input method composes', () => {
  expect(pressed('Enter', press('Enter', { isComposing: true }))).toBe(false);
  expect(pressed('Enter', press('Enter', { keyCode: 229 }))).toBe(false);
});

test('keys are written as they are on the keyboard', () => {
  expect(keysInWords('Mod+Shift+Z', true)).toBe('⌘⇧Z');
  expect(keysInWords('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
  expect(keyCaps('Mod++', false)).toEqual(['Ctrl', '+']);
});
