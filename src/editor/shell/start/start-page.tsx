import { IconFileSpreadsheet, IconFolderOpen, IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { words } from '../../../data/text.ts';
import type { Words } from '../../../data/text.ts';
import type { Kept } from '../../documents/shelf.ts';
import { drawer, shelf } from '../../documents/this-browser.ts';
import { unwrittenKeys } from '../../documents/unwritten.ts';
import type { Example } from '../../examples/examples.ts';
import { forgetStrays } from '../../files/forget-strays.ts';
import { browserFolder, keptFiles } from '../../files/kept-files.ts';
import controls from '../../looks/controls.module.css';
import { Icon } from '../../looks/icon.tsx';
import { intend } from '../../own-data/intents.ts';
import { openEmpty } from '../../own-data/open-empty.ts';
import { nameOfFile } from '../../own-data/file-names.ts';
import type { Given, Piece } from '../../own-data/what-is-given.ts';
import { hasServer } from '../../remote/base.ts';
import { graphAddress } from '../../state/address.ts';
import { useWords } from '../../state/context.tsx';
import { glossary, phrases } from '../../words.ts';
import { TopBar } from '../top-bar.tsx';
import { Recent } from './recent.tsx';
import styles from './start-page.module.css';
import { Templates } from './templates.tsx';

// What reads files comes when there is one.
const OwnFiles = lazy(async () => ({ default: (await import('../../own-data/own-files.tsx')).OwnFiles }));

/** Where one begins: one's own data, the graphs of this browser, and templates with data of their own. */
export function StartPage({ examples }: { readonly examples: readonly Example[] }): ReactNode {
  const { lang, say } = useWords();
  const [given, setGiven] = useState<Pick<Given, 'data' | 'pieces'>>();
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<Words>();
  const [told, setTold] = useState<Words>();
  const [kept, refresh] = useKept();
  const take = async (files: readonly File[]): Promise<void> => {
    setFault(undefined);
    setTold(undefined);
    if (files.length === 0) return;
    const { whatIsGiven } = await import('../../own-data/what-is-given.ts');
    const { graphs, pieces, data } = await whatIsGiven(files);
    try {
      if (graphs.length > 0) await takeGraphs(graphs, pieces.length + data.length === 0);
      if (data.length > 0) setGiven({ data, pieces });
      else if (pieces.length > 0) await openWith(pieces);
      if (data.length > 0 && pieces.length > 0) setTold(words((each) => phrases.piecesToo(pieces.map(({ name }) => name), each)));
    } catch {
      setFault(nothingKept);
    }
  };
  const takeGraphs = async (graphs: readonly File[], alone: boolean): Promise<void> => {
    const { openGraphs } = await import('../../documents/open-graphs.ts');
    const { keys, refused } = await openGraphs(graphs, shelf);
    const [first] = refused;
    if (first !== undefined) setFault(words((each) => phrases.graphsRefused(refused.map(({ name }) => name), first.why[each], each)));
    if (keys.length === 0) return;
    const [only] = keys;
    if (alone && keys.length === 1 && first === undefined && only !== undefined) location.hash = graphAddress(only);
    else setTold(words((each) => phrases.graphsAdded(keys.length, each)));
    refresh();
  };
  const openWith = async (pieces: readonly Piece[]): Promise<void> => {
    const name = nameOfFile(pieces[0]?.name ?? '');
    const key = await openEmpty(name === '' ? say('newGraphName') : name, lang, shelf);
    intend(key, { type: 'paste', pieces });
    location.hash = graphAddress(key);
  };
  usePasted((pasted) => {
    if (given !== undefined) return;
    if (typeof pasted !== 'string') void take(pasted);
    else void import('../../own-data/what-is-given.ts').then(({ asFile }) => {
      const file = asFile(pasted, say('pastedData'));
      if (file === undefined) setFault(glossary.nothingPasted);
      else void take([file]);
    });
  });
  const begin = async (): Promise<void> => {
    try {
      location.hash = graphAddress(await openEmpty(say('newGraphName'), lang, shelf));
    } catch {
      setFault(nothingKept);
    }
  };
  const dropping = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      void take([...event.dataTransfer.files]);
    },
  };
  return (
    <div className={styles['start']} {...dropping}>
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
      <TopBar here="graphs" />
      {given === undefined ? (
        <div className={styles['body']}>
          <aside className={styles['promise']}>
            <h2>
              <span>{say('promiseDraw')}</span>
              <span>{say('promiseProve')}</span>
            </h2>
            <p>{say('promiseAbout')}</p>
            <Give over={over} fault={fault} take={(files) => void take(files)} begin={() => void begin()} />
          </aside>
          <main className={styles['graphs']} id="graphs" tabIndex={-1}>
            {told === undefined ? null : <p className={styles['told']} role="status">{told[lang]}</p>}
            <Recent kept={kept} onChange={refresh} />
            <Templates examples={examples} />
          </main>
        </div>
      ) : (
        <main className={styles['own']} id="graphs" tabIndex={-1} data-over={over || undefined}>
          {told === undefined ? null : <p className={styles['told']} role="status">{told[lang]}</p>}
          <Suspense fallback={null}>
            <OwnFiles files={given.data} pieces={given.pieces} examples={examples} again={() => setGiven(undefined)} />
          </Suspense>
        </main>
      )}
    </div>
  );
}

/** The graphs of this browser, and how to look for them again. */
function useKept(): readonly [kept: readonly Kept[], refresh: () => void] {
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
  return [kept, () => setAgain((count) => count + 1)];
}

const mostRecent = 12;

async function readShelf(): Promise<readonly Kept[]> {
  const left = await writeUnwritten();
  try {
    const heads = await shelf.list();
    // Others may have the graphs of a server open, with files of their own.
    if (!hasServer) forgetUnread([...heads, ...left].map(({ key }) => key));
    const found = await Promise.all(heads.slice(0, mostRecent).map(({ key }) => shelf.read(key)));
    return [...left.filter(({ key }) => !heads.some((head) => head.key === key)), ...found.filter((each) => each !== undefined)];
  } catch {
    // This browser keeps nothing: only what this page holds can be shown.
    return left;
  }
}

/** What pages that ended had no time to write, so that what is shown is how graphs were left. Gives what cannot be written. */
async function writeUnwritten(): Promise<readonly Kept[]> {
  const keys = unwrittenKeys(drawer);
  if (keys.length === 0) return [];
  // What edits graphs comes when there is one to mend.
  const mending = await import('../../documents/write-unwritten.ts');
  await mending.writeUnwritten(keys).catch(() => undefined);
  return mending.leftUnwritten(unwrittenKeys(drawer));
}

let looked = false;

/** Once for a page: what is deleted on it can be put back until it is left. */
function forgetUnread(keys: readonly string[]): void {
  if (looked) return;
  looked = true;
  // Where nothing is kept there is nothing to forget.
  void forgetStrays(keptFiles(browserFolder), keys).catch(() => undefined);
}

const nothingKept: Words = { en: 'This browser keeps nothing, so the graph cannot be opened', zh: '浏览器不允许存储，无法打开规则图' };

/** What is pasted on the page itself, and not into a box of it. */
function usePasted(take: (pasted: string | readonly File[]) => void): void {
  const latest = useEffectEvent(take);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (event.target instanceof HTMLElement && event.target.matches('input, textarea')) return;
      const given = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (given.length > 0) latest(given);
      else if (text.trim() !== '') latest(text);
    };
    addEventListener('paste', onPaste);
    return () => removeEventListener('paste', onPaste);
  }, []);
}

interface GiveProps {
  readonly over: boolean;
  readonly fault: Words | undefined;
  readonly take: (files: readonly File[]) => void;
  readonly begin: () => void;
}

/** The three ways to begin without a template: one's own data, nothing, a graph from a file. */
function Give({ over, fault, take, begin }: GiveProps): ReactNode {
  const { lang, say } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const choose = (accept: string): void => {
    if (input.current === null) return;
    input.current.accept = accept;
    input.current.click();
  };
  return (
    <>
      <div className={styles['drop']} data-over={over || undefined}>
        <IconFileSpreadsheet size={28} stroke={1.5} aria-hidden="true" />
        <p>{say('dropData')}</p>
        <button type="button" className={controls['primary']} onClick={() => choose('')}>{say('chooseFile')}</button>
        <p className={styles['hint']}>{say('dropDataAbout')}</p>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            take([...(event.currentTarget.files ?? [])]);
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
      <button type="button" className={`${controls['button'] ?? ''} ${styles['new'] ?? ''}`} onClick={begin}>
        <IconPlus size={16} stroke={1.75} aria-hidden="true" />
        {say('newGraph')}
      </button>
      <button type="button" className={`${controls['quiet'] ?? ''} ${styles['open'] ?? ''}`} onClick={() => choose('.json,application/json')}>
        <IconFolderOpen size={16} stroke={1.5} aria-hidden="true" />
        {say('openGraphFile')}
      </button>
    </>
  );
}
