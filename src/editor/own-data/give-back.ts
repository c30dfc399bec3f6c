import { nameInData } from '../../data/field.ts';
import { browserFolder, keptFiles } from '../files/kept-files.ts';
import type { Editor } from '../state/contract.ts';
import { sourceConfig } from './replacement.ts';
import { spawnReader } from './spawn-reader.ts';

/** Keeps a file that was missing where it has the columns that are read; another one is matched to them first. */
export async function giveBack(editor: Editor, path: string, file: File): Promise<void> {
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
  editor.absent.getState().look();
  editor.sample.renew();
  // What failed for want of it need not be asked for again.
  if (editor.run.getState().state === 'failed') editor.run.getState().run();
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
