import type { Problem } from '../../data/problem.ts';
import type { Surroundings } from '../contract.ts';
import { problem } from './problems.ts';
import type { Path } from './problems.ts';

/** Documents are shared and kept in histories, so settings hold no secrets: only `${NAME}`, which the server fills in. */

/** `Bearer` and the like may stand before it. */
const reference = /^(?:[A-Za-z]+ )?\$\{[A-Za-z_][A-Za-z0-9_]*\}$/;
const secretive = /pass(word|wd|phrase)|secret|token|credential|authorization|^(pass|pwd|auth)$|(api|access|private|auth|shared|encryption|signing|account)key$/i;
const password = /(?:^|[;\s])(?:password|pwd)\s*=\s*(?!\s|["']?\$\{)[^;]/i;
const parameter = /[?&](?:[a-z]*[_-]?token|[a-z]*[_-]?key|[a-z]*[_-]?secret|sign|sig|signature|password|pwd)=(?!\$\{)[^&#\s]/i;
const credentialsInUrl = /^[a-z][a-z0-9+.-]*:\/\/[^/\s@]*:(?!\$\{)[^/\s@]+@/i;

export function checkSecrets(settings: unknown, around: Surroundings, at: Path, depth = 0): readonly Problem[] {
  if (typeof settings !== 'object' || settings === null || depth > 8) return [];
  return Object.entries(settings).flatMap(([key, value]: [string, unknown]) => {
    const here = [...at, Array.isArray(settings) ? Number(key) : key];
    if (typeof value !== 'string') return checkSecrets(value, around, here, depth + 1);
    const name = `\${${key.replaceAll(/([a-z])([A-Z])/g, '$1_$2').replaceAll(/\W+/g, '_').toUpperCase()}}`;
    if (secretive.test(key.replaceAll(/[\W_]/g, '')) && value !== '' && !reference.test(value)) {
      return [
        problem(around, {
          code: 'secret-in-document',
          en: `“${key}” is a secret and would be readable in the file: write ${name} here and set it on the server`,
          zh: `“${key}”是机密，写在文件里谁都能看到：请在这里写 ${name}，并在服务器上设置它的值`,
          at: here,
          fix: { label: { en: `Write ${name} instead`, zh: `改写为 ${name}` }, at: here, value: name },
        }),
      ];
    }
    if ([credentialsInUrl, password, parameter].some((each) => each.test(value))) {
      return [
        problem(around, {
          code: 'secret-in-document',
          en: `“${key}” holds a password or a key that would be readable in the file: write \${NAME} in its place`,
          zh: `“${key}”里带有密码或密钥，写在文件里谁都能看到：请用 \${NAME} 代替它`,
          at: here,
        }),
      ];
    }
    return [];
  });
}
