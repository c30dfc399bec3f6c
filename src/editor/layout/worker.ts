/** ELK listens for messages by itself where it finds that it runs in a worker. */
import 'elkjs/lib/elk-worker.min.js';
