import type { Preset } from './preset.ts';
import { consumers } from './presets/consumers.ts';
import { payments } from './presets/payments.ts';

/** Every world the generator knows. */
export const presets: readonly Preset[] = [consumers, payments];

export const presetNamed = (id: string): Preset | undefined => presets.find((preset) => preset.id === id);
