import { type AccountSettings, hostsOf } from '../../../../lib/tdsynnex/hosts';
import { Problem } from '../../../../lib/shared/problem';
import { sign } from '../../../../lib/tdsynnex/ec-xml/auth';
import { parseXml, textAt } from '../../../../lib/tdsynnex/ec-xml/xml';

const account: AccountSettings = {
	customerNumber: '100001',
	country: 'US',
	environment: 'test',
	ecUrl: '',
	invoiceUrl: '',
};
const login = { userId: 'api@example.com', password: 'p<&>"\'ß' };
const priceUrl = 'https://testec.us.tdsynnex.com/SynnexXML/PriceAvailability';
const priceRequest = '<priceRequest><userName/><password/></priceRequest>';
const order = '<SynnexB2B><Credential><UserID/><Password/></Credential><OrderRequest/></SynnexB2B>';

const problemOf = (work: () => unknown): Problem => {
	try {
		work();
	} catch (error) {
		if (error instanceof Problem) return error;
	}
	throw new Error('a Problem was expected');
};

describe('a read-only user', () => {
	const both = { ...login, readOnlyUserId: 'prices@example.com', readOnlyPassword: 'r' };
	const b2b = (request: string) =>
		`<SynnexB2B><Credential><UserID/><Password/></Credential><${request}><PONumber>&lt;OrderStatusRequest&gt;</PONumber></${request}></SynnexB2B>`;
	const userIn = (xml: string, as = both) => {
		const root = parseXml(sign(xml, priceUrl, as, account));
		return textAt(root, 'userName') ?? textAt(root, 'Credential/UserID');
	};

	it.each([
		['prices', priceRequest, 'prices@example.com'],
		['order states', b2b('OrderStatusRequest'), 'prices@example.com'],
		['freight', b2b('FreightQuoteRequest'), 'prices@example.com'],
		['orders', b2b('OrderRequest'), 'api@example.com'],
		['invoices', b2b('InvoiceRequest'), 'api@example.com'],
	])('signs what only reads: %s', (_what, xml, user) => {
		expect(userIn(xml)).toBe(user);
		expect(userIn(xml, { ...both, readOnlyUserId: '', readOnlyPassword: '' })).toBe(
			'api@example.com',
		);
	});

	it.each([
		[{ readOnlyUserId: '' }, 'Read-Only User ID is empty'],
		[{ readOnlyPassword: '' }, 'Read-Only Password is empty'],
		[{ readOnlyPassword: 'r ' }, 'Read-Only Password begins or ends with a blank'],
	])('of which a part is missing is refused before anything is sent: %j', (change, cause) => {
		const found = problemOf(() => sign(priceRequest, priceUrl, { ...both, ...change }, account));
		expect(found.cause).toContain(cause);
	});
});

describe('the hosts of TD SYNNEX', () => {
	it.each([
		['US', 'production', 'https://ec.us.tdsynnex.com', 'https://ws.us.tdsynnex.com'],
		['US', 'test', 'https://testec.us.tdsynnex.com', 'https://testws.us.tdsynnex.com'],
		['CA', 'production', 'https://ec.ca.tdsynnex.com', 'https://ws.ca.tdsynnex.com'],
		['CA', 'test', 'https://testec.ca.tdsynnex.com', 'https://testws.ca.tdsynnex.com'],
	] as const)('in %s %s are the documented ones', (country, environment, ecUrl, invoiceUrl) => {
		expect(hostsOf({ ...account, country, environment })).toMatchObject({ ecUrl, invoiceUrl });
	});

	it('name the environment as people see it', () => {
		expect(hostsOf(account).name).toBe('test (testec.us.tdsynnex.com)');
	});

	it('may be a custom one, the invoice host defaulting to it', () => {
		const custom = {
			...account,
			environment: 'custom' as const,
			ecUrl: ' http://127.0.0.1:1234/ ',
		};
		expect(hostsOf(custom)).toEqual({
			ecUrl: 'http://127.0.0.1:1234',
			invoiceUrl: 'http://127.0.0.1:1234',
			name: 'custom (127.0.0.1:1234)',
		});
	});

	it.each(['', 'ec.example.com', 'ftp://ec.example.com', 'https://me:pw@ec.example.com'])(
		'may not be %j',
		(ecUrl) => {
			expect(problemOf(() => hostsOf({ ...account, environment: 'custom', ecUrl })).message).toBe(
				'TD SYNNEX EC API credential: EC URL is no web address',
			);
		},
	);

	it('may be http on this machine alone, for each of both addresses', () => {
		const custom = { ...account, environment: 'custom' as const };
		const open = 'http://ec.example.com';
		const cause = 'is not an https address, so the login would be sent unencrypted';
		expect(problemOf(() => hostsOf({ ...custom, ecUrl: open }))).toMatchObject({
			code: 'tdsynnex-host',
			message: `TD SYNNEX EC API credential: EC URL ${cause}`,
		});
		const secure = { ...custom, ecUrl: 'https://ec.example.com' };
		expect(problemOf(() => hostsOf({ ...secure, invoiceUrl: open })).message).toContain(
			`Invoice URL ${cause}`,
		);
		expect(hostsOf({ ...secure, invoiceUrl: 'http://[::1]:8' }).invoiceUrl).toBe('http://[::1]:8');
	});
});

describe('signing', () => {
	it('fills in a price request and an order, escaped', () => {
		const price = parseXml(sign(priceRequest, priceUrl, login, account));
		expect([textAt(price, 'userName'), textAt(price, 'password')]).toEqual([
			login.userId,
			login.password,
		]);
		const po = parseXml(sign(order, 'https://testec.us.tdsynnex.com/SynnexXML/PO', login, account));
		expect(textAt(po, 'Credential/UserID')).toBe(login.userId);
		expect(textAt(po, 'Credential/Password')).toBe(login.password);
	});

	it('takes elements that are written open and closed, and a $ in a password for itself', () => {
		const xml = '<r><UserID></UserID><Password></Password></r>';
		const signed = sign(xml, priceUrl, { userId: 'u', password: "$&$1$'" }, account);
		expect(textAt(parseXml(signed), 'Password')).toBe("$&$1$'");
	});

	it.each([
		['User ID', { ...login, userId: 'api@example.com ' }, account],
		['User ID', { ...login, userId: '\u200Bapi@example.com' }, account],
		['Password', { ...login, password: '\tsecret' }, account],
		['Password', { ...login, password: 'secret\u00A0' }, account],
		['Customer Number', login, { ...account, customerNumber: '100001\n' }],
	] as const)(
		'refuses blanks around %s and says so, without the value',
		(field, given, settings) => {
			const problem = problemOf(() => sign(priceRequest, priceUrl, given, settings));
			expect(problem.message).toBe(
				`TD SYNNEX EC API credential: ${field} begins or ends with a blank, so nothing was sent`,
			);
			expect(problem.remedy).toBe(
				`Remove the blanks around ${field}. They usually come from copy and paste.`,
			);
			expect(JSON.stringify(problem)).not.toContain('secret');
		},
	);

	it('refuses an empty value', () => {
		expect(
			problemOf(() => sign(priceRequest, priceUrl, { ...login, password: '' }, account)).message,
		).toBe('TD SYNNEX EC API credential: Password is empty');
	});

	it.each([
		'https://evil.example.com/SynnexXML/PO',
		'https://testec.us.tdsynnex.com.evil.example.com/SynnexXML/PO',
		'https://ec.us.tdsynnex.com/SynnexXML/PO',
		'nonsense',
	])('never sends the password to %s', (url) => {
		expect(problemOf(() => sign(order, url, login, account)).code).toBe('tdsynnex-foreign-host');
	});

	it('sends nothing that has no place for the login', () => {
		expect(problemOf(() => sign('', priceUrl, login, account)).code).toBe(
			'tdsynnex-no-place-to-sign',
		);
	});
});
