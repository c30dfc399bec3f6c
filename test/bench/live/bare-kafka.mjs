import { Kafka, logLevel } from 'kafkajs';

/** The least that a consumer can do and miss nothing: it parses each message, counts them, and commits where it stands. */

const [brokers, topic, group] = process.argv.slice(2);
const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
const consumer = kafka.consumer({ groupId: group, maxBytesPerPartition: 256 * 1024, maxBytes: 16 * 1024 * 1024, maxWaitTimeInMs: 200 });
let count = 0;

process.on('SIGTERM', () => void consumer.disconnect().then(() => process.exit(0)));

await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
await consumer.run({
  autoCommit: false,
  eachBatch: async ({ batch }) => {
    for (const { value } of batch.messages) if (typeof JSON.parse(value.toString('utf8')) === 'object') count += 1;
    await consumer.commitOffsets([{ topic, partition: batch.partition, offset: String(Number(batch.lastOffset()) + 1) }]);
    process.stdout.write(`count ${count}\n`);
  },
});
process.stdout.write('ready\n');
