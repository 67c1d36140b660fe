import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { Readable } from 'node:stream';
import { fakeRun } from '../../unit/nodes/CatalogFetch/context';
import { builtNode } from './built';
import { BLAMES_LOGIN, BLAMES_RIGHT, excerpt, type Finding, NO_WORDS } from './check';
import { type Arrived, rowsIn, SKUS, spoilt, WHOLE } from './price-files';

const NODE = builtNode('catalogFetch');
/** Real milliseconds: nothing of so few rows takes as long. */
const PATIENCE_MS = 20_000;
/** The file may be shorter than the last one by so much, as the node is set by default. */
const SHRINKAGE = 0.3;

/** What a run of Catalog Fetch gave for the spoilt file and the whole one beside it. */
export interface Fetched {
	file: Arrived;
	/** Whether the spoilt file is the first item. */
	isFirst: boolean;
	outputs: INodeExecutionData[][] | null;
	error: Error | null;
	hints: string[];
	/** The next night's file, whole. */
	next: INodeExecutionData[][] | null;
}

/** Reads a spoilt file and a whole one in one run that goes on, then a whole one with the same memory. */
export async function fetchFiles(seed: number, kind: string): Promise<Fetched> {
	const file = spoilt(seed, kind);
	const isFirst = seed % 2 === 0;
	const memory: IDataObject = {};
	const go = async (files: Arrived[]) => {
		const { context, hints } = fakeRun({
			parameters: PARAMETERS,
			files: files.map(({ name, bytes }) => ({ name, content: Buffer.from(bytes) })),
			goOn: true,
			memory,
		});
		const { assertBinaryData } = context.helpers;
		context.helpers.assertBinaryData = (index, property) => {
			if (files[index]?.failsAt !== -1) return assertBinaryData(index, property);
			const description = 'Make sure that the previous node outputs a binary file';
			throw new NodeOperationError(context.getNode(), 'No binary file was found', { description });
		};
		context.helpers.getBinaryStream = async (id: string) => streamOf(files[Number(id)] as Arrived);
		const work = NODE.execute?.call(context) as Promise<INodeExecutionData[][]>;
		return { hints, outputs: await within(work) };
	};
	await go([WHOLE]);
	try {
		const { outputs, hints } = await go(isFirst ? [file, WHOLE] : [WHOLE, file]);
		const next = (await go([WHOLE])).outputs;
		return { file, isFirst, outputs, error: null, hints, next };
	} catch (error) {
		return { file, isFirst, outputs: null, error: error as Error, hints: [], next: null };
	}
}

export function checkFiles({ file, isFirst, outputs, error, hints, next }: Fetched): Finding[] {
	if (!outputs || !next) return [['crash', error?.message ?? 'the run never ends']];
	const [own, beside] = isFirst ? [0, 1] : [1, 0];
	const words = JSON.stringify([outputs.map((items) => items.map(({ json }) => json)), hints]);
	const found: Finding[] = [];
	for (const [fault, pattern] of WORDS)
		if (pattern.test(words)) found.push([fault, excerpt(pattern, words)]);
	const products = (at: number) => of(outputs[0], at).filter(({ error: failed }) => !failed);
	if (!isWhole(products(beside), of(outputs[1], beside)[0]))
		found.push(['lost beside', `the whole file gave ${products(beside).length} products`]);
	if (!isWhole(of(next[0], 0), of(next[1], 0)[0]))
		found.push(['not mended', `the next file gave ${JSON.stringify(of(next[0], 0)[0])}`]);
	const [failed] = of(outputs[0], own).filter((json) => json.error);
	if (failed && !(failed.cause && failed.remedy)) found.push(['no cause', JSON.stringify(failed)]);
	return [...found, ...untrue(file, products(own), of(outputs[1], own)[0], failed)];
}

/** Nothing comes out that the file does not hold, and it is called complete only when it is. */
function untrue(
	{ text, unseen }: Arrived,
	products: IDataObject[],
	summary: IDataObject | undefined,
	failed: IDataObject | undefined,
): Finding[] {
	if (failed) return products.length > 0 ? [['untrue', 'products of a file that failed']] : [];
	if (!summary) return [['untrue', 'neither a summary nor a failure']];
	const rows = rowsIn(text ?? '');
	const invented = products.filter(({ sku, mpn, cost }) => {
		const row = rows.get(String(sku));
		return !row || row.mpn.trim() !== String(mpn ?? '').trim() || amount(row.cost) !== amount(cost);
	});
	if (invented.length > 0) return [['untrue', JSON.stringify(invented[0]).slice(0, 200)]];
	const lost = SKUS.filter((sku) => !products.some((product) => product.sku === sku)).length;
	const mayLose = unseen ? SKUS.length * SHRINKAGE : 0;
	return summary.complete === true && lost > mayLose
		? [['untrue', `called complete without ${lost} of ${SKUS.length} products`]]
		: [];
}

function isWhole(products: IDataObject[], summary: IDataObject | undefined): boolean {
	const rows = rowsIn(WHOLE.text);
	return (
		summary?.complete === true &&
		products.length === SKUS.length &&
		products.every(({ sku, cost }) => amount(rows.get(String(sku))?.cost) === amount(cost))
	);
}

function of(items: INodeExecutionData[] | undefined, index: number): IDataObject[] {
	return (items ?? [])
		.filter(({ pairedItem }) => (pairedItem as { item: number }).item === index)
		.map(({ json }) => json);
}

/** An amount as a number; what is none is nothing. */
function amount(text: unknown): number | null {
	const plain = String(text ?? '')
		.trim()
		.replace(/(?<=\d),(?=\d{3})/g, '');
	return /^\d*\.?\d+$|^\d+\.$/.test(plain) ? Number(plain) : null;
}

async function* pieces({ bytes, failsAt }: Arrived): AsyncGenerator<Uint8Array> {
	const end = failsAt ?? bytes.length;
	for (let at = 0; at < end; at += 1_000) yield bytes.subarray(at, Math.min(end, at + 1_000));
	if (failsAt !== undefined) throw Object.assign(new Error('read EIO'), { code: 'EIO' });
}

function streamOf(file: Arrived): Readable {
	return Readable.from(pieces(file));
}

async function within<T>(work: Promise<T>): Promise<T | null> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<null>((resolve) => {
		timer = setTimeout(() => resolve(null), PATIENCE_MS);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}

const WORDS = [
	['false cause', BLAMES_LOGIN],
	['false cause', BLAMES_RIGHT],
	['crash', NO_WORDS],
] as const;
const PARAMETERS = {
	resource: 'priceFile',
	operation: 'read',
	binaryPropertyName: 'data',
	country: 'US',
	expectedFile: 'full',
	unfilteredFile: true,
	maxProducts: 0,
	fileChecks: {},
	filters: {},
};
