import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
} from 'n8n-workflow';
import { LoopbackShop } from '../faults/orders/loopback-shop';
import { NODES } from '../support/node-classes';
import { baseNodes } from './base-nodes';
import { chain, type Engine, node, startEngine } from './core';
import { type EveryOperation, everyOperation } from './every-operation';
import { itemSource } from './item-source';
import { priceFile } from './price-file';

const PACKAGE = 'n8n-nodes-tdsynnex-autotask';
const MODES: [string, Partial<INode>][] = [
	['Stop', {}],
	['Continue', { onError: 'continueRegularOutput' }],
	['Continue (error output)', { onError: 'continueErrorOutput' }],
	['an AI agent', {}],
];
const AGENT = 'an AI agent';

const TITLES = [
	'Catalog Fetch: price file',
	'Catalog Fetch: search',
	'Catalog Fetch: price and availability',
	'Product Upsert',
	'Product Upsert: adoptionReport',
	'Product Upsert: findDuplicates',
	'Product Upsert: undo',
	'Product Upsert: getLines',
	'Product Upsert: checkLines',
	'Product Upsert: addProducts',
	'PO Create: preview',
	'PO Create: submit',
	'PO Create: reconcile',
	'PO Create: preview of items',
	'PO Create: createFromItems',
	'PO Create: preview of opportunity',
	'PO Create: createFromOpportunity',
	'PO Create: preview of charges',
	'PO Create: createFromCharges',
	'Status Poll: poll given purchase orders',
	'Status Poll: get given purchase orders',
	'Permission Check: run',
	'Permission Check: runWithProof',
	'Permission Check: createFields',
	'Permission Check: conformance',
];

describe('every operation of every node, in every mode of On Error', () => {
	let engine: Engine;
	let shop: LoopbackShop;
	let given: IDataObject[] = [];
	/** Runs of the node, and how many of them are to fail. */
	let tries = { made: 0, toFail: 0 };

	beforeAll(async () => {
		shop = await LoopbackShop.open();
		engine = await startEngine({
			...baseNodes(() => ({ fileName: '', open: () => Buffer.alloc(0) })),
			'test.items': itemSource(() => given),
			'test.files': files(),
		});
		for (const { node: ours } of NODES.filter(({ node: { poll } }) => poll === undefined)) {
			const built = engine.loader.getNode(ours.description.name).type as {
				execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
			};
			const { execute } = built;
			built.execute = async function () {
				tries.made += 1;
				const fails = tries.made <= tries.toFail;
				return await execute.call(fails ? failing(this) : this);
			};
		}
	}, 60_000);
	afterAll(async () => {
		await shop.sandbox.close();
		await engine.close();
	});

	const operation = (title: string): EveryOperation => {
		const found = everyOperation(shop).find((one) => one.title === title);
		if (!found) throw new Error(`no operation ${title}`);
		return found;
	};
	const run = async (
		{ node: name, parameters, items, files }: EveryOperation,
		mode: string,
		setting: Partial<INode>,
		toFail = 0,
	): Promise<IRun> => {
		tries = { made: 0, toFail };
		given = items();
		const type = `${PACKAGE}.${name}${mode === AGENT ? 'Tool' : ''}`;
		const options = mode === AGENT ? { options: { agentMayOrder: true } } : {};
		const logins = {
			autotaskPsaApi: { id: '1', name: 'A' },
			tdSynnexEcApi: { id: '2', name: 'T' },
		};
		const last = node('Ours', type, {
			parameters: { ...parameters, ...options } as INode['parameters'],
			credentials: logins,
			...setting,
		});
		const before = files
			? [node('Items', 'test.items'), node('Files', 'test.files')]
			: [node('Items', 'test.items')];
		return await engine.run(
			chain(node('Manual', 'n8n-nodes-base.manualTrigger'), ...before, last),
			{
				autotaskPsaApi: { ...shop.sandbox.addresses.autotask, impersonationResourceId: '' },
				tdSynnexEcApi: {
					...shop.sandbox.addresses.tdSynnex,
					environment: 'custom',
					sftp: {},
					rest: {},
				},
			} as unknown as Parameters<Engine['run']>[1],
		);
	};

	const cases = TITLES.flatMap((title) =>
		MODES.map(([mode, setting]) => ({ title, mode, setting })),
	);

	it('the table names every operation of every node', () => {
		expect(everyOperation(shop).map(({ title }) => title)).toEqual(TITLES);
		const operations = NODES.filter(({ node: { poll } }) => poll === undefined).flatMap(
			({ node: { description } }) =>
				description.properties
					.filter(({ name }) => name === 'operation')
					.flatMap(({ options = [] }) =>
						options.map(
							(option) => `${description.name} ${String((option as { value: string }).value)}`,
						),
					),
		);
		const played = everyOperation(shop).map(
			({ node: name, parameters }) => `${name} ${String(parameters.operation)}`,
		);
		expect(new Set(played)).toEqual(new Set(operations));
	});

	// these look at no item
	it.each(cases.filter(({ title }) => !/^Permission Check|findDuplicates$|getLines$/.test(title)))(
		'$title, $mode: a bad input item takes no other along',
		async ({ title, mode, setting }) => {
			const row = operation(title);
			const done = await run(row, mode, setting);
			if (row.stops && mode === 'Stop') {
				const { error } = done.data.resultData;
				expect(`${error?.message}`).toMatch(row.bad!);
				expect((error as { context?: IDataObject }).context?.itemIndex).toBe(1);
				return;
			}
			expect(done.data.resultData.error).toBeUndefined();
			const outputs = outputsOf(done);
			const said = (item: INodeExecutionData) =>
				sentencesOf(item.json).some((text) => row.bad!.test(text));
			const ofItem = (index: number) =>
				outputs.flat().filter(({ pairedItem }) => linksOf(pairedItem).includes(index));
			expect(ofItem(1).filter(said)).toHaveLength(1);
			for (const index of [0, 2])
				if (title.startsWith('Status Poll'))
					expect(JSON.stringify(outputs)).toContain(given[index]?.po);
				else expect(ofItem(index).filter((item) => !said(item))).not.toEqual([]);
			if (mode === AGENT) {
				expect(outputs.slice(1).flat()).toEqual([]);
				expect(worstFirst(outputs[0] ?? [], said)).toBe(true);
			}
		},
		30_000,
	);

	it.each(cases)(
		'$title, $mode: Retry On Fail tries again',
		async ({ title, mode, setting }) => {
			const row = operation(title);
			const good = { ...row, items: () => row.items().slice(0, 1) };
			const retry = { ...setting, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
			const mended = await run(good, mode, retry, 1);
			expect(tries.made).toBe(2);
			expect(mended.data.resultData.error).toBeUndefined();
			expect(JSON.stringify(outputsOf(mended))).not.toContain(HICCUP);

			const failed = await run(good, mode, retry, 99);
			expect(tries.made).toBe(3);
			const { error } = failed.data.resultData;
			if (mode === 'Stop') {
				expect(error?.message).toContain(HICCUP);
				return;
			}
			expect(error).toBeUndefined();
			const told = outputsOf(failed).map(
				(items) => items.filter(({ json }) => String(json.error).includes(HICCUP)).length,
			);
			expect(told.reduce((sum, count) => sum + count, 0)).toBe(1);
			if (mode === AGENT) expect(told[0]).toBe(1);
			if (mode === 'Continue (error output)') expect(told.at(-1)).toBe(1);
		},
		30_000,
	);
});

const HICCUP = 'the try that fails';

/** What the node sees of n8n in a run that is to fail as a whole. */
function failing(context: IExecuteFunctions): IExecuteFunctions {
	return new Proxy(context, {
		get: (target, name) =>
			name === 'getNodeParameter'
				? () => {
						throw new Error(HICCUP);
					}
				: (Reflect.get(target, name) as unknown),
	});
}

/** Hands items on, with a price file where the item says so. */
function files(): INodeType {
	const source = itemSource(() => []);
	source.execute = async function () {
		const items = this.getInputData().map(async ({ json }, item) => {
			const content = priceFile([{ sku: `9000000${item}` }]);
			const data = await this.helpers.prepareBinaryData(
				content,
				'a.ap',
				'application/octet-stream',
			);
			return { json, pairedItem: { item }, ...(json.file ? { binary: { data } } : {}) };
		});
		return [await Promise.all(items)];
	};
	return source;
}

function outputsOf(run: IRun): INodeExecutionData[][] {
	return (run.data.resultData.runData.Ours?.at(-1)?.data?.main ?? []).map((items) => items ?? []);
}

function linksOf(pairedItem: INodeExecutionData['pairedItem']): number[] {
	return [pairedItem ?? []].flat().map((link) => (typeof link === 'number' ? link : link.item));
}

/** What an item says in words, wherever it keeps them. */
function sentencesOf(json: IDataObject): string[] {
	const { error, reason, cause, details } = json;
	const { record, cause: why } = (json.problem ?? {}) as IDataObject;
	const inside = details ? sentencesOf(details as IDataObject) : [];
	return [
		error,
		reason,
		cause,
		`${String(json.purchaseOrderNumber)}: ${String(why)}`,
		record,
		...inside,
	].map(String);
}

/** No item that is told as bad stands after one that is not. */
function worstFirst(
	items: INodeExecutionData[],
	bad: (item: INodeExecutionData) => boolean,
): boolean {
	return items.findIndex(bad) === 0;
}
