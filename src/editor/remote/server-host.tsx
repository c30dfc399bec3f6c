import { Dialog } from '@base-ui/react/dialog';
import { useId, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Words } from '../../data/text.ts';
import controls from '../looks/controls.module.css';
import dialogs from '../shell/dialogs/dialogs.module.css';
import { useWords } from '../state/context.tsx';
import styles from './server-host.module.css';
import { server, useAbout, useServer } from './this-server.ts';

/** Asks who sits here, where the server wants to know. Lies over whatever is open, which goes on after it. */
export default function ServerHost(): ReactNode {
  useAbout();
  const asks = useServer(({ asksLogin }) => asksLogin);
  return asks ? <LoginDialog /> : null;
}

function LoginDialog(): ReactNode {
  const { lang, say } = useWords();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<Words>();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const enter = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || name === '') return;
    setBusy(true);
    const why = await server.store.getState().login(name, password);
    setBusy(false);
    setFault(why);
    if (why === undefined) location.reload();
  };
  return (
    <Dialog.Root open disablePointerDismissal>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs['backdrop']} />
        <Dialog.Popup className={`${dialogs['sheet'] ?? ''} ${styles['login'] ?? ''}`}>
          <header><Dialog.Title>{say('loginTitle')}</Dialog.Title></header>
          <form onSubmit={(event) => void enter(event)}>
            <label htmlFor={`${id}-name`}>{say('userName')}</label>
            <input id={`${id}-name`} autoComplete="username" spellCheck={false} value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <label htmlFor={`${id}-password`}>{say('password')}</label>
            <input id={`${id}-password`} type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
            {fault === undefined ? null : <p role="alert">{fault[lang]}</p>}
            <button type="submit" className={controls['primary']} aria-disabled={busy || name === ''}>{say('loginTitle')}</button>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
