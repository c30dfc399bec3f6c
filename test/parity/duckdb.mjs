import { DuckDBInstance } from '@duckdb/node-api';

/** A database in memory that loads nothing from elsewhere. */
export async function openDuckdb() {
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' });
  const connection = await instance.connect();
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowsJS().map((row) => row.map((value) => (typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value)));
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
