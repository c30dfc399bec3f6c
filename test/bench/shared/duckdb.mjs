import { DuckDBInstance } from '@duckdb/node-api';

/** A database in memory, on one thread, that loads nothing from elsewhere. */
export async function openDuckdb() {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' });
  const connection = await instance.connect();
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowsJS().map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value)));
    },
    column: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return Float64Array.from(reader.getColumnsJS()[0] ?? [], Number);
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
