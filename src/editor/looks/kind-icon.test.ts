import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kindNames, kinds } from '../../kinds/registry.ts';
import { familyOf } from './families.ts';

const folder = new URL('icons/', import.meta.url);

test.each(kindNames)('%s has its own icon', (kind) => {
  expect(existsSync(new URL(`${kind}.svg`, folder))).toBe(true);
});

test.each(kindNames)('%s is of the family that it says', (kind) => {
  expect(familyOf(kind)).toBe(kinds[kind].family);
});

test.each(readdirSync(folder))('%s is drawn like the others', (file) => {
  const svg = readFileSync(new URL(file, folder), 'utf8');
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1\.3"/);
  expect(svg).not.toMatch(/<script|\son\w+=|href/);
});
