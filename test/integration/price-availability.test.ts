import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, IRun } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../sandbox';
import { baseNodes } from './base-nodes';
import { chain, type Engine, itemsOf, node, startEngine } from './core';

describe('Catalog Fetch on price and availability, in n8n’s own engine', () => {
	let engine: Engine;
	let sandbox: Sandbox;
	beforeAll(async () => {
		engine = await startEngine(baseNodes(() => ({ fileName: 'x', open: () => Buffer.alloc(0) })));
		sandbox = await startSandbox({ only: 'tdSynnex', skus: 500 });
	});
	afterAll(async () => {
		await engine.close();
		await sandbox.close();
	});

	const check = (change: ICredentialDataDecryptedObject = {}): Promise<IRun> => {
		const { sftp, rest, ...login } = sandbox.addresses.tdSynnex as Record<string, unknown>;
		void [sftp, rest];
		return engine.run(
			chain(
				node('Manual', 'n8n-nodes-base.manualTrigger'),
				node('Fetch', 'n8n-nodes-tdsynnex-autotask.catalogFetch', {
					parameters: {
						resource: 'priceAvailability',
						operation: 'check',
						productsFrom: 'list',
						skus: '99999999',
					},
					credentials: { tdSynnexEcApi: { id: '1', name: 'TD SYNNEX' } },
				}),
			),
			{
				tdSynnexEcApi: {
					...(login as ICredentialDataDecryptedObject),
					environment: 'custom',
					...change,
				},
			},
		);
	};
	const failure = (run: IRun) => {
		const { error } = run.data.resultData;
		return `${error?.message} | ${error?.description}`;
	};

	it('asks, signed by the credential, and names the environment', async () => {
		const run = await check();
		expect(run.status).toBe('success');
		expect(itemsOf(run, 'Fetch')).toEqual([
			expect.objectContaining({ sku: '99999999', status: 'not-found' }),
		]);
		expect(itemsOf(run, 'Fetch', 1)[0]?.environment).toMatch(/^custom \(127\.0\.0\.1:\d+\)$/);
		expect(JSON.stringify(run.data)).not.toContain('sandbox-ec-secret');
	});

	it('sends a wrong password once, and keeps it out of the execution data', async () => {
		const before = sandbox.control.ledger({ system: 'tdsynnex' }).length;
		const noReader = { readOnlyUserId: '', readOnlyPassword: '' };
		const run = await check({ password: 'not-the-password', ...noReader });
		expect(failure(run)).toMatch(/refused the user id or password.*\| Check the user ID, password/);
		expect(sandbox.control.ledger({ system: 'tdsynnex' }).length - before).toBe(1);
		expect(JSON.stringify(run)).not.toContain('not-the-password');
	});

	it('names the blank that came along with a pasted value, and sends nothing', async () => {
		const before = sandbox.control.ledger({ system: 'tdsynnex' }).length;
		expect(failure(await check({ userId: 'me@example.com ' }))).toBe(
			'TD SYNNEX EC API credential: User ID begins or ends with a blank, so nothing was sent | Remove the blanks around User ID. They usually come from copy and paste.',
		);
		expect(sandbox.control.ledger({ system: 'tdsynnex' }).length - before).toBe(0);
	});

	it('names a certificate that has expired, and does not try again', async () => {
		const pem = (name: string) => readFileSync(join(__dirname, 'fixtures', name));
		const server = createServer({
			cert: pem('expired-certificate.pem'),
			key: pem('expired-key.pem'),
		});
		let handshakes = 0;
		server.on('tlsClientError', () => handshakes++);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const run = await check({ ecUrl: `https://127.0.0.1:${port}` });
		server.close();
		expect(failure(run)).toMatch(
			/^The certificate of 127\.0\.0\.1:\d+ was not accepted: .* \| Check the host/,
		);
		expect(handshakes).toBeLessThanOrEqual(1);
	});

	it('names a host that refuses the connection', async () => {
		expect(failure(await check({ ecUrl: 'http://127.0.0.1:9' }))).toMatch(
			/^127\.0\.0\.1:9 refused the connection \| Check the host/,
		);
	}, 60_000);
});
