import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installN8n, ROOT } from '../../demo/n8n-install';

/** Before any end-to-end test: the real n8n is installed (once; some minutes) and the package is built. */
export default async function globalSetup(): Promise<void> {
	await installN8n((line) => console.log(line));
	if (!existsSync(join(ROOT, 'dist', 'nodes')))
		throw new Error('The package is not built: npm run build');
}
