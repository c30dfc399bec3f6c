import { lazy, Suspense, useCallback, useEffect, useRef } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { inLanguage } from '../data/text.ts';
import styles from './app.module.css';
import { ExampleList } from './examples/example-list.tsx';
import { asTemplate } from './examples/examples.ts';
import type { Example } from './examples/examples.ts';
import { hasServer } from './remote/base.ts';
import { Nowhere } from './shell/nowhere.tsx';
import { StartPage } from './shell/start/start-page.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { caseAskedFor, caseReportAddress, examplesAddress, graphAskedFor, linkedIn, listsAddress, nodeAskedFor, runAskedFor, trailAddress, useAddress } from './state/address.ts';
import { usePreferenceStore, useWords } from './state/context.tsx';

// The canvas and what belongs to it come when a graph is opened.
const EditorPage = lazy(async () => ({ default: (await import('./shell/editor-page.tsx')).EditorPage }));
const ListsPage = lazy(() => import('./lists/lists-page.tsx'));
const ExamplePage = lazy(async () => ({ default: (await import('./examples/example-page.tsx')).ExamplePage }));
const LinkedGraph = lazy(() => import('./exports/linked-graph.tsx'));
const InboxPage = lazy(() => import('./inbox/inbox-page.tsx'));
const CaseReportPage = lazy(() => import('./inbox/report-page.tsx'));
const TrailPage = lazy(() => import('./inbox/trail-page.tsx'));
const LivePage = lazy(() => import('./runs/runs-page.tsx'));
const ServerHost = lazy(() => import('./remote/server-host.tsx'));

export function App({ examples }: Props): ReactNode {
  return (
    <>
      <Page examples={examples} />
      {hasServer ? <Suspense><ServerHost /></Suspense> : null}
    </>
  );
}

interface Props {
  readonly examples: readonly Example[];
}

/** What the address asks for: the start, a graph in the editor, what runs on the server, or the examples to read. */
function Page({ examples }: Props): ReactNode {
  const asked = useAddress();
  const graph = graphAskedFor(asked);
  const preferences = usePreferenceStore();
  const example = useCallback(
    (id: string) => {
      const document = examples.find((each) => each.id === id)?.document;
      return document === undefined ? undefined : asTemplate(document, preferences.get().lang);
    },
    [examples, preferences],
  );
  if (asked === '' || asked === '/') return <StartPage examples={examples} />;
  if (`#${asked}` === listsAddress) return <Suspense fallback={null}><ListsPage /></Suspense>;
  const live = hasServer ? runAskedFor(asked) : undefined;
  if (live !== undefined) return <Suspense fallback={null}><LivePage run={live.run} /></Suspense>;
  if (hasServer && `#${asked}` === caseReportAddress) return <Suspense fallback={null}><CaseReportPage /></Suspense>;
  if (hasServer && `#${asked}` === trailAddress) return <Suspense fallback={null}><TrailPage /></Suspense>;
  const inbox = hasServer ? caseAskedFor(asked) : undefined;
  if (inbox !== undefined) return <Suspense fallback={null}><InboxPage chosen={inbox.id} /></Suspense>;
  const linked = linkedIn(asked);
  if (linked !== undefined) return <Suspense fallback={null}><LinkedGraph key={linked} packed={linked} /></Suspense>;
  if (graph === undefined) {
    // An example has an address without a stroke; whatever else has none is no page.
    return asked.startsWith('/') && `#${asked}` !== examplesAddress ? <Nowhere says="nowhere" about="nowhereAbout" /> : <Examples examples={examples} />;
  }
  return (
    <Suspense fallback={null}>
      <EditorPage key={graph} graph={graph} node={nodeAskedFor(asked)} example={example} />
    </Suspense>
  );
}

/** The examples at the left, the chosen one beside them. In a narrow window one at a time. */
function Examples({ examples }: { readonly examples: readonly Example[] }): ReactNode {
  const { lang, say } = useWords();
  const asked = useAddress();
  const chosen = examples.find((each) => each.id === asked);
  const list = `#${asked}` === examplesAddress;
  const shown = chosen ?? (list ? examples[0] : undefined);
  const page = useRef<HTMLElement>(null);
  const title = shown?.document === undefined ? undefined : inLanguage(shown.document.name, lang);
  useEffect(() => {
    document.title = title === undefined || list ? 'Ruleloom' : `${title} · Ruleloom`;
  }, [title, list]);
  useEffect(() => {
    page.current?.scrollTo(0, 0);
  }, [shown]);
  const skip = (event: MouseEvent): void => {
    // The address names the example, not the place on the page.
    event.preventDefault();
    page.current?.focus();
  };
  return (
    <div className={styles['app']} data-view={list ? 'list' : 'example'}>
      <a className={styles['skip']} href="#example" onClick={skip}>
        {say('skip')}
      </a>
      <TopBar />
      <main className={styles['body']}>
        <div className={styles['list']}>
          <ExampleList examples={examples} chosen={shown?.id} />
        </div>
        <section className={styles['page']} id="example" ref={page} tabIndex={0} aria-label={title ?? say('example')}>
          {shown === undefined ? (
            <p className={styles['empty']}>{say(examples.length === 0 ? 'noExamples' : 'notFound')}</p>
          ) : (
            <Suspense fallback={null}><ExamplePage key={shown.id} example={shown} /></Suspense>
          )}
        </section>
      </main>
    </div>
  );
}
