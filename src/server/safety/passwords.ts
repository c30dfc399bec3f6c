import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** `scrypt:N:r:p:salt:hash`, the last two in base64url. */

const cost = { N: 2 ** 15, r: 8, p: 1 };
const hashBytes = 32;
const maxmem = 128 * 1024 * 1024;
const form = /^scrypt:(\d{1,7}):(\d{1,2}):(\d{1,2}):([\w-]{8,}):([\w-]{20,})$/;

const derived = (password: string, salt: Buffer, { N, r, p }: typeof cost, length: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, { N, r, p, maxmem }, (error, key) => (error === null ? resolve(key) : reject(error)));
  });

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derived(password, salt, cost, hashBytes);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join(':');
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, N, r, p, salt, hash] = form.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) return false;
  const wanted = Buffer.from(hash, 'base64url');
  const found = await derived(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) }, wanted.length).catch(() => undefined);
  return found !== undefined && timingSafeEqual(found, wanted);
}
