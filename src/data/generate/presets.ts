import type { Preset } from './preset.ts';
import { account } from './presets/account.ts';
import { applications } from './presets/applications.ts';
import { consumers } from './presets/consumers.ts';
import { devices } from './presets/devices.ts';
import { payments } from './presets/payments.ts';
import { purchases } from './presets/purchases.ts';
import { risk } from './presets/risk.ts';
import { shop } from './presets/shop.ts';

/** Every world the generator knows. */
export const presets: readonly Preset[] = [consumers, payments, account, risk, shop, purchases, applications, devices];

export const presetNamed = (id: string): Preset | undefined => presets.find((preset) => preset.id === id);
