/** The report as a table for people. */
export function inWords({ machine, rounds, scale, sections }) {
  const lines = [
    `${machine.cpu}, ${machine.cores} cores, ${(machine.memory / 2 ** 30).toFixed(0)} GB, ${machine.platform} ${machine.arch}, Node ${machine.node}; medians of ${rounds} rounds${scale === 1 ? '' : `, ${scale} of the rows`}`,
  ];
  for (const { races = [], growth = [] } of Object.values(sections)) {
    for (const race of races) lines.push('', ...raceInWords(race));
    for (const each of growth) lines.push('', ...growthInWords(each));
  }
  return `${lines.join('\n')}\n`;
}

function raceInWords({ title, rows, checksum, contenders }) {
  const ours = contenders[0];
  return [
    `${title}: ${rows.toLocaleString('en')} rows, checksum ${checksum}`,
    ...table([
      ['', 'ms', 'best', 'cpu', 'ns/row', 'ruleloom is', ''],
      ...contenders.map((each) => [
        each.name,
        each.scaled.toFixed(1),
        ((each.best / each.rows) * rows).toFixed(1),
        ((each.cpu / each.rows) * rows).toFixed(1),
        ((each.scaled / rows) * 1e6).toFixed(1),
        each === ours ? '' : `${(each.scaled / ours.scaled).toFixed(2)}x as fast`,
        each.rows === rows ? '' : `from ${each.rows.toLocaleString('en')} rows`,
      ]),
    ]),
  ];
}

function growthInWords({ title, points }) {
  const names = Object.keys(points[0] ?? {});
  return [title, ...table([names, ...points.map((point) => names.map((name) => shown(point[name])))])];
}

const shown = (value) => (Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(1));

/** The first column to the left, the others to the right. */
function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => `  ${row.map((cell, column) => (column === 0 || column === 6 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ')}`.trimEnd());
}
