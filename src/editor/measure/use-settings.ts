import { useState } from 'react';
import { thisBrowser } from '../state/preferences.ts';
import { readSettings } from './settings.ts';
import type { ChangeSettings, MeasureSettings } from './settings.ts';

const browser = thisBrowser();

/** How the graph is measured, as this browser has it. */
export function useSettings(graph: string): readonly [MeasureSettings, ChangeSettings] {
  const place = `ruleloom.measure.${graph}`;
  const [settings, set] = useState(() => readSettings(browser.read(place)));
  return [
    settings,
    (change) => {
      const next = { ...settings, ...change };
      set(next);
      browser.write(place, JSON.stringify(next));
    },
  ];
}
