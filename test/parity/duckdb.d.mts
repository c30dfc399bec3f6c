/** What the tests need of DuckDB, typed here so that they can be checked where it is not installed. */
export interface Duckdb {
  readonly run: (sql: string) => Promise<void>;
  /** Whole numbers that doubles do not hold come as bigint. */
  readonly rows: (sql: string) => Promise<readonly (readonly SqlValue[])[]>;
  readonly close: () => void;
}

export type SqlValue = string | number | bigint | boolean | null;

export function openDuckdb(): Promise<Duckdb>;
