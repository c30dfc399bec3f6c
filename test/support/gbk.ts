/** Text in GBK, for files as Chinese offices export them: the two-byte characters that the platform can read, turned round. */
export function gbk(text: string): Buffer {
  codes ??= tableOf();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 128) bytes.push(code);
    else bytes.push(...(codes.get(character) ?? [63]));
  }
  return Buffer.from(bytes);
}

let codes: Map<string, readonly [number, number]> | undefined;

function tableOf(): Map<string, readonly [number, number]> {
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if (text.length === 1 && text !== '\ufffd') table.set(text, [lead, trail]);
    }
  }
  return table;
}
