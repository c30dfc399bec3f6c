import { IconLogout } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { server, useServer } from './this-server.ts';

/** Who is asking, and the way out; nothing where nobody has to say. */
export default function ServerUser(): ReactNode {
  const { say } = useWords();
  const about = useServer((state) => state.about);
  if (about?.login !== true || about.user === undefined) return null;
  const label = `${say('logout')} (${about.user.name})`;
  return (
    <button type="button" className={controls['icon']} aria-label={label} title={label} onClick={() => void server.store.getState().logout()}>
      <IconLogout size={18} stroke={1.75} aria-hidden="true" />
    </button>
  );
}
