import { type Editor, signUpOwner } from '../../demo/n8n-editor';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import { type Running, startN8n } from '../../demo/n8n-server';
import { type Sandbox, startSandbox } from '../../sandbox';

/** The Test button of the Autotask credential, pressed in the real n8n. */
describe('the Autotask credential in n8n', () => {
	let sandbox: Sandbox;
	let home: N8nHome;
	let server: Running;
	let editor: Editor;

	beforeAll(async () => {
		sandbox = await startSandbox({ only: 'autotask', skus: 1_000, ownProducts: 10 });
		home = await prepareHome();
		server = await startN8n(home);
		editor = await signUpOwner(home.url);
	}, 180_000);

	afterAll(async () => {
		await server?.stop();
		await home?.remove();
		await sandbox?.close();
	}, 60_000);

	const test = async (change: Record<string, string> = {}) => {
		const credential = {
			name: 'Autotask',
			type: 'autotaskPsaApi',
			data: { ...sandbox.addresses.autotask, ...change },
		};
		const { id } = await editor.call<{ id: string }>('POST', '/credentials', credential);
		return await editor.call<{ status: string; message: string }>('POST', '/credentials/test', {
			credentials: { ...credential, id },
		});
	};
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
		[{ integrationCode: 'WRONG' }, 'wrong tracking identifier'],
		[{ secret: 'pasted ' }, 'Secret begins or ends with a blank, so nothing was sent'],
		[{ zoneDiscoveryUrl: 'http://127.0.0.1:9/' }, '127.0.0.1:9 refused the connection'],
	])('says what is wrong with %j', async (change, sentence) => {
		const result = await test(change);
		expect(result.status).toBe('Error');
		expect(result.message).toContain(sentence);
	});
});
