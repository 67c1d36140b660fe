import { COMMON_ISSUES } from './common-issues';
import { COST_SCREEN, MODULES, type ModuleAccess } from './modules';
import { PROOF } from './proof/prove';
import { SCREEN, securitySection } from './screens';
import type { Check } from './types';

/** The services that a run may call, each with its own road. */
export const SERVICES = {
	autotask: 'Autotask REST API',
	ec: 'TD SYNNEX EC XML (price, orders)',
	invoice: 'TD SYNNEX invoice service',
} as const;
export type Service = keyof typeof SERVICES;

/** The last of a service's reach checks: it holds only when the whole road is free. */
export const reached = (service: Service): string => `reach.${service}.gateway`;

/** Together these say: logged in. */
export const LOGIN = [
	'identity.tracking-identifier',
	'identity.api-only',
	'identity.locked',
	'identity.secret',
];
export const moduleId = (entity: string): string => `module.${entity}`;
const SEES_ALL = 'line-of-business';

/**
 * The table, in the order of the report. A check stands behind those it needs, so that one pass
 * over the list decides all.
 */
export const CHECKS: readonly Check[] = [
	...reachChecks('autotask'),
	...identityChecks(),
	...MODULES.map(moduleCheck),
	costCheck(),
	lineOfBusinessCheck(),
	...setUpChecks(),
	...budgetChecks(),
	...reachChecks('ec'),
	...reachChecks('invoice'),
	...tdSynnexChecks(),
];

/** The manual's common issues, which rest on the rows of the table. */
export const ISSUE_CHECKS: readonly Check[] = COMMON_ISSUES.map((issue) => ({
	id: issue.id,
	area: 'Common set-up issues',
	name: issue.problem,
	needed: 'Not the case',
	blocks: 'See the row that it names.',
	remedy: issue.solution,
	docs: `docs/troubleshooting.md#${issue.id.replace('issue.', '')}`,
	needs: [],
}));

function reachChecks(service: Service): Check[] {
	const name = SERVICES[service];
	const id = (part: string) => `reach.${service}.${part}`;
	const check = (part: string, rest: Omit<Check, 'id' | 'area' | 'blocks' | 'docs'>): Check => ({
		id: id(part),
		area: 'Reach',
		blocks: `Everything that uses the ${name}.`,
		docs: `docs/troubleshooting.md#reach`,
		...rest,
	});
	return [
		check('name', {
			name: `${name}: name is known (DNS)`,
			needed: 'The host name resolves on the machine that runs n8n',
			remedy:
				'Check the name server of the machine (or container) that runs n8n, and the address in the credential.',
			needs: [],
		}),
		check('connection', {
			name: `${name}: connection`,
			needed: 'The host accepts the connection and answers in time',
			remedy:
				'Let n8n out to the host on port 443 in the firewall; if the host is right and open, try again later.',
			needs: [id('name')],
		}),
		check('tls', {
			name: `${name}: TLS 1.2 or higher`,
			needed: 'An encrypted connection with a valid certificate, TLS 1.2 or higher',
			remedy:
				"Check the clock of the machine that runs n8n; if a proxy opens TLS, give n8n the proxy's root certificate (NODE_EXTRA_CA_CERTS) or exempt the host.",
			needs: [id('connection')],
		}),
		check('gateway', {
			name: `${name}: no proxy or gateway in the way`,
			needed: "The answer is the service's own",
			remedy:
				'Exempt the host from the proxy, or give n8n the right proxy settings (HTTPS_PROXY, NO_PROXY).',
			needs: [id('tls')],
		}),
		check('speed', {
			name: `${name}: time to the first answer`,
			needed: 'Under 2 seconds',
			remedy:
				'Check the line and the load of the machine that runs n8n; if both are idle, look at the status page of the service.',
			needs: [id('gateway')],
		}),
		check('clock', {
			name: `${name}: clocks agree`,
			needed: "n8n's clock within 2 minutes of the service's",
			remedy: 'Switch on time synchronisation (NTP) on the machine that runs n8n.',
			needs: [id('gateway')],
		}),
	];
}

function identityChecks(): Check[] {
	const check = (part: string, rest: Omit<Check, 'id' | 'area' | 'blocks' | 'docs'>): Check => ({
		id: `identity.${part}`,
		area: 'Identity',
		blocks: 'Everything in Autotask.',
		docs: `docs/setup.md#autotask-api-user`,
		...rest,
	});
	return [
		check('user-name', {
			name: 'User name is known to Autotask',
			needed: 'Username (Key) of an API user',
			remedy: `Copy Username (Key) from ${SCREEN.apiUser} > Credentials into the Autotask API credential.`,
			needs: [reached('autotask')],
		}),
		check('zone', {
			name: 'Zone found',
			needed: "The address of the zone that holds this company's database",
			remedy:
				'Set Zone Discovery URL in the Autotask API credential back to its default, https://webservices.autotask.net/ATServicesRest/.',
			needs: ['identity.user-name'],
		}),
		check('locked', {
			name: 'User is not locked',
			needed: 'Active ticked, Locked not ticked',
			remedy: `Wait until the right secret is in the credential, then clear Locked at ${SCREEN.apiUser} > General.`,
			needs: ['identity.zone'],
		}),
		check('secret', {
			name: 'Secret is right',
			needed: 'Password (Secret) of that user, and the user Active',
			remedy: `Generate a new secret at ${SCREEN.apiUser} > Credentials > Generate Secret (the old one cannot be shown again), put it into the Autotask API credential, and see that Active is ticked. Do not try again before: each wrong login counts towards locking the user.`,
			needs: ['identity.zone'],
		}),
		check('tracking-identifier', {
			name: 'Tracking identifier is accepted',
			needed: 'The tracking identifier that belongs to this API user',
			remedy: `Copy Tracking Identifier from ${SCREEN.apiUser} > API Tracking Identifier into the Autotask API credential.`,
			needs: ['identity.zone'],
		}),
		check('api-only', {
			name: 'User is an API-only user',
			needed: 'Security level API User (API-only)',
			remedy: `Create an API user at ${SCREEN.newApiUser} with the security level "API User (system) (API-only)" or a copy of it; a regular user cannot use the REST API.`,
			needs: ['identity.zone'],
		}),
		check('impersonation', {
			name: 'Impersonated resource',
			needed: 'If set: an active resource whose security level allows impersonation',
			remedy: `Clear Impersonation Resource ID in the Autotask API credential, or tick "Allow impersonation of resources with this security level" at ${securitySection('Web Services API > Resource Impersonation')} of that resource.`,
			needs: LOGIN,
		}),
	];
}

function moduleCheck(access: ModuleAccess): Check {
	return {
		id: moduleId(access.entity),
		area: 'Modules',
		name: access.name,
		needed: `${access.rights.map((right) => right[0]?.toUpperCase() + right.slice(1)).join(', ')} (manual: ${access.manualRow})`,
		blocks: access.blocks,
		remedy: `Give the right at ${access.screen}.`,
		docs: 'docs/setup.md#security-level',
		needs: LOGIN,
	};
}

function costCheck(): Check {
	return {
		id: 'module.cost',
		area: 'Modules',
		name: 'Costs can be seen',
		needed: 'A security level that may read and write costs',
		blocks:
			'Unit costs: Autotask silently ignores a cost written without this right, so that a green run writes nothing.',
		remedy: `Set ${COST_SCREEN}.`,
		docs: 'docs/setup.md#costs',
		needs: [moduleId('Products')],
	};
}

function lineOfBusinessCheck(): Check {
	return {
		id: SEES_ALL,
		area: 'Line of business',
		name: 'The API user sees the records',
		needed: 'Every line of business that TD SYNNEX business belongs to, or none assigned at all',
		blocks:
			'Everything, without an error: Autotask answers "no records", and a sync would create what is already there.',
		remedy: `Assign all lines of business at ${SCREEN.apiUser} > Line of Business and tick "Resource can view items with no assigned Line of Business".`,
		docs: 'docs/setup.md#line-of-business',
		needs: LOGIN,
	};
}

function setUpChecks(): Check[] {
	const check = (part: string, rest: Omit<Check, 'id' | 'area' | 'docs'>): Check => ({
		id: `set-up.${part}`,
		area: 'Set-up data',
		docs: `docs/setup.md#${part}`,
		...rest,
	});
	return [
		check('vendor', {
			name: 'TD SYNNEX is a vendor',
			needed: 'One active company "TD SYNNEX" of type Vendor',
			blocks: 'The vendor of products and purchase orders.',
			remedy: `Create or edit the company at ${SCREEN.organizations}: Organization Type Vendor, active.`,
			needs: [moduleId('Companies'), SEES_ALL],
		}),
		check('material-code', {
			name: 'Material code',
			needed: 'At least one active billing code of type Material',
			blocks: 'Creating products: each needs a material code.',
			remedy: `Add or activate a code at ${SCREEN.materialCodes}.`,
			needs: LOGIN,
		}),
		check('inventory-location', {
			name: 'Inventory location',
			needed: 'At least one active inventory location',
			blocks: 'Creating purchase order lines and receiving.',
			remedy: `Add or activate a location at ${SCREEN.inventoryLocations}.`,
			needs: [moduleId('InventoryLocations')],
		}),
		check('purchase-order-states', {
			name: 'States of purchase orders',
			needed: 'New, Submitted, Received Partial, Received Full, Canceled',
			blocks: 'Recognising which orders are to be sent, and moving them on.',
			remedy:
				"Name your own state in the node's Status options, where your Autotask uses other words or another language.",
			needs: [moduleId('PurchaseOrders')],
		}),
		check('product-fields', {
			name: 'User-defined fields of products',
			needed: 'Optional: the fields that flows can keep beside a product',
			blocks: 'Nothing; stock, arrival date and the like just have no field of their own.',
			remedy: `Run this node's operation Create Missing Fields, or add them at ${SCREEN.userDefinedFields} > New.`,
			needs: [moduleId('Products')],
		}),
		check('duplicate-skus', {
			name: 'No TD SYNNEX SKU twice',
			needed: 'One product for each TD SYNNEX SKU',
			blocks: 'Updating those products: the sync cannot tell which one is meant and leaves both.',
			remedy: `Set the surplus ones inactive or clear their SKU at ${SCREEN.products}.`,
			needs: [moduleId('Products')],
		}),
		check('external-po-number', {
			name: 'External P.O. Number is free',
			needed: 'No other tool writes External P.O. Number',
			blocks:
				'The other tool: QuickBooks Online takes a filled External P.O. Number as "already transferred" and leaves the order out.',
			remedy: `See whether ${SCREEN.quickBooks} or another tool is in use; if so, choose another place for the TD SYNNEX order number in PO Create > Order Number Field.`,
			needs: [moduleId('PurchaseOrders'), 'set-up.vendor'],
		}),
	];
}

function budgetChecks(): Check[] {
	return [
		{
			id: 'budget.used',
			area: 'Budget',
			name: 'Autotask calls used this hour',
			needed: 'Under half of what Autotask allows all tools together',
			blocks: 'All tools on this Autotask at once: above the limit Autotask refuses every call.',
			remedy:
				'See which other integration is that busy (Admin > Extensions & Integrations > Other Extensions & Tools > API usage), and run large syncs at another hour.',
			docs: 'docs/troubleshooting.md#budget',
			needs: LOGIN,
		},
		{
			id: 'budget.full-sync',
			area: 'Budget',
			name: 'Calls and time of a full sync',
			needed: "A daily sync that fits the node's share of one hour",
			blocks: 'Finishing in one go; the sync stops cleanly and goes on at the next run.',
			remedy:
				'Run the sync at night, narrow the catalogue with the filters of Catalog Fetch, or raise Budget Share in Product Upsert.',
			docs: 'docs/troubleshooting.md#budget',
			needs: ['budget.used', moduleId('Products'), moduleId('ProductVendors')],
		},
	];
}

function tdSynnexChecks(): Check[] {
	const check = (part: string, rest: Omit<Check, 'id' | 'area' | 'docs'>): Check => ({
		id: `td-synnex.${part}`,
		area: 'TD SYNNEX',
		docs: `docs/setup.md#td-synnex`,
		...rest,
	});
	return [
		check('allow-list', {
			name: 'IP address is on the allow-list',
			needed: "TD SYNNEX knows the static IP address that n8n's calls leave from",
			blocks: 'All calls to TD SYNNEX, orders first.',
			remedy:
				'Ask TD SYNNEX (your sales representative, or helpdeskus@tdsynnex.com) to register that address for EC XML.',
			needs: [reached('ec')],
		}),
		check('login', {
			name: 'User id and password',
			needed: 'An EC account with XML access on the chosen host; test and production differ',
			blocks: 'Prices, orders, order states and invoices.',
			remedy:
				'Check User ID, Password, Country and Environment in the TD SYNNEX EC API credential; ask TD SYNNEX to enable XML for the account.',
			needs: ['td-synnex.allow-list'],
		}),
		check('price', {
			name: 'Price and availability of one SKU',
			needed: 'A price for a SKU that the account may buy',
			blocks: 'Live prices, and the price check before an order.',
			remedy:
				'Check Customer Number in the TD SYNNEX EC API credential, and set Test SKU to one that you can see in EC Express.',
			needs: ['td-synnex.login'],
		}),
		check('order-status', {
			name: 'Order look-up',
			needed: '"Not found" for an order number that cannot exist',
			blocks: 'Sending orders: without the look-up a doubtful order cannot be resolved.',
			remedy: 'Ask TD SYNNEX to enable PO Status for the account.',
			needs: ['td-synnex.login'],
		}),
		check('invoices', {
			name: 'Invoice service',
			needed: 'An answer for an order number that cannot exist',
			blocks: 'Invoice numbers and amounts.',
			remedy: 'Ask TD SYNNEX to enable the invoice service for the account.',
			needs: [reached('invoice'), 'td-synnex.login'],
		}),
		check('price-file', {
			name: 'Price file',
			needed: 'A price file of today or yesterday from the SFTP server',
			blocks: 'The catalogue sync.',
			remedy:
				"Ask TD SYNNEX for SFTP access (its password is not the EC password), and put n8n's FTP node before this one to download the file.",
			needs: [],
		}),
	];
}

/** Rows of the write proof; only there when it was asked for. */
export const PROOF_CHECKS: readonly Check[] = (
	[
		[PROOF.create, 'A product can be created', 'Products: Add', [moduleId('Products')]],
		[PROOF.update, 'A product can be changed', 'Products: Edit', [moduleId('Products')]],
		[PROOF.cost, 'A cost can be written', 'A security level that may write costs', [PROOF.update]],
		[PROOF.vendor, 'A vendor entry can be created', 'Products: Add', [PROOF.create]],
		[PROOF.field, 'A user-defined field can be filled', 'Products: Edit', [PROOF.update]],
		[PROOF.left, 'What the proof leaves behind', 'Nothing but what it says', []],
		[
			PROOF.order,
			'A purchase order can be changed',
			'Purchase Orders: Edit',
			[moduleId('PurchaseOrders')],
		],
	] as const
).map(([id, name, needed, needs]) => ({
	id,
	area: 'Write proof',
	name,
	needed,
	blocks: id === PROOF.order ? 'Writing orders back.' : 'Writing the catalogue.',
	remedy:
		id === PROOF.cost
			? `Set ${COST_SCREEN}.`
			: id === PROOF.left
				? `Put the values back, or set the product inactive, at ${SCREEN.products}.`
				: `Give the right at ${securitySection('Inventory > Object Permissions')}.`,
	docs: 'docs/permission-check.md#write-proof',
	needs: [...needs],
}));
