import type { RandomAccess } from './access.ts';
import { crcOn } from './zip.ts';

/** Archives and files in memory, for tests. */

export const accessTo = (bytes: Uint8Array): RandomAccess => ({
  byteLength: bytes.length,
  slice: (start, end) => Promise.resolve(new Uint8Array(bytes.subarray(start, end)).buffer),
});

export function zipOf(files: Readonly<Record<string, string | Uint8Array>>, options: { readonly pack?: (bytes: Uint8Array) => Uint8Array; readonly flags?: number } = {}): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const plain = Buffer.from(content);
    const packed = options.pack?.(plain) ?? plain;
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(options.flags ?? 0, 2);
    common.writeUInt16LE(options.pack === undefined ? 0 : 8, 4);
    common.writeUInt32LE((crcOn(-1, plain) ^ -1) >>> 0, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    parts.push(Buffer.from([80, 75, 3, 4]), common, nameBytes, packed);
    directory.push(Buffer.from([80, 75, 1, 2, 20, 0]), common, rest, nameBytes);
    offset += 30 + nameBytes.length + packed.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]));
}

export interface SheetGiven {
  readonly name: string;
  readonly state?: string;
  /** Rows as they stand in the file: the tags between `<sheetData>` and its end. */
  readonly rows: string;
}

/** A workbook of these sheets. Styles: 0 plain, 1 a date, 2 six digits, 3 hours and minutes, 4 hours beyond a day. */
export function workbookOf(sheets: readonly SheetGiven[], { texts = '', from1904 = false, pack }: { readonly texts?: string; readonly from1904?: boolean; readonly pack?: (bytes: Uint8Array) => Uint8Array } = {}): Uint8Array {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const files: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types/>`,
    '_rels/.rels': `${head}<Relationships><Relationship Id="rId1" Type="${type}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns:r="x"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${sheets
      .map(({ name, state }, at) => `<sheet name="${name}" sheetId="${at + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="s${at}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships>${sheets.map((_, at) => `<Relationship Id="s${at}" Type="${type}/worksheet" Target="worksheets/sheet${at}.xml"/>`).join('')}
      <Relationship Id="t" Type="${type}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="f" Type="${type}/styles" Target="styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `${head}<sst>${texts}</sst>`,
    'xl/styles.xml': `${head}<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="000000"/><numFmt numFmtId="166" formatCode="[h]:mm;@"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/><xf numFmtId="166"/></cellXfs></styleSheet>`,
  };
  sheets.forEach(({ rows }, at) => {
    files[`xl/worksheets/sheet${at}.xml`] = `${head}<worksheet><sheetData>${rows}</sheetData></worksheet>`;
  });
  return zipOf(files, pack === undefined ? {} : { pack });
}
