import { open } from 'node:fs/promises';
import { createServer } from 'node:http';

/**
 * The least that a webhook can do and lose nothing that it has acknowledged: it parses each event, counts them, and
 * answers once the position behind them is on the disk. Deliveries that come while the disk is busy share the next write.
 */

const [path] = process.argv.slice(2);
const file = await open(path, 'a');
let count = 0;
let waiting = [];
let writing = false;

async function write() {
  writing = true;
  while (waiting.length > 0) {
    const answers = waiting;
    waiting = [];
    await file.write(`${count}\n`);
    await file.datasync();
    for (const answer of answers) answer();
  }
  writing = false;
}

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const before = count;
    for (const line of Buffer.concat(parts).toString('utf8').split('\n')) {
      if (line !== '' && typeof JSON.parse(line) === 'object') count += 1;
    }
    const accepted = count - before;
    waiting.push(() => response.setHeader('content-type', 'application/json').end(JSON.stringify({ number: count, accepted })));
    if (!writing) void write();
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
process.on('SIGTERM', () => process.exit(0));
