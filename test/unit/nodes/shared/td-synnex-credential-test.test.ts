import axios from 'axios';
import type { ICredentialsDecrypted, ICredentialTestFunctions } from 'n8n-workflow';
import { TdSynnexEcApi } from '../../../../credentials/TdSynnexEcApi.credentials';
import { tdSynnexEcApiTest } from '../../../../nodes/shared/td-synnex';
import { type Sandbox, startSandbox } from '../../../../sandbox';
import { credentialFor, host } from '../CatalogFetch/context';

/** What n8n gives a credential test: its older request helper, here on axios as there. */
const functions = {
	helpers: {
		request: async (options: { method: string; uri: string; headers: object; body: string }) => {
			const { data, status, headers } = await axios.request<string>({
				method: options.method,
				url: options.uri,
				headers: options.headers as Record<string, string>,
				data: options.body,
				responseType: 'text',
				validateStatus: () => true,
			});
			return { statusCode: status, headers, body: data };
		},
	},
} as unknown as ICredentialTestFunctions;

const press = async (data: object) =>
	await tdSynnexEcApiTest.call(functions, {
		id: '1',
		name: 'x',
		type: 'x',
		data,
	} as ICredentialsDecrypted);

describe('the Test button of the TD SYNNEX credential', () => {
	it('says that it connected, and where', async () => {
		const { ecUrl, close } = await host(() => ({
			body: '<priceResponse><PriceAvailabilityList><synnexSKU>0</synnexSKU><status>Not found</status><lineNumber>1</lineNumber></PriceAvailabilityList></priceResponse>',
		}));
		expect(await press(credentialFor(ecUrl))).toEqual({
			status: 'OK',
			message: `Connected to TD SYNNEX, environment custom (${new URL(ecUrl).host})`,
		});
		await close();
	});

	it('sees a wrong password though the status is 200, after one call', async () => {
		const { ecUrl, bodies, close } = await host(() => ({
			body: '<priceResponse><errorMessage>user login failed</errorMessage></priceResponse>',
		}));
		expect(await press(credentialFor(ecUrl))).toEqual({
			status: 'Error',
			message:
				'TD SYNNEX refused the user id or password for price and availability (TD SYNNEX answered “user login failed”). Check the user ID, password, and environment in the TD SYNNEX EC API credential, and its read-only user if it has one. The password of a user that is allowed to order expires every three months: change it in EC Express, then in the credential.',
		});
		expect(bodies).toHaveLength(1);
		await close();
	});

	it('is not content with any XML', async () => {
		const { ecUrl, close } = await host(() => ({ body: '<OrderStatusResponse/>' }));
		expect(await press(credentialFor(ecUrl))).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(
				/is XML, but not of that service: it is a OrderStatusResponse/,
			),
		});
		await close();
	});

	it('names blanks, a wrong address, a web page and a host that is not there', async () => {
		const page = await host(() => ({ body: '<html><title>Proxy</title></html>' }));
		const message = async (data: object) =>
			(await press({ ...credentialFor(page.ecUrl), ...data })).message;
		expect(await message({ userId: ' me' })).toBe(
			'TD SYNNEX EC API credential: User ID begins or ends with a blank, so nothing was sent. Remove the blanks around User ID. They usually come from copy and paste.',
		);
		expect(await message({ ecUrl: 'ec.example.com' })).toContain('EC URL is no web address');
		expect(await message({})).toContain('sent a web page instead of XML');
		await page.close();
		expect(await message({})).toContain('refused the connection');
	});
});

describe('the Test button of a credential with two users', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ only: 'tdSynnex', skus: 50 });
	});
	afterAll(async () => await sandbox.close());
	const both = () => ({ ...sandbox.addresses.tdSynnex, environment: 'custom' });

	it('tries both', async () => {
		expect(await press(both())).toEqual({
			status: 'OK',
			message: expect.stringContaining('Connected to TD SYNNEX with both users'),
		});
	});

	it('sees that the ordering password has expired, though prices are answered', async () => {
		sandbox.tdSynnex.manners({ orderingPassword: 'expired' });
		expect(await press(both())).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('refused the user id or password for invoice'),
		});
	});
});

describe('a new TD SYNNEX credential', () => {
	const byName = (name: string) =>
		new TdSynnexEcApi().properties.find((property) => property.name === name);

	it('starts on the test host', () => {
		expect(byName('environment')?.default).toBe('test');
	});

	it('hides the password', () => {
		expect(byName('password')?.typeOptions).toEqual({ password: true });
	});
});
