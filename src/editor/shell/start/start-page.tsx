import { IconFolderOpen } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Words } from '../../../data/text.ts';
import { putOnShelf, readGraph } from '../../documents/put-away.ts';
import type { Kept } from '../../documents/shelf.ts';
import { shelf } from '../../documents/this-browser.ts';
import type { Example } from '../../examples/examples.ts';
import controls from '../../looks/controls.module.css';
import { Icon } from '../../looks/icon.tsx';
import { graphAddress } from '../../state/address.ts';
import { useWords } from '../../state/context.tsx';
import { TopBar } from '../top-bar.tsx';
import { Recent } from './recent.tsx';
import styles from './start-page.module.css';
import { Templates } from './templates.tsx';

/** Where one begins: the graphs of this browser, and templates with data of their own. */
export function StartPage({ examples }: { readonly examples: readonly Example[] }): ReactNode {
  const { say } = useWords();
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const [again, setAgain] = useState(0);
  useEffect(() => {
    let left = false;
    void readShelf().then((found) => {
      if (!left) setKept(found);
    });
    return () => {
      left = true;
    };
  }, [again]);
  const refresh = (): void => setAgain((count) => count + 1);
  return (
    <div className={styles['start']}>
      <title>Ruleloom</title>
      <a
        className={styles['skip']}
        href="#graphs"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('graphs')?.focus();
        }}
      >
        {say('skipToGraphs')}
      </a>
      <TopBar />
      <div className={styles['body']}>
        <aside className={styles['promise']}>
          <h2>
            <span>{say('promiseDraw')}</span>
            <span>{say('promiseProve')}</span>
          </h2>
          <p>{say('promiseAbout')}</p>
          <OpenFile />
        </aside>
        <main className={styles['graphs']} id="graphs" tabIndex={-1}>
          <Recent kept={kept} onChange={refresh} />
          <Templates examples={examples} />
        </main>
      </div>
    </div>
  );
}

const mostRecent = 12;

async function readShelf(): Promise<readonly Kept[]> {
  try {
    const heads = await shelf.list();
    const found = await Promise.all(heads.slice(0, mostRecent).map(({ key }) => shelf.read(key)));
    return found.filter((each) => each !== undefined);
  } catch {
    // This browser keeps nothing: there is nothing to show.
    return [];
  }
}

/** A graph from a file, chosen or dropped here. */
function OpenFile(): ReactNode {
  const { lang, say } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<Words>();
  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const { document: graph, fault: why } = readGraph(await file.text());
    if (graph === undefined) {
      setFault(why);
      return;
    }
    try {
      location.hash = graphAddress(await putOnShelf(shelf, graph));
    } catch {
      setFault({ en: 'This browser keeps nothing, so the graph cannot be opened', zh: '浏览器不允许存储，无法打开规则图' });
    }
  };
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
        void open(event.dataTransfer.files[0]);
      }}
    >
      <IconFolderOpen size={24} stroke={1.75} aria-hidden="true" />
      <p>{say('dropGraph')}</p>
      <button type="button" className={controls['primary']} onClick={() => input.current?.click()}>{say('chooseFile')}</button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          void open(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {fault === undefined ? null : (
        <p className={styles['fault']} role="alert">
          <Icon name="error" />
          {fault[lang]}
        </p>
      )}
    </div>
  );
}
