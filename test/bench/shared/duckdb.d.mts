/** What is needed of DuckDB, typed here so that it can be checked where it is not installed. */
export interface Duckdb {
  readonly run: (sql: string) => Promise<void>;
  readonly rows: (sql: string) => Promise<readonly (readonly (string | number | boolean | null)[])[]>;
  /** The first column, as numbers. */
  readonly column: (sql: string) => Promise<Float64Array>;
  readonly close: () => void;
}

export function openDuckdb(): Promise<Duckdb>;
