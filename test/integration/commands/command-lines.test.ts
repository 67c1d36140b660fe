import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AutotaskPsaApi } from '../../../credentials/AutotaskPsaApi.credentials';
import { TdSynnexEcApi } from '../../../credentials/TdSynnexEcApi.credentials';
import { TdSynnexPartnerApi } from '../../../credentials/TdSynnexPartnerApi.credentials';
import { whatToEnter } from '../../../sandbox/fields';

jest.setTimeout(90_000);

const ROOT = join(__dirname, '..', '..', '..');
const NODE = join(ROOT, 'node_modules', '.bin', 'node');

interface Ended {
	code: number;
	out: string;
	err: string;
}

/** Runs a command of package.json as npm would, to its end. */
function command(file: string, ...options: string[]): Promise<Ended> {
	return new Promise((resolve) => {
		execFile(NODE, ['--import', 'tsx', file, ...options], { cwd: ROOT }, (error, out, err) =>
			resolve({ code: Number(error?.code ?? 0), out, err }),
		);
	});
}

const COMMANDS = {
	demo: { file: 'demo/cli.ts', options: ['--once', '--json', '--queue', '--skus', '--empty'] },
	sandbox: {
		file: 'sandbox/cli.ts',
		options: ['--seed', '--skus', '--latency', '--port', '--only', '--manners'],
	},
	bench: { file: 'bench/cli.ts', options: ['--json', '--seed', 'price-file'] },
	'release:check': {
		file: 'release/cli.ts',
		options: ['--tag', '--allow-placeholders', '--built'],
	},
	'test:versions': { file: 'test/versions/cli.ts', options: ['--json', 'N8N_VERSIONS'] },
	faults: { file: 'test/faults/cli.ts', options: ['--json', '--seed', '--schedules', 'orders'] },
};

describe.each(Object.entries(COMMANDS))('npm run %s', (name, { file, options }) => {
	it('says with --help what it does and which options it takes', async () => {
		const { code, out, err } = await command(file, '--help');
		expect([code, err]).toEqual([0, '']);
		for (const option of options) expect(out).toContain(option);
	});

	it('refuses an option that it does not know in two lines, with a pointer to its help', async () => {
		const { code, out, err } = await command(file, '--nonsense');
		expect(code).toBeGreaterThan(0);
		expect(out).toBe('');
		expect(err).toMatch(/^Unknown option '--nonsense'/);
		expect(err.trim().split('\n')).toEqual([
			expect.any(String),
			`npm run ${name} -- --help explains.`,
		]);
	});
});

/** Optional fields of the credentials that the sandbox has nothing for. */
const STAYS_EMPTY = [
	'Impersonation Resource ID',
	'Password Set On',
	'Read-Only User ID',
	'Read-Only Password',
];

describe('what is no number', () => {
	it.each([
		['demo/cli.ts', '--skus'],
		['sandbox/cli.ts', '--skus'],
		['bench/cli.ts', '--seed'],
		['test/faults/cli.ts', '--seed'],
	])('is refused by %s in %s', async (file, option) => {
		const name = file.includes('faults') ? ['orders'] : [];
		const { code, err } = await command(file, ...name, option, 'many');
		expect(code).toBeGreaterThan(0);
		expect(err).toContain('not "many"');
	});
});

describe('npm run sandbox', () => {
	it('prints its addresses as one line of JSON, alone on standard output', async () => {
		const child = spawn(NODE, ['--import', 'tsx', 'sandbox/cli.ts', '--skus', '100'], {
			cwd: ROOT,
		});
		let out = '';
		let err = '';
		child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
		await new Promise<void>((resolve) =>
			child.stderr.on('data', (chunk: Buffer) => {
				err += chunk.toString();
				if (err.includes('Ctrl-C')) resolve();
			}),
		);
		child.kill('SIGTERM');
		await new Promise((resolve) => child.once('close', resolve));
		const addresses = JSON.parse(out) as Parameters<typeof whatToEnter>[0];
		expect(out.trim().split('\n')).toHaveLength(1);
		expect(err).toContain(whatToEnter(addresses));
	});

	it('starts with the manners of a settings file, and refuses one that there is not', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'manners-'));
		const file = join(folder, 'conformance.json');
		writeFileSync(file, JSON.stringify({ version: 1, manners: { comments: 'shout' } }));
		const { code, err } = await command('sandbox/cli.ts', '--skus', '100', '--manners', file);
		rmSync(folder, { recursive: true });
		expect(code).toBe(1);
		expect(err).toContain('the manner "comments" knows no "shout"');
	});

	it('names the port that is in use, and the remedy', async () => {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as { port: number };
		const { code, err } = await command('sandbox/cli.ts', '--skus', '100', '--port', String(port));
		server.close();
		expect(code).toBe(1);
		expect(err).toContain(`port ${port} is in use on this machine: choose another --port`);
	});

	it('names what goes into every field as the credentials in n8n name it', () => {
		const text = whatToEnter({
			autotask: {
				userName: 'name',
				secret: 'secret',
				integrationCode: 'code',
				zoneDiscoveryUrl: 'zone',
			},
			tdSynnex: {
				ecUrl: 'ec',
				invoiceUrl: 'invoice',
				userId: 'id',
				password: 'word',
				readOnlyUserId: 'reader',
				readOnlyPassword: 'other',
				customerNumber: 'number',
				country: 'US',
				sftp: { host: 'host', port: 22, user: 'user', password: 'word', path: '/file.zip' },
				rest: { url: 'base', tokenUrl: 'token', clientId: 'client', clientSecret: 'hidden' },
			},
			control: 'control',
		});
		for (const credential of [
			new AutotaskPsaApi(),
			new TdSynnexEcApi(),
			new TdSynnexPartnerApi(),
		]) {
			const [, form = ''] = text.split(`Credential "${credential.displayName}"`);
			const entered = [...(form.split('\n\n')[0] ?? '').matchAll(/^ {4}(.+?) {2,}(.+)$/gm)];
			const shown = credential.properties.filter(({ type }) => type !== 'hidden');
			// each field of the credential, in its order, save those that stay empty
			expect(entered.map(([, field]) => field)).toEqual(
				shown.map(({ displayName }) => displayName).filter((field) => !STAYS_EMPTY.includes(field)),
			);
			for (const [, field, value] of entered) {
				const options = shown.find(({ displayName }) => displayName === field)?.options;
				if (options)
					expect(options.map((option) => ('name' in option ? option.name : ''))).toContain(value);
			}
		}
	});
});
