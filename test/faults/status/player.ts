import { playPortion, type Portion } from './portion';

/** A process that plays the portions it is sent, one after the other. */
process.on('message', (portion: Portion) => {
	void playPortion(portion).then((tally) => process.send?.(tally));
});
