import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installN8n, ROOT } from '../../demo/n8n-install';
import { whyNoQueue } from '../../demo/queue';

/**
 * Before any end-to-end test: the real n8n is installed (once; some minutes), Redis where it can be,
 * and the package is built.
 */
export default async function globalSetup(): Promise<void> {
	await installN8n((line) => console.log(line));
	const noQueue = await whyNoQueue((line) => console.log(line));
	if (noQueue !== null) {
		process.env.NO_QUEUE = 'yes';
		console.log(`Queue mode is skipped: ${noQueue}.`);
	}
	if (!existsSync(join(ROOT, 'dist', 'nodes')))
		throw new Error('The package is not built: npm run build');
}
