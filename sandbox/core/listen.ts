import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';

import type { FaultPlans } from './faults';
import type { System } from './system';

/**
 * Opens a twin's port on loopback and lets `refused` faults close and reopen it. Build the app with
 * `forceCloseConnections: true`, or held connections keep it from ending.
 *
 * @returns the port
 */
export async function listen(
	app: FastifyInstance,
	port: number,
	system: System,
	faults: FaultPlans,
): Promise<number> {
	let closed = false;
	app.addHook('onClose', async () => void (closed = true));
	await app.listen({ host: '127.0.0.1', port });
	const taken = (app.server.address() as AddressInfo).port;
	faults.register(system, {
		shut() {
			app.server.close();
			app.server.closeAllConnections();
		},
		open: () =>
			new Promise((resolve) => {
				if (closed || app.server.listening) return resolve();
				app.server.listen(taken, '127.0.0.1', resolve);
			}),
	});
	return taken;
}
