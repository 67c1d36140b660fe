import { credentialsOf, filledIn, type WorkflowFile } from '../../demo/daily-sync';
import { type Editor, signUpOwner } from '../../demo/n8n-editor';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import { importCredentials, importWorkflows, type Running, startN8n } from '../../demo/n8n-server';
import { startTwins, type Twins } from '../../demo/twins';

/** Two makers of firewalls: some 50 of 5,000 products. */
export const FIREWALLS = {
	inStockOnly: true,
	lifecycleCodes: ['A', 'B'],
	manufacturers: 'FORTINET, SONICWALL',
};

/** A real n8n with our package in it, the twins beside it, and the shipped workflow filled in. */
export interface Stage {
	twins: Twins;
	home: N8nHome;
	sync: WorkflowFile;
	/** Starts the server and signs the owner in. */
	open(): Promise<Editor>;
	close(): Promise<void>;
}

export async function setStage(more: object[] = []): Promise<Stage> {
	const twins = await startTwins(['--skus', '5000', '--no-usage-latency']);
	const home = await prepareHome();
	let server: Running | undefined;
	const close = async () => {
		await server?.stop();
		await twins.stop();
		await home.remove();
	};
	try {
		const sync = await filledIn(twins, { filters: FIREWALLS, dryRun: false });
		await importCredentials(home, credentialsOf(twins.addresses));
		await importWorkflows(home, [sync, ...more]);
		return {
			twins,
			home,
			sync,
			async open() {
				server = await startN8n(home);
				return await signUpOwner(home.url);
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}
