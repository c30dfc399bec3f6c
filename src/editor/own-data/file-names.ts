/** The path by which a graph knows a file: its name, without what a path may not have. */
export const pathOf = (name: string): string => name.replaceAll(/[\\/:*?"<>|~\0]/g, '_').replace(/^\.+/, '') || 'data';

/** What people call a file: its name without what says how it is written. */
export const nameOfFile = (name: string): string => name.replace(/(?:\.(?:csv|tsv|txt|xlsx|json|ndjson|jsonl|parquet|gz|zip))+$/i, '') || name;
