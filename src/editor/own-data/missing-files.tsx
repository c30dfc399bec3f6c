import { IconFileAlert } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { nameInData } from '../../data/field.ts';
import { exampleFile } from '../files/example-files.ts';
import { browserFolder, keptFiles } from '../files/kept-files.ts';
import { filesNamedIn } from '../files/named-files.ts';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import type { Editor } from '../state/contract.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { phrases } from '../words.ts';
import { ChooseFile } from './file-drop.tsx';
import styles from './dialogs.module.css';
import { sourceConfig } from './replacement.ts';
import { spawnReader } from './spawn-reader.ts';

/** Files that the graph reads and this browser does not have: each asks for itself by its name. */
export function MissingFiles(): ReactNode {
  const { lang } = useWords();
  const editor = useEditor();
  const document = useDocument((state) => state.document);
  const named = filesNamedIn(document).join('\n');
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [given, setGiven] = useState(0);
  const [over, setOver] = useState<string>();
  useEffect(() => {
    let left = false;
    const paths = named === '' ? [] : named.split('\n').filter((path) => editor.example === undefined || exampleFile(editor.example, path) === undefined);
    // Where a browser keeps nothing, all of them are missing.
    void keptFiles(browserFolder).missing(document.id, paths).catch(() => paths).then((found) => {
      if (!left) setMissing(found);
    });
    return () => {
      left = true;
    };
  }, [named, document.id, editor, given]);
  const give = (path: string) => (files: readonly File[]): void => {
    const [file] = files;
    if (file !== undefined) void giveBack(editor, path, file).then(() => setGiven((count) => count + 1));
  };
  return missing.map((path) => (
    <div
      key={path}
      className={styles['missing']}
      role="status"
      data-over={over === path || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(path);
      }}
      onDragLeave={() => setOver(undefined)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(undefined);
        give(path)([...event.dataTransfer.files]);
      }}
    >
      <IconFileAlert size={18} stroke={1.5} aria-hidden="true" />
      <p>{phrases.missingFile(path, lang)}</p>
      <ChooseFile className={controls['button']} label={phrases.giveFile(path, lang)} take={give(path)} />
    </div>
  ));
}

/** Keeps the file where it has the columns that are read; another one is matched to them first. */
async function giveBack(editor: Editor, path: string, file: File): Promise<void> {
  const { document } = editor.document.getState();
  const source = document.nodes.find(({ id }) => {
    const sample = sourceConfig(document, id)?.sample;
    return sample?.type === 'file' && sample.path === path;
  });
  const wanted = source === undefined ? [] : (sourceConfig(document, source.id)?.fields ?? []).map(nameInData);
  if (source !== undefined && !(await hasColumns(file, wanted))) {
    editor.session.getState().askForData({ type: 'replace', node: source.id, files: [file] });
    return;
  }
  await keptFiles(browserFolder).keep(document.id, path, file);
  editor.sample.renew();
}

async function hasColumns(file: File, wanted: readonly string[]): Promise<boolean> {
  const reading = spawnReader();
  try {
    const look = await reading.ask('look', { file, options: {} });
    const there = new Set(look?.fields.map(({ field }) => nameInData(field)));
    return wanted.filter((name) => there.has(name)).length * 2 > wanted.length;
  } catch {
    // What cannot be read says so where it is matched.
    return false;
  } finally {
    reading.close();
  }
}
