/** A name for the content of a file, whatever it is called. Large files are read in parts, and hashed part by part. */
const part = 8_388_608;

export async function contentHash(file: Blob): Promise<string> {
  const digests: Uint8Array[] = [];
  const read = (at: number): Promise<ArrayBuffer> => file.slice(at, at + part).arrayBuffer();
  // While a part is hashed the next one is read.
  let next = read(0);
  for (let at = 0; at < file.size || at === 0; at += part) {
    const bytes = await next;
    if (at + part < file.size) next = read(at + part);
    next.catch(() => undefined);
    digests.push(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  }
  const all = new Uint8Array(digests.length * 32);
  digests.forEach((digest, index) => all.set(digest, index * 32));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
