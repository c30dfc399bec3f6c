import type { ReactNode } from 'react';
import { LiveForm } from './live-form.tsx';
import { isOn } from './live-store.ts';
import { LiveView } from './live-view.tsx';
import { useLive } from './use-live.ts';

/** Events as they come in: where from, and then what becomes of them. */
export default function LivePanel(): ReactNode {
  const on = useLive(isOn);
  const begun = useLive(({ tick }) => tick !== undefined);
  return on && begun ? <LiveView /> : <LiveForm />;
}
