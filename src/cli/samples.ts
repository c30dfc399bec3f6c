import { open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Problem } from '../data/problem.ts';
import type { RuleDocument, RuleNode } from '../graph/document.ts';

/** What a graph says of the files beside it, held against those files. */
export async function checkFiles(document: RuleDocument, path: string): Promise<readonly Problem[]> {
  const folder = dirname(path);
  const samples = await Promise.all(document.nodes.filter((node) => node.kind === 'source').map((node) => checkSample(node, folder)));
  const tables = await Promise.all(
    document.tables.map(async ({ id, data }) => {
      if (!('file' in data) || (await headOf(resolve(folder, data.file))) !== undefined) return [];
      return [{ code: 'no-file', severity: 'warning', message: noFile(data.file, `the table “${id}”`, `参考表“${id}”`) } satisfies Problem];
    }),
  );
  return [...samples.flat(), ...tables.flat()];
}

async function checkSample(node: RuleNode, folder: string): Promise<readonly Problem[]> {
  const sample = asRecord(node.config['sample']);
  const file = sample['path'];
  if (sample['type'] !== 'file' || typeof file !== 'string' || file === '') return [];
  const head = await headOf(resolve(folder, file));
  const at = ['sample', 'path'];
  if (head === undefined) {
    return [{ code: 'no-file', severity: 'warning', node: node.id, at, message: noFile(file, 'the sample', '样本') }];
  }
  if (sample['options'] !== undefined || !/\.csv$/i.test(file)) return [];
  const headers = new Set(headersOf(head));
  const fields = Array.isArray(node.config['fields']) ? node.config['fields'].map(asRecord) : [];
  const missing = fields.map((field) => String(field['from'] ?? field['name'])).filter((name) => !headers.has(name));
  return missing.map((name) => ({
    code: 'no-column',
    severity: 'warning',
    node: node.id,
    field: name,
    at,
    message: {
      en: `The file “${file}” has no column “${name}”. Correct the header, or say in the field’s “from” what the file calls it`,
      zh: `文件“${file}”里没有“${name}”这一列。请更正表头，或在字段的“from”里写明文件中的列名`,
    },
  }));
}

const noFile = (file: string, en: string, zh: string): Problem['message'] => ({
  en: `The file “${file}” of ${en} is not there, or cannot be read. Put it beside the graph, or name another`,
  zh: `${zh}的文件“${file}”不存在或无法读取。请把它放到图文件旁边，或另选一个`,
});

const longestHead = 64 * 1024;

/** The beginning of a file; undefined where there is nothing to read. */
async function headOf(path: string): Promise<string | undefined> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHead), 0, longestHead, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

function headersOf(head: string): readonly string[] {
  const [line = ''] = head.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/, 1);
  const cells = line.match(/"(?:[^"]|"")*"|[^,;\t|]+/g) ?? [];
  return cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell.trim()));
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? { ...value } : {});
