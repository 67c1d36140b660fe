import { startQueueServices } from '../../demo/queue';

/** PostgreSQL and Redis in a process of their own, until it is told to end; their environment on one line. */
async function main(): Promise<void> {
	const services = await startQueueServices((line) => console.error(line));
	process.once('SIGTERM', () => void services.stop().then(() => process.exit(0)));
	console.log(JSON.stringify(services.env));
}

void main();
