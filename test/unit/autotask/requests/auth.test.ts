import { signHeaders, type AutotaskLogin } from '../../../../lib/autotask/requests/auth';
import { Problem } from '../../../../lib/shared/problem';
import { AutotaskPsaApi } from '../../../../credentials/AutotaskPsaApi.credentials';

const LOGIN: AutotaskLogin = {
	userName: 'abc123@example.com',
	secret: 'x#$~2m*9@ !',
	integrationCode: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ1',
	zoneDiscoveryUrl: 'https://webservices.autotask.net/ATServicesRest/',
	impersonationResourceId: '',
};
const ZONE = 'https://webservices3.autotask.net/ATServicesRest/V1.0';
const read = { method: 'GET', url: `${ZONE}/Products/1` };

const refused = (login: Partial<AutotaskLogin>, request = read): Problem => {
	try {
		signHeaders(request, { ...LOGIN, ...login });
	} catch (error) {
		if (error instanceof Problem) return error;
	}
	throw new Error('a Problem was expected');
};

describe('the signature of a call to Autotask', () => {
	it('is three headers, the values as they are', () => {
		expect(signHeaders(read, LOGIN)).toEqual({
			UserName: 'abc123@example.com',
			Secret: 'x#$~2m*9@ !',
			ApiIntegrationCode: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ1',
		});
	});

	it.each([
		['User Name', { userName: ' abc123@example.com' }],
		['Secret', { secret: 'x#$~\n' }],
		['Secret', { secret: '\u200Bx#$~' }],
		['Tracking Identifier', { integrationCode: 'ABC\t' }],
	])('%s with a blank around it is told, before anything is sent', (field, login) => {
		const problem = refused(login);
		expect(problem.message).toBe(
			`Autotask API credential: ${field} begins or ends with a blank, so nothing was sent`,
		);
		expect(problem.message + problem.remedy).not.toContain('x#$~');
	});

	it('an empty field and a letter that no header carries are told', () => {
		expect(refused({ secret: '' }).message).toContain('Secret is empty');
		expect(refused({ secret: 'geheimä' }).code).toBe('autotask-credential-letters');
		expect(refused({ userName: 'a\r\nSecret: b' }).code).toBe('autotask-credential-letters');
	});

	it.each([
		'https://evil.example/ATServicesRest/V1.0/Products/1',
		'http://webservices3.autotask.net/ATServicesRest/V1.0/Products/1',
		'/V1.0/Products/1',
	])('is not given to %s', (url) => {
		expect(refused({}, { method: 'GET', url }).code).toBe('autotask-foreign-host');
	});

	it('is given to the host of one’s own that the credential names', () => {
		const login = { ...LOGIN, zoneDiscoveryUrl: 'http://127.0.0.1:8080/ATServicesRest/' };
		const url = 'http://127.0.0.1:8080/ATServicesRest/V1.0/Products/1';
		expect(signHeaders({ method: 'GET', url }, login)).toHaveProperty('Secret');
		expect(refused(login, { method: 'GET', url: url.replace('8080', '8081') }).code).toBe(
			'autotask-foreign-host',
		);
	});

	it('asks to write as another resource on writes alone, and only when one is given', () => {
		const as = { ...LOGIN, impersonationResourceId: '29683456' };
		const header = (method: string, path: string, login: AutotaskLogin) =>
			signHeaders({ method, url: `${ZONE}/${path}` }, login).ImpersonationResourceId;
		expect(header('POST', 'Products', as)).toBe('29683456');
		expect(header('PATCH', 'PurchaseOrders', as)).toBe('29683456');
		expect(header('POST', 'Companies/7/Contacts', as)).toBe('29683456');
		expect(header('POST', 'Products/query', as)).toBeUndefined();
		expect(header('POST', 'Products/query/next?paging=1', as)).toBeUndefined();
		expect(header('GET', 'Products/7', as)).toBeUndefined();
		expect(header('POST', 'Products', LOGIN)).toBeUndefined();
		expect(
			refused({ impersonationResourceId: 'Anna' }, { method: 'POST', url: `${ZONE}/Products` })
				.code,
		).toBe('autotask-credential-impersonation');
	});

	it.each([
		['PATCH', 'Products/7/Vendors'],
		['POST', 'PurchaseOrders/7/Items'],
		['POST', 'PurchaseOrderItems/7/Receiving'],
		['POST', 'UserDefinedFieldDefinitions'],
	])(
		'does not ask for it where the entity knows none, as Autotask would refuse it: %s %s',
		(method, path) => {
			const as = { ...LOGIN, impersonationResourceId: '29683456' };
			const headers = signHeaders({ method, url: `${ZONE}/${path}` }, as);
			expect(headers).toMatchObject({ Secret: LOGIN.secret });
			expect(headers).not.toHaveProperty('ImpersonationResourceId');
		},
	);

	it('is put on by the credential, whose fields hold every secret masked', async () => {
		const credential = new AutotaskPsaApi();
		const masked = credential.properties.filter(({ typeOptions }) => typeOptions?.password);
		expect(masked.map(({ name }) => name)).toEqual(['secret', 'integrationCode']);
		const signed = await credential.authenticate(
			{ ...LOGIN, impersonationResourceId: 29683456 },
			{ method: 'POST', url: `${ZONE}/Products`, headers: { Accept: 'application/json' } },
		);
		expect(signed.headers).toEqual({
			Accept: 'application/json',
			UserName: LOGIN.userName,
			Secret: LOGIN.secret,
			ApiIntegrationCode: LOGIN.integrationCode,
			ImpersonationResourceId: '29683456',
		});
	});
});
