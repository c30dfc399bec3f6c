import { IconRocket } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import controls from '../looks/controls.module.css';
import { useAbout, useMay } from '../remote/this-server.ts';
import bar from '../shell/editor-bar.module.css';
import { useWords } from '../state/context.tsx';

const DeployDialog = lazy(() => import('./deploy-dialog.tsx'));

/** Where there is a server, and whoever sits here may: lets the graph run there. */
export default function DeployButton(): ReactNode {
  const { say } = useWords();
  useAbout();
  const may = useMay('operator');
  const [open, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <button type="button" className={`${controls['quiet'] ?? ''} ${bar['export'] ?? ''}`} aria-label={say('deploy')} aria-haspopup="dialog" title={say('deployTitle')} onClick={() => setOpen(true)}>
        <IconRocket size={17} stroke={1.75} aria-hidden="true" />
        <span>{say('deploy')}</span>
      </button>
      {open ? <Suspense><DeployDialog close={() => setOpen(false)} /></Suspense> : null}
    </>
  );
}
