import { type Editor, signUpOwner } from '../../demo/n8n-editor';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import { type Running, startN8n } from '../../demo/n8n-server';
import { type Sandbox, startSandbox } from '../../sandbox';

/** The Test button of the TD SYNNEX credential, pressed in the real n8n. */
describe('the TD SYNNEX credential in n8n', () => {
	let sandbox: Sandbox;
	let home: N8nHome;
	let server: Running;
	let editor: Editor;

	beforeAll(async () => {
		sandbox = await startSandbox({ only: 'tdSynnex', skus: 1_000 });
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
		const { ecUrl, invoiceUrl, userId, password, customerNumber, country } = sandbox.addresses
			.tdSynnex as Record<string, unknown>;
		const credential = {
			name: 'TD SYNNEX',
			type: 'tdSynnexEcApi',
			data: {
				...{ userId, password, customerNumber, country, ecUrl, invoiceUrl },
				environment: 'custom',
				...change,
			},
		};
		const { id } = await editor.call<{ id: string }>('POST', '/credentials', credential);
		return await editor.call<{ status: string; message: string }>('POST', '/credentials/test', {
			credentials: { ...credential, id },
		});
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
			message: expect.stringMatching(/refused the user id or password.*Check user id, password/),
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
