import { type Batch, playBatch } from './tally';

/** A process of its own that plays the portions it is sent. */
process.on('message', (batch: Batch) => {
	void playBatch(batch).then((tally) => process.send?.({ kind: batch.kind, tally }));
});
