/** Each column by a name of its own: the second “amount” of a table is “amount 2”. Columns without a name stay so. */
export function ownNames(names: readonly string[]): readonly string[] {
  const taken = new Set(names);
  const last = new Map<string, number>();
  return names.map((name) => {
    if (name === '') return name;
    let number = (last.get(name) ?? 0) + 1;
    if (number > 1) while (taken.has(`${name} ${number}`)) number += 1;
    last.set(name, number);
    return number === 1 ? name : `${name} ${number}`;
  });
}
