import type { WorkflowFile, WorkflowNode } from '../../demo/daily-sync';

/** The nodes that all flows begin with, filled in, the last one gives a product of TD SYNNEX an item. */
export interface Front {
	nodes: WorkflowNode[];
	/** The name of the last of them. */
	catalog: string;
	/** Of Autotask's REST API. */
	url: string;
	credentials: WorkflowNode['credentials'];
	vendorId: string;
	billingCodeId: string;
}

/**
 * What a careful user builds without our node, with the nodes that n8n brings: each product is
 * asked for by its SKU, created where Autotask has none, and given its cost where that has changed.
 */
export function queryPerProduct(front: Front): WorkflowFile {
	const product = `$('${EACH}').item.json`;
	const found = '$json.items[0]';
	return flow('peerQueryPerProduct', 'One query per product', front, [
		[front.catalog, oneByOne()],
		[
			EACH,
			http(front, 'Find product', 'POST', 'Products/query', {
				filter: `[{ op: 'eq', field: 'sku', value: 'TDS-' + $json.sku }]`,
			}),
			LOOP,
		],
		['Find product', when('In Autotask?', '$json.items.length > 0')],
		['In Autotask?', when('Cost changed?', `${found}.unitCost !== Number(${product}.cost)`), 0],
		['Cost changed?', setCost(front, `${found}.id`, `${product}.cost`), 0],
		['Cost changed?', EACH, 1],
		...creates(front, product),
	]);
}

/**
 * The same with all products of Autotask read once, page by page, and merged with the catalog by
 * SKU.
 */
export function bulkQuery(front: Front): WorkflowFile {
	const read = http(front, 'Read products', 'POST', 'Products/query', {
		filter: `[{ op: 'beginsWith', field: 'sku', value: 'TDS-' }]`,
	});
	Object.assign(read.parameters.options as object, {
		pagination: {
			pagination: {
				paginationMode: 'responseContainsNextURL',
				nextURL: '={{ $response.body.pageDetails.nextPageUrl }}',
				paginationCompleteWhen: 'other',
				completeExpression: '={{ !$response.body.pageDetails.nextPageUrl }}',
			},
		},
	});
	return flow('peerBulkQuery', 'One bulk query', front, [
		[
			front.catalog,
			set('Key of the catalog', { key: `'TDS-' + $json.sku` }, { includeOtherFields: true }),
		],
		['Run now', read],
		[
			'Read products',
			node('One item a product', 'splitOut', 1, { fieldToSplitOut: 'items', options: {} }),
		],
		[
			'One item a product',
			set('Key of Autotask', {
				key: '$json.sku',
				productId: '$json.id',
				unitCost: '$json.unitCost',
			}),
		],
		[
			'Key of the catalog',
			node('Together', 'merge', 3, {
				mode: 'combine',
				fieldsToMatchString: 'key',
				joinMode: 'enrichInput1',
				options: {},
			}),
		],
		['Key of Autotask', 'Together', 0, 1],
		[
			'Together',
			when('To be written?', '!$json.productId || $json.unitCost !== Number($json.cost)'),
		],
		['To be written?', oneByOne(), 0],
		[EACH, when('In Autotask?', '!!$json.productId'), LOOP],
		['In Autotask?', setCost(front, '$json.productId', '$json.cost'), 0],
		...creates(front, `$('${EACH}').item.json`),
	]);
}

/** Our node in place of all of that. */
export function ours(front: Front, upsert: WorkflowNode): WorkflowFile {
	return flow('peerOurs', 'Autotask Product Upsert', front, [[front.catalog, upsert]]);
}

/** The front alone. */
export function catalogOnly(front: Front): WorkflowFile {
	return flow('peerCatalog', 'Catalog only', front, []);
}

/** From a node (and its output) to a new node, or to an input of one that is there. */
type Link = [from: string, to: WorkflowNode | string, output?: number, input?: number];

function creates(front: Front, product: string): Link[] {
	const create = http(front, 'Create product', 'POST', 'Products', {
		name: `${product}.description.slice(0, 100)`,
		sku: `'TDS-' + ${product}.sku`,
		manufacturerName: `${product}.manufacturer`,
		manufacturerProductName: `${product}.mpn`,
		unitCost: `Number(${product}.cost)`,
		unitPrice: `Math.round(${product}.cost * 120) / 100`,
		productBillingCodeID: front.billingCodeId,
		defaultVendorID: front.vendorId,
		isActive: 'true',
		isSerialized: 'false',
	});
	const vendor = http(front, 'Add vendor', 'POST', `Products/{{ $json.itemId }}/Vendors`, {
		productID: '$json.itemId',
		vendorID: front.vendorId,
		vendorCost: `Number(${product}.cost)`,
		vendorPartNumber: `${product}.sku`,
		isActive: 'true',
		isDefault: 'true',
	});
	return [
		['In Autotask?', create, 1],
		['Create product', when('Created?', '!!$json.itemId')],
		['Created?', vendor, 0],
		['Created?', EACH, 1],
		['Add vendor', EACH],
		['Set cost', EACH],
	];
}

const EACH = 'Each product';
/** The output of a loop that has the next item. */
const LOOP = 1;

/**
 * Autotask allows three calls at once, and the HTTP Request node sends those of all its items
 * together.
 */
function oneByOne(): WorkflowNode {
	return node(EACH, 'splitInBatches', 3, { options: {} });
}

function setCost(front: Front, id: string, cost: string): WorkflowNode {
	return http(front, 'Set cost', 'PATCH', 'Products', { id, unitCost: `Number(${cost})` });
}

function http(
	{ url, credentials }: Front,
	name: string,
	method: string,
	path: string,
	body: Record<string, string>,
): WorkflowNode {
	const fields = Object.entries(body).map(([field, value]) => `${field}: ${value}`);
	const one = node(name, 'httpRequest', 4.2, {
		method,
		url: `=${url}/${path}`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'autotaskPsaApi',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `={{ JSON.stringify({ ${fields.join(', ')} }) }}`,
		options: {},
	});
	return { ...one, credentials, onError: 'continueRegularOutput' } as WorkflowNode;
}

function when(name: string, condition: string): WorkflowNode {
	return node(name, 'if', 2.2, {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			conditions: [
				{
					id: 'only',
					leftValue: `={{ ${condition} }}`,
					rightValue: '',
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
			combinator: 'and',
		},
		options: {},
	});
}

function set(name: string, values: Record<string, string>, more: object = {}): WorkflowNode {
	const assignments = Object.entries(values).map(([field, value]) => ({
		id: field,
		name: field,
		type: field === 'key' ? 'string' : 'number',
		value: `={{ ${value} }}`,
	}));
	return node(name, 'set', 3.4, { assignments: { assignments }, options: {}, ...more });
}

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
): WorkflowNode {
	const full = { name, type: `n8n-nodes-base.${type}`, typeVersion, parameters };
	return full as WorkflowNode;
}

function flow(id: string, name: string, { nodes: front }: Front, links: Link[]): WorkflowFile {
	const nodes = [...front];
	const connections: Record<string, { main: object[][] }> = {};
	const join = (from: string, to: string, output = 0, input = 0) => {
		const { main } = (connections[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: input });
	};
	front.slice(1).forEach((one, index) => join(front[index]?.name ?? '', one.name));
	for (const [from, to, output, input] of links) {
		if (typeof to !== 'string') nodes.push(to);
		join(from, typeof to === 'string' ? to : to.name, output, input);
	}
	const placed = nodes.map((one, index) => ({
		...one,
		id: `${id}-${index}`,
		position: [index * 220, 0],
	}));
	return { id, name, nodes: placed, connections, settings: {}, active: false };
}
