import type { Problem } from '../../data/problem.ts';
import { languages } from '../../data/text.ts';
import type { Text } from '../../data/text.ts';
import { inLanguage } from '../../data/text.ts';
import type { Surroundings } from '../contract.ts';
import { problem, putInstead } from './problems.ts';

/** Output ports that a config makes: branches and bands. */

/** The label of a port, or its id where nobody gave it a name. */
export const portIn = (name: Text, id: string): Text => (languages.every((lang) => inLanguage(name, lang).trim() === '') ? id : name);

/** Each its own id, and none that of the port for the rest. */
export function checkPorts(ports: readonly { readonly id: string }[], around: Surroundings, key: string): readonly Problem[] {
  const taken = new Set(['rest']);
  return ports.flatMap(({ id }, index) => {
    if (!taken.has(id)) {
      taken.add(id);
      return [];
    }
    let number = 2;
    while (taken.has(`${id}-${number}`) || ports.some((port) => port.id === `${id}-${number}`)) number += 1;
    const free = `${id}-${number}`;
    taken.add(free);
    return [
      problem(around, {
        code: 'port-taken',
        en: id === 'rest' ? '“rest” is the output for what nothing else takes: choose another id' : `Two outputs are called “${id}”: each needs its own id`,
        zh: id === 'rest' ? '“rest”是其余行的出口：请换一个标识' : `有两个出口都叫“${id}”：每个出口要有自己的标识`,
        at: [key, index, 'id'],
        fix: putInstead([key, index, 'id'], free, { en: `Use “${free}”`, zh: `改用“${free}”` }),
      }),
    ];
  });
}
