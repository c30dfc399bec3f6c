import { nameInData } from '../field.ts';
import type { Sink } from './sink.ts';

/** Where the values of a JSON object go: by name, and by dotted name through nested objects. */
export interface Folder {
  readonly names: Map<string, Place>;
}

export interface Place {
  sink: Sink | undefined;
  /** The place of the sink among the fields; -1 without one. */
  index: number;
  folder: Folder | undefined;
  /** The object that had the name last: a name that occurs twice needs a closer look. */
  seen: number;
}

export function folderOf(sinks: readonly Sink[]): Folder {
  const root: Folder = { names: new Map() };
  sinks.forEach((sink, index) => lay(root, nameInData(sink.field), sink, index));
  return root;
}

/** Under its whole name, and in the folder of its first segment under the rest. */
function lay(folder: Folder, name: string, sink: Sink, index: number): void {
  const place = placeOf(folder, name);
  place.sink ??= sink;
  place.index = place.sink === sink ? index : place.index;
  const dot = name.indexOf('.');
  if (dot < 0) return;
  const first = placeOf(folder, name.slice(0, dot));
  first.folder ??= { names: new Map() };
  lay(first.folder, name.slice(dot + 1), sink, index);
}

function placeOf(folder: Folder, name: string): Place {
  const known = folder.names.get(name);
  if (known !== undefined) return known;
  const place: Place = { sink: undefined, index: -1, folder: undefined, seen: 0 };
  folder.names.set(name, place);
  return place;
}
