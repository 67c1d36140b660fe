import type { RecordCalls } from '../../autotask/types';
import type { WireRecord } from '../../autotask/types';
import { Problem } from '../../shared/problem';
import type { Decision } from '../plan/decision';

/** What a write left behind. */
export interface Written {
	/** `null` when there is no product, or nobody knows. */
	productId: number | null;
	/** What went wrong, and at which step; `null` when all is written. */
	failure: { error: unknown; step: 'product' | 'vendor entry' | 'duplicate' } | null;
}

/** The code with which the port says that a record was sent for creation and no answer came. */
export const CREATE_UNCERTAIN = 'autotask-create-uncertain';

/**
 * Writes one item: the product, then its vendor entry. A crash between the two leaves a product
 * without vendor entry, which the next run sees and mends. Never throws.
 */
export async function writeDecision(
	autotask: RecordCalls,
	decision: Decision,
	vendorId: number,
): Promise<Written> {
	const product = await attempt(() => writeProduct(autotask, decision));
	if ('error' in product) {
		return { productId: decision.productId, failure: { error: product.error, step: 'product' } };
	}
	const productId = product.value;
	const link = await attempt(() => writeLink(autotask, decision, productId, vendorId));
	if ('error' in link) return { productId, failure: { error: link.error, step: 'vendor entry' } };
	const retired = await attempt(() => retireDoubles(autotask, decision));
	return {
		productId,
		failure: 'error' in retired ? { error: retired.error, step: 'duplicate' } : null,
	};
}

async function writeProduct(autotask: RecordCalls, decision: Decision): Promise<number> {
	const { record, productId } = decision;
	if (productId === null) {
		return await createOnce(autotask, 'Products', record, [
			{ op: 'eq', field: 'sku', value: decision.autotaskSku },
		]);
	}
	if (Object.keys(record).length > 0) {
		await autotask.update('Products', { id: productId, ...record });
	}
	return productId;
}

async function retireDoubles(autotask: RecordCalls, { doubles }: Decision): Promise<void> {
	for (const id of doubles) await autotask.update('Products', { id, isActive: false });
}

async function writeLink(
	autotask: RecordCalls,
	{ link }: Decision,
	productId: number,
	vendorId: number,
): Promise<void> {
	if (link.kind === 'update') {
		await autotask.update('ProductVendors', { id: link.id, ...link.record }, productId);
	}
	if (link.kind !== 'create') return;
	await createOnce(
		autotask,
		'ProductVendors',
		{ productID: productId, ...link.record },
		[
			{ op: 'eq', field: 'productID', value: productId },
			{ op: 'eq', field: 'vendorID', value: vendorId },
		],
		productId,
	);
}

/**
 * Creates a record; when the answer is lost it is looked up once, and taken over if it is there.
 * Nothing is sent a second time: Autotask has no key that would keep the two apart.
 */
export async function createOnce(
	autotask: RecordCalls,
	entity: string,
	record: WireRecord,
	lookUp: Parameters<RecordCalls['query']>[1]['filter'],
	parentId?: number,
): Promise<number> {
	const created = await attempt(() => autotask.create(entity, record, parentId));
	if ('value' in created) return created.value;
	if (created.error instanceof Problem && created.error.code === CREATE_UNCERTAIN) {
		// A look-up that fails as well leaves the creation as uncertain as it was.
		const looked = await attempt(() =>
			autotask.query(entity, { filter: lookUp, fields: ['id'], max: 1 }),
		);
		const [found] = 'value' in looked ? looked.value : [];
		if (found) return Number(found.id);
	}
	throw created.error;
}

async function attempt<T>(work: () => Promise<T>): Promise<{ value: T } | { error: unknown }> {
	try {
		return { value: await work() };
	} catch (error) {
		return { error };
	}
}
