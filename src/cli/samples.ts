import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { nameInData } from '../data/field.ts';
import type { Problem } from '../data/problem.ts';
import { readOptionsFrom } from '../data/read/options.ts';
import { words } from '../data/text.ts';
import type { RuleDocument, RuleNode } from '../graph/document.ts';
import { kinds } from '../kinds/registry.ts';
import { unsaidOf } from '../lab/unsaid.ts';
import { fileOnDisk } from './file-on-disk.ts';
import { unreadableInWords, unsaidInWords } from './files-in-words.ts';

/** What a graph says of the files beside it, held against those files. */
export async function checkFiles(document: RuleDocument, path: string): Promise<readonly Problem[]> {
  const samples = await Promise.all(document.nodes.filter((node) => node.kind === 'source').map((node) => checkSample(node, path)));
  const tables = await Promise.all(
    document.tables.map(async ({ id, data }) => {
      if (!('file' in data) || (await isReadable(resolve(dirname(path), data.file)))) return [];
      return [{ code: 'no-file', severity: 'warning', message: noFile(data.file, `the table “${id}”`, `参考表“${id}”`) } satisfies Problem];
    }),
  );
  return [...samples.flat(), ...tables.flat()];
}

async function checkSample(node: RuleNode, path: string): Promise<readonly Problem[]> {
  const parsed = kinds.source.config.safeParse(node.config);
  const sample = parsed.success ? parsed.data.sample : undefined;
  if (!parsed.success || sample?.type !== 'file' || sample.path === '') return [];
  const at = ['sample', 'path'];
  const problem = { severity: 'warning', node: node.id, at } as const;
  const file = resolve(dirname(path), sample.path);
  const info = await stat(file).catch(() => undefined);
  if (info?.isFile() !== true) return [{ ...problem, code: 'no-file', message: noFile(sample.path, 'the sample', '样本') }];
  const options = readOptionsFrom(sample.options);
  if (options === undefined) return [];
  const opened = fileOnDisk(file, info.size, () => undefined);
  try {
    const unsaid = await unsaidOf(opened, parsed.data.fields, { ...options, format: sample.format });
    const told = unsaid.options === undefined ? [] : [{ ...problem, code: 'unsaid-form', at: ['sample', 'options'], message: words((lang) => unsaidInWords(unsaid, node.id, sample, lang)) }];
    return [...unsaid.columns.map((field) => ({ ...problem, code: 'no-column', field: field.name, message: noColumn(sample.path, nameInData(field)) })), ...told];
  } catch (error) {
    return [{ ...problem, code: 'unreadable', message: words((lang) => unreadableInWords(sample.path, error, lang)) }];
  } finally {
    await opened.close();
  }
}

const noColumn = (file: string, name: string): Problem['message'] => ({
  en: `The file “${file}” has no column “${name}”. Correct the header, or say in the field’s “from” what the file calls it`,
  zh: `文件“${file}”里没有“${name}”这一列。请更正表头，或在字段的“from”里写明文件中的列名`,
});

const noFile = (file: string, en: string, zh: string): Problem['message'] => ({
  en: `The file “${file}” of ${en} is not there, or cannot be read. Put it beside the graph, or name another`,
  zh: `${zh}的文件“${file}”不存在或无法读取。请把它放到图文件旁边，或另选一个`,
});

const isReadable = (path: string): Promise<boolean> =>
  access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
