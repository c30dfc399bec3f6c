/** The report as a table for people. */
export function inWords({ machine, rounds, sections }) {
  const lines = [`${machine.cpu}, ${machine.cores} cores, ${(machine.memory / 2 ** 30).toFixed(0)} GB, ${machine.platform} ${machine.arch}, Node ${machine.node}; medians of ${rounds} rounds`];
  for (const section of Object.values(sections)) lines.push('', ...('soak' in section ? soakInWords(section) : raceInWords(section)));
  return `${lines.join('\n')}\n`;
}

function raceInWords({ title, events, rate, share, cpu, latency }) {
  return [
    `${title}: ${whole(events)} events`,
    ...table([
      ['', 'events/s', 'cpu ns/event', 'of bare'],
      ['ruleloom', whole(rate.ruleloom), whole(cpu.ruleloom), share.toFixed(2)],
      ['bare', whole(rate.bare), whole(cpu.bare), ''],
    ]),
    ...table([
      ['ms, at half of that', 'p50', 'p95', 'p99'],
      ...Object.entries(latency).map(([name, { p50, p95, p99 }]) => [name, ...[p50, p95, p99].map((each) => (each ?? NaN).toFixed(1))]),
    ]),
  ];
}

function soakInWords({ title, soak: { events, alerts, sampled, average, slope } }) {
  return [
    `${title}: ${whole(events)} events, ${whole(alerts)} alerts`,
    ...table([['minute', ...sampled.map(({ minute }) => String(minute))], ['MB', ...sampled.map(({ megabytes }) => whole(megabytes))]]),
    `  second half: ${whole(average)} MB, ${slope.toFixed(2)} MB more every minute`,
  ];
}

const whole = (value) => Math.round(value).toLocaleString('en');

/** The first column to the left, the others to the right. */
function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ')}`.trimEnd());
}
