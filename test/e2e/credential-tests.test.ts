import { type Editor, signUpOwner } from '../../demo/n8n-editor';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import { type Running, startN8n } from '../../demo/n8n-server';
import { type Sandbox, startSandbox } from '../../sandbox';

type Change = Record<string, string>;

/** The Test button of the credentials, pressed in the real n8n. */
describe('a credential in n8n', () => {
	let sandbox: Sandbox;
	let home: N8nHome;
	let server: Running;
	let editor: Editor;

	beforeAll(async () => {
		sandbox = await startSandbox({ skus: 1_000, ownProducts: 10 });
		home = await prepareHome();
		server = await startN8n(home);
		editor = await signUpOwner(home.url);
	}, 180_000);

	afterAll(async () => {
		await server?.stop();
		await home?.remove();
		await sandbox?.close();
	}, 180_000);

	const tested = async (type: string, data: Record<string, unknown>) => {
		const credential = { name: type, type, data };
		const { id } = await editor.call<{ id: string }>('POST', '/credentials', credential);
		return await editor.call<{ status: string; message: string }>('POST', '/credentials/test', {
			credentials: { ...credential, id },
		});
	};

	describe('for Autotask', () => {
		const test = async (change: Change = {}) =>
			await tested('autotaskPsaApi', { ...sandbox.addresses.autotask, ...change });
		const refused = () => sandbox.control.ledger({ status: 401 }).length;

		it('is tested in a sentence of ours when it is right', async () => {
			expect(await test()).toMatchObject({
				status: 'OK',
				message: expect.stringMatching(/^Connected to Autotask\. .* of 10000 calls/),
			});
		});

		it('sends a wrong secret once, and says where the right one is', async () => {
			const before = refused();
			const result = await test({ secret: 'not-the-secret' });
			expect(result).toMatchObject({
				status: 'Error',
				message: expect.stringMatching(/^Autotask refused the user name or secret\. Copy Username/),
			});
			expect(result.message).not.toContain('not-the-secret');
			expect(refused() - before).toBe(1);
		});

		it.each([
			[{ userName: 'nobody@example.com' }, 'Autotask knows no API user of this name'],
			[{ integrationCode: 'WRONG' }, 'refused the tracking identifier'],
			[{ secret: 'pasted ' }, 'Secret begins or ends with a blank, so nothing was sent'],
			[{ zoneDiscoveryUrl: 'http://127.0.0.1:9/' }, '127.0.0.1:9 refused the connection'],
		])('says what is wrong with %j', async (change, sentence) => {
			const result = await test(change);
			expect(result.status).toBe('Error');
			expect(result.message).toContain(sentence);
		});
	});

	describe('for TD SYNNEX', () => {
		const test = async (change: Change = {}) => {
			const { ecUrl, invoiceUrl, userId, password, customerNumber, country } = sandbox.addresses
				.tdSynnex as Record<string, unknown>;
			const right = { ecUrl, invoiceUrl, userId, password, customerNumber, country };
			return await tested('tdSynnexEcApi', { ...right, environment: 'custom', ...change });
		};
		const calls = () => sandbox.control.ledger({ system: 'tdsynnex' }).length;

		it('says that it is right, and which host answered', async () => {
			expect(await test()).toMatchObject({
				status: 'OK',
				message: expect.stringMatching(
					/^Connected to TD SYNNEX, environment custom \(127\.0\.0\.1:\d+\)$/,
				),
			});
		});

		it('sends a wrong password once, sees the refusal behind HTTP 200, and repeats no secret', async () => {
			const before = calls();
			const result = await test({ password: 'not-the-password' });
			expect(result).toMatchObject({
				status: 'Error',
				message: expect.stringMatching(
					/refused the user id or password.*Check the user ID, password/,
				),
			});
			expect(result.message).not.toContain('not-the-password');
			expect(calls() - before).toBe(1);
		});

		it.each([
			[{ password: 'pasted ' }, 'Password begins or ends with a blank, so nothing was sent'],
			[{ ecUrl: 'ec.example.com' }, 'EC URL is no web address'],
			[{ ecUrl: 'http://127.0.0.1:9' }, '127.0.0.1:9 refused the connection'],
		])('says what is wrong with %j', async (change, sentence) => {
			const result = await test(change);
			expect(result.status).toBe('Error');
			expect(result.message).toContain(sentence);
		});
	});
});
