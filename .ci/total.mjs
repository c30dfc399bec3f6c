import { readFileSync } from 'node:fs';

/** Adds up the reports of all runners, prints the sum, and fails where a part failed or did not report at all. */

const status = Number(process.argv[2] ?? 0);

const ofVitest = (report) => [report.numPassedTests, report.numFailedTests, report.numFailedTestSuites];

const runners = {
  'unit and conformance': { file: 'test-results/unit.json', count: ofVitest },
  parity: { file: 'test-results/parity.json', count: ofVitest },
  services: { file: 'test-results/services.json', count: ofVitest },
  faults: { file: 'test-results/faults.json', count: ofVitest },
  brokers: { file: 'test-results/brokers.json', count: ofVitest },
  browser: { file: 'test-results/browser.json', count: ({ stats }) => [stats.expected + stats.flaky, stats.unexpected, 0] },
};

let [passed, failed, broken] = [0, 0, status];
for (const [name, { file, count }] of Object.entries(runners)) {
  try {
    const [good, bad, suites] = count(JSON.parse(readFileSync(file, 'utf8')));
    process.stdout.write(`${name}: ${good} passed, ${bad} failed\n`);
    passed += good;
    failed += bad;
    broken += suites;
  } catch {
    process.stdout.write(`${name}: did not run\n`);
    broken += 1;
  }
}

// A part that fails without a failing test, as types and lint do, is a failure too.
if (broken > 0 && failed === 0) failed = 1;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
