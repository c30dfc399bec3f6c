import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import styles from './dialogs.module.css';

/** A place for a file. */
export function FileDrop({ take }: { readonly take: (files: readonly File[]) => void }): ReactNode {
  const { say } = useWords();
  const [over, setOver] = useState(false);
  return (
    <div
      className={styles['drop']}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (event.dataTransfer.files.length > 0) take([...event.dataTransfer.files]);
      }}
    >
      <IconFileSpreadsheet size={28} stroke={1.5} aria-hidden="true" />
      <p>{say('dropHere')}</p>
      <ChooseFile className={controls['primary']} label={say('chooseFile')} take={take} />
      <p className={styles['hint']}>{say('dropFormats')}</p>
    </div>
  );
}

/** A button that asks the system for files. */
export function ChooseFile({ className, label, take }: { readonly className: string | undefined; readonly label: string; readonly take: (files: readonly File[]) => void }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={className} onClick={() => input.current?.click()}>{label}</button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) take(files);
        }}
      />
    </>
  );
}
