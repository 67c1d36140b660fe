import type { Fault, Sandbox } from '../../../sandbox';
import type { PermissionChange } from '../../../sandbox/autotask';
import { NoAnswer, type Send } from '../../../lib/shared/http';
import { Problem } from '../../../lib/shared/problem';
import { check, type Check, hurried, idsWith, row, small, startSandbox } from './check-fixture';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ ...small, only: 'autotask' });
});
afterAll(async () => await sandbox.close());
afterEach(async () => await sandbox.control.reset());

const autotaskCalls = () => sandbox.control.ledger({ system: 'autotask' });

describe('everything set up', () => {
	it('fails nothing, makes at most 48 calls, one after the other, and changes nothing', async () => {
		const report = await check(sandbox, { impersonatedId: firstResource() });
		expect(idsWith(report, 'fail')).toEqual([]);
		expect(autotaskCalls().length).toBeLessThanOrEqual(48);
		expect(report.summary.calls.autotask).toBe(autotaskCalls().length);
		expect(sandbox.control.stats().maxConcurrent.autotask).toBe(1);
		expect(sandbox.control.stats().effects.autotask).toBe(0);
		expect(autotaskCalls().filter(({ method }) => !['GET', 'POST'].includes(method))).toEqual([]);
		expect(
			autotaskCalls().filter(({ method, path }) => method === 'POST' && !/\/query/.test(path)),
		).toEqual([]);
		expect(report.summary.catalogSync).toBe('ready');
	});

	it('still makes no more than 48 calls when every second one is lost', async () => {
		sandbox.control.addFaults({
			fault: { kind: 'resetBefore' },
			system: 'autotask',
			count: 0,
			probability: 0.5,
			seed: 3,
			after: 2,
		});
		const report = await check(sandbox);
		expect(autotaskCalls().length).toBeLessThanOrEqual(48);
		expect(idsWith(report, 'warn')).toContain('issue.intermittent');
		expect(idsWith(report, 'fail')).toEqual([]);
	});

	it('counts the hour of every tool together', async () => {
		sandbox.control.autotask?.setLimits({ used: 6_000 });
		const report = await check(sandbox);
		expect(idsWith(report, 'fail')).toEqual([]);
		expect(row(report, 'budget.used').status).toBe('warn');
		expect(row(report, 'budget.used').found).toMatch(/^60 % \(6,00\d of 10,000\)$/);
	});
});

/** What the twin can turn off: exactly these rows fail, and the remedy names that screen. */
const SWITCHES: [string, PermissionChange, string[], RegExp][] = [
	[
		'Products',
		{ modules: { Products: 'None' } },
		['module.Products', 'module.ProductVendors'],
		/Security Levels .*Inventory > Object Permissions > Products/,
	],
	[
		'Inventory',
		{ modules: { Inventory: 'None' } },
		['module.InventoryItems', 'module.InventoryProducts', 'module.InventoryLocations'],
		/Security Levels .*Inventory > Object Permissions > Inventory Locations and Items/,
	],
	[
		'Purchase orders',
		{ modules: { PurchaseOrders: 'None' } },
		['module.PurchaseOrders', 'module.PurchaseOrderItems', 'module.PurchaseOrderItemReceiving'],
		/Security Levels .*Inventory > Object Permissions > Purchase Orders/,
	],
	[
		'Purchase order lines',
		{ modules: { PurchaseOrderItems: 'None' } },
		['module.PurchaseOrderItems'],
		/Purchase Orders/,
	],
	[
		'Receiving',
		{ modules: { Receiving: 'None' } },
		['module.PurchaseOrderItemReceiving'],
		/Purchase Orders/,
	],
	[
		'Companies',
		{ modules: { Companies: 'None' } },
		['module.Companies'],
		/CRM > Organization & Contact Access/,
	],
	[
		'Contacts',
		{ modules: { Contacts: 'None' } },
		['module.Contacts'],
		/CRM > Organization & Contact Access/,
	],
	[
		'User-defined fields',
		{ modules: { UserDefinedFields: 'None' } },
		['module.UserDefinedFieldDefinitions'],
		/Application-wide \(Shared\) Features/,
	],
	[
		'Opportunities',
		{ modules: { Opportunities: 'None' } },
		['module.Opportunities'],
		/CRM > Object Permissions > Opportunities/,
	],
	['Quotes', { modules: { Quotes: 'None' } }, ['module.Quotes'], /CRM > Object Permissions/],
	[
		'Billing codes',
		{ modules: { BillingCodes: 'None' } },
		['set-up.material-code'],
		/Finance, Accounting & Invoicing/,
	],
	['Costs', { costs: false }, ['module.cost'], /API User \(system\) Can't Read Costs/],
	[
		'Line of business of the companies',
		{ hidden: { Companies: 'all' } },
		['line-of-business'],
		/Line of Business, .*Resource can view items with no assigned Line of Business/,
	],
	[
		'Line of business of the orders, not of their lines',
		{ hidden: { PurchaseOrders: 'all' } },
		['line-of-business'],
		/Line of Business/,
	],
	[
		'Line of business of the products, not of their vendors',
		{ hidden: { Products: 'all' } },
		['line-of-business'],
		/Line of Business/,
	],
	...(['create', 'query', 'update'] as const).map(
		(verb): [string, PermissionChange, string[], RegExp] => [
			`Products, ${verb} only`,
			{ entities: { Products: { [verb]: 'None' } } },
			['module.Products'],
			/Inventory > Object Permissions > Products/,
		],
	),
];

describe('each switch of Autotask that is off', () => {
	it.each(SWITCHES)('%s: exactly its rows fail', async (_name, change, ids, remedy) => {
		sandbox.control.autotask?.setPermissions(change);
		const report = await check(sandbox);
		expect(idsWith(report, 'fail')).toEqual(ids);
		for (const id of ids) expect(row(report, id).remedy).toMatch(remedy);
		expect(sandbox.control.stats().effects.autotask).toBe(0);
	});

	it.each([
		['Tickets', 'module.TicketCharges', /Service Desk > Object Permissions > Tickets/],
		['Projects', 'module.ProjectCharges', /Projects > Object Permissions > Projects/],
		['Contracts', 'module.ContractCharges', /Contracts > Object Permissions > Contracts/],
	])('%s: without their charges, orders from charges are warned of', async (module, id, remedy) => {
		sandbox.control.autotask?.setPermissions({ modules: { [module]: 'None' } });
		const report = await check(sandbox);
		expect(idsWith(report, 'fail')).toEqual([]);
		expect(row(report, id)).toMatchObject({
			status: 'warn',
			remedy: expect.stringMatching(remedy),
		});
	});

	it('says whether Procurement is in use', async () => {
		const found = async () => row(await check(sandbox), 'set-up.procurement').found;
		expect(await found()).toBe('not in use');
		sandbox.autotask.admin.procurement.seed();
		expect(await found()).toBe('in use');
		sandbox.control.autotask?.setPermissions({ entities: { SalesOrders: 'None' } });
		expect(await found()).not.toMatch(/in use/);
	});

	it('a module that is open for some records only is a warning', async () => {
		sandbox.control.autotask?.setPermissions({ modules: { Contacts: 'Restricted' } });
		const report = await check(sandbox);
		expect(idsWith(report, 'fail')).toEqual([]);
		expect(row(report, 'module.Contacts').status).toBe('warn');
	});
});

describe('no records at all', () => {
	const all = ['Products', 'ProductVendors', 'PurchaseOrders', 'PurchaseOrderItems', 'Contacts'];
	const hidden = Object.fromEntries(
		[...all, 'Opportunities', 'Quotes'].map((entity) => [entity, 'all' as const]),
	);

	it('is a doubt where the database has lines of business', async () => {
		sandbox.control.autotask?.setPermissions({ hidden });
		const report = await check(sandbox);
		expect(row(report, 'line-of-business')).toMatchObject({
			status: 'warn',
			found: 'sees no business records',
		});
		expect(row(report, 'issue.no-data').status).toBe('warn');
	});

	it('is a fact where it has none', async () => {
		sandbox.control.autotask?.setPermissions({
			hidden: { ...hidden, OrganizationalLevelAssociations: 'all' },
		});
		const report = await check(sandbox);
		expect(row(report, 'line-of-business')).toMatchObject({
			status: 'pass',
			found: 'no records yet',
		});
		expect(row(report, 'module.cost').status).toBe('not tested');
		expect(idsWith(report, 'fail')).toEqual([]);
	});
});

/** Wrong logins: one row, one wrong try, and the manual's own issue named. */
const LOGINS: [string, NonNullable<Check['login']>, string, string, RegExp][] = [
	['secret', { secret: 'wrong' }, 'identity.secret', 'issue.lost-secret', /Generate Secret/],
	[
		'user name',
		{ userName: 'nobody@example.com' },
		'identity.user-name',
		'issue.cannot-create-api-user',
		/Username \(Key\)/,
	],
	[
		'tracking identifier',
		{ integrationCode: 'SOMEBODYELSE' },
		'identity.tracking-identifier',
		'issue.tracking-identifier-rejected',
		/API Tracking Identifier/,
	],
];

describe('a wrong login', () => {
	it.each(LOGINS)('%s: told apart, tried once', async (_name, login, id, issue, remedy) => {
		const report = await check(sandbox, { login });
		expect(idsWith(report, 'fail')).toEqual([id]);
		expect(row(report, id).remedy).toMatch(remedy);
		expect(idsWith(report, 'warn')).toContain(issue);
		expect(autotaskCalls().filter(({ path }) => !/zoneInformation/i.test(path)).length).toBe(
			id === 'identity.user-name' ? 0 : 1,
		);
		expect(row(report, 'module.Products')).toMatchObject({
			status: 'not tested',
			evidence: `Depends on "${row(report, id).check}", which failed`,
		});
	});

	it('a locked user is recognised, and not locked further', async () => {
		for (let wrong = 0; wrong < 5; wrong++)
			await check(sandbox, { login: { secret: `wrong ${wrong}` } });
		const before = autotaskCalls().length;
		const report = await check(sandbox);
		expect(idsWith(report, 'fail')).toEqual(['identity.locked']);
		expect(row(report, 'identity.locked').remedy).toMatch(/clear Locked/);
		expect(autotaskCalls().length - before).toBe(2);
		sandbox.control.autotask?.unlock();
		expect(idsWith(await check(sandbox), 'fail')).toEqual([]);
	});

	it('a user without the REST API is told to become an API-only user', async () => {
		sandbox.control.addFaults({
			fault: { kind: 'status', status: 403, body: '{"errors":["Access denied"]}' },
			endpoint: 'ThresholdInformation',
		});
		const report = await check(sandbox);
		expect(idsWith(report, 'fail')).toEqual(['identity.api-only']);
		expect(row(report, 'identity.api-only').remedy).toMatch(/New API User/);
		expect(idsWith(report, 'warn')).toContain('issue.security-level-missing');
	});

	it('an impersonated resource that is gone is named', async () => {
		const report = await check(sandbox, { impersonatedId: '999999' });
		expect(idsWith(report, 'fail')).toEqual(['identity.impersonation']);
		expect(row(report, 'identity.impersonation').remedy).toMatch(/Impersonation Resource ID/);
	});

	it('a credential that cannot be used is told by its field, and nothing is sent', async () => {
		const refusal = new Problem({
			code: 'autotask-credential-blanks',
			record: 'Autotask API credential',
			cause: 'Secret begins or ends with a blank, so nothing was sent',
			remedy: 'Remove the blanks around Secret; they usually come along with copy and paste.',
		});
		const report = await check(sandbox, { send: () => () => Promise.reject(refusal) });
		expect(idsWith(report, 'fail')).toEqual(['identity.user-name']);
		expect(row(report, 'identity.user-name').evidence).toMatch(/^Secret begins/);
		expect(row(report, 'identity.user-name').remedy).toMatch(/^Remove the blanks/);
	});

	it('an impersonation that is no number is named', async () => {
		const report = await check(sandbox, { impersonatedId: 'Jane Doe' });
		expect(idsWith(report, 'fail')).toEqual(['identity.impersonation']);
	});

	it('a spent hour is a matter of the budget, not of the login', async () => {
		sandbox.control.autotask?.setLimits({ used: 10_000 });
		const report = await check(sandbox);
		expect(idsWith(report, 'fail')).toEqual(['budget.used']);
		expect(row(report, 'identity.secret').status).toBe('not tested');
	});
});

/** What can go wrong on the road, and the one row that says so. */
const ROADS: [string, Fault, string, RegExp][] = [
	['refused', { kind: 'refused' }, 'connection', /refused/],
	['reset', { kind: 'resetBefore' }, 'connection', /closed the connection/],
	['silent', { kind: 'timeoutNoEffect' }, 'connection', /no answer/],
	["a proxy's page", { kind: 'htmlErrorPage' }, 'gateway', /something in between/],
	['reset after it was done', { kind: 'resetAfter' }, 'connection', /closed the connection/],
	['silent after it was done', { kind: 'timeoutWithEffect' }, 'connection', /no answer/],
	['empty', { kind: 'emptyBody' }, 'gateway', /./],
	['cut off', { kind: 'truncatedBody' }, 'gateway', /cut off/],
	[
		'redirected',
		{ kind: 'status', status: 301, body: '{}' },
		'gateway',
		/between n8n and Autotask/,
	],
	[
		'a word of a gateway',
		{ kind: 'status', status: 403, body: 'Denied' },
		'gateway',
		/between n8n and Autotask/,
	],
	['damaged', { kind: 'malformedBody' }, 'gateway', /cut off or not JSON/],
	[
		'down',
		{ kind: 'status', status: 503, body: '{"errors":["Service unavailable"]}' },
		'gateway',
		/503/,
	],
];

describe('a fault of the network', () => {
	it.each(ROADS)('%s: one row fails, and nothing behind it', async (_name, fault, part, says) => {
		sandbox.control.addFaults({ fault, system: 'autotask', count: 0 });
		const report = await check(sandbox);
		const id = `reach.autotask.${part}`;
		expect(idsWith(report, 'fail')).toEqual([id]);
		expect(row(report, id).evidence).toMatch(says);
		expect(row(report, id).remedy).not.toBe('');
		expect(idsWith(report, 'warn')).toEqual(['issue.cannot-connect']);
		expect(row(report, 'module.Products').status).toBe('not tested');
		expect(autotaskCalls().length).toBeLessThanOrEqual(2);
	});

	it.each([
		['lookup', 'ENOTFOUND', 'name', /DNS server/],
		['certificate', 'CERT_HAS_EXPIRED', 'tls', /root certificate/],
		['other', 'EPROTO', 'tls', /TLS/],
	] as const)('%s (%s): the %s row fails alone', async (kind, detail, part, remedy) => {
		const send: Send = ({ url }) => Promise.reject(new NoAnswer(kind, new URL(url).host, detail));
		const report = await check(sandbox, { send: () => send });
		expect(idsWith(report, 'fail')).toEqual([`reach.autotask.${part}`]);
		expect(row(report, `reach.autotask.${part}`).remedy).toMatch(remedy);
	});

	it('a proxy that requires a login: the gateway row fails alone', async () => {
		const refusal = { status: 407, headers: {}, body: 'Proxy Authentication Required' };
		const report = await check(sandbox, { send: () => () => Promise.resolve(refusal) });
		expect(idsWith(report, 'fail')).toEqual(['reach.autotask.gateway']);
		expect(row(report, 'reach.autotask.gateway').evidence).toMatch(/407/);
		expect(row(report, 'reach.autotask.gateway').remedy).toMatch(/HTTPS_PROXY/);
	});

	it('one endpoint that is down says nothing of rights', async () => {
		sandbox.control.addFaults({
			fault: { kind: 'resetBefore' },
			endpoint: 'PurchaseOrders',
			count: 0,
		});
		const report = await check(sandbox);
		expect(idsWith(report, 'fail')).toEqual([]);
		expect(row(report, 'module.PurchaseOrders').status).toBe('not tested');
		expect(row(report, 'issue.intermittent').status).toBe('warn');
	});

	it('a slow Autotask is told, and so is a clock that runs ahead', async () => {
		let now = Date.now() + 5 * 60_000;
		const clock = { ...hurried, now: () => (now += 1_500) };
		const report = await check(sandbox, { clock });
		expect(idsWith(report, 'fail')).toEqual([]);
		expect(row(report, 'reach.autotask.clock').status).toBe('warn');
		expect(row(report, 'reach.autotask.clock').remedy).toMatch(/NTP/);
		const slow = await check(sandbox, { clock: { ...hurried, now: () => (now += 3_000) } });
		expect(row(slow, 'reach.autotask.speed').status).toBe('warn');
		expect(row(slow, 'issue.slow').status).toBe('warn');
	});
});

describe('set-up data', () => {
	it('a TD SYNNEX that is a customer is no vendor', async () => {
		const vendor = records('Companies').find(({ companyName }) => companyName === 'TD SYNNEX');
		sandbox.control.autotask?.changeRecord('Companies', Number(vendor?.id), { companyType: 1 });
		const report = await check(sandbox);
		expect(idsWith(report, 'fail')).toEqual(['set-up.vendor']);
		expect(row(report, 'set-up.vendor').remedy).toMatch(/Organization Type Vendor/);
	});

	it('a state in another language is missed by its label', async () => {
		sandbox.control.autotask?.setPicklist('PurchaseOrders', 'status', [
			{ value: '1', label: 'Neu', isActive: true },
			{ value: '2', label: 'Submitted', isActive: true },
			{ value: '3', label: 'received-partial', isActive: true },
			{ value: '4', label: 'Received Full', isActive: true },
			{ value: '5', label: 'Canceled', isActive: true },
		]);
		const report = await check(sandbox);
		expect(idsWith(report, 'fail')).toEqual(['set-up.purchase-order-states']);
		expect(row(report, 'set-up.purchase-order-states').found).toBe('without New');
	});

	it('no active location, no active material code', async () => {
		for (const { id } of records('InventoryLocations'))
			sandbox.control.autotask?.changeRecord('InventoryLocations', Number(id), { isActive: false });
		for (const { id } of records('BillingCodes'))
			sandbox.control.autotask?.changeRecord('BillingCodes', Number(id), { isActive: false });
		expect(idsWith(await check(sandbox), 'fail')).toEqual([
			'set-up.material-code',
			'set-up.inventory-location',
		]);
	});

	it('a TD SYNNEX SKU that two products carry is found, however far apart they stand', async () => {
		const [first] = records('Products').filter(
			({ sku, isActive }) => isActive && String(sku).startsWith('TDS-'),
		);
		sandbox.control.autotask?.addRecords('Products', [
			{ id: 900_000, name: 'Twin', sku: String(first?.sku).replace('TDS-', ''), isActive: true },
		]);
		const duplicates = row(await check(sandbox), 'set-up.duplicate-skus');
		expect(duplicates.status).toBe('warn');
		expect(duplicates.evidence).toContain(`products ${String(first?.id)} and 900000`);
	});

	it('an External P.O. Number of another tool is a warning', async () => {
		const [order] = records('PurchaseOrders');
		sandbox.control.autotask?.changeRecord('PurchaseOrders', Number(order?.id), {
			externalPONumber: 'QBO-1187',
			createDateTime: new Date().toISOString(),
		});
		const external = row(await check(sandbox), 'set-up.external-po-number');
		expect(external).toMatchObject({ status: 'warn', found: 'in use' });
		expect(external.remedy).toMatch(/QuickBooks/);
	});
});

function records(entity: string) {
	return sandbox.control.autotask?.records(entity) ?? [];
}

function firstResource(): string {
	const [resource] = records('Resources').filter(({ isActive }) => isActive !== false);
	return String(resource?.id);
}
