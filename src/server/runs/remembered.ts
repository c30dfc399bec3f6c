/** The last so many, by name. */
export interface Remembered<T> {
  readonly get: (name: string) => T | undefined;
  readonly set: (name: string, value: T) => void;
}

export function remembered<T>(most: number): Remembered<T> {
  const all = new Map<string, T>();
  return {
    get: (name) => all.get(name),
    set: (name, value) => {
      all.delete(name);
      all.set(name, value);
      for (const oldest of all.keys()) {
        if (all.size <= most) break;
        all.delete(oldest);
      }
    },
  };
}
