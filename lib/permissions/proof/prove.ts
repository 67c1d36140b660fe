import type { Autotask, WireRecord, WireValue } from '../../autotask/types';
import { Problem } from '../../problem';
import type { Verdict } from '../types';
import { fail, pass, untested } from '../verdicts/shapes';
import type { Recorder } from './recorder';

/** What the user allows to be written on. */
export interface ProofTargets {
	/**
	 * The product to write on: its id, or its SKU. Empty = one is made for the purpose, and set inactive.
	 * `null` = leave products alone.
	 */
	product: string | null;
	/** A purchase order one of whose fields is written as it stands. Empty or `null` = none is touched. */
	purchaseOrderNumber: string | null;
}

/** What a product of ours needs, as the check found it; `null` = there is none. */
export interface ProofMaterial {
	billingCodeId: number | null;
	vendorId: number | null;
	/** Name of a user-defined field of products. */
	productField: string | null;
}

export interface ProofContext {
	/** For reading back. */
	autotask: Autotask;
	recorder: Recorder;
	material: ProofMaterial;
	/** Marks what is written, such as `20260115T100000Z`. */
	stamp: string;
}

/** Ids of the rows, in the order of the steps. */
export const PROOF = {
	create: 'proof.create-product',
	update: 'proof.update-product',
	cost: 'proof.write-cost',
	vendor: 'proof.create-vendor-entry',
	field: 'proof.write-field',
	left: 'proof.left-behind',
	order: 'proof.update-purchase-order',
} as const;

/**
 * Writes and reads back, step by step. No purchase order is created: one for TD SYNNEX in state New
 * is just what these nodes, and TD SYNNEX's own connector, pick up and order.
 *
 * @returns a verdict for each step that was reached
 */
export async function prove(
	context: ProofContext,
	{ product, purchaseOrderNumber }: ProofTargets,
): Promise<Record<string, Verdict>> {
	const verdicts: Record<string, Verdict> = {};
	if (product === '') Object.assign(verdicts, await onOurs(context));
	else if (product !== null) Object.assign(verdicts, await onYours(context, product));
	verdicts[PROOF.order] = purchaseOrderNumber
		? await step(() => order(context, purchaseOrderNumber))
		: untested('No purchase order was named');
	return verdicts;
}

/**
 * A product of the proof's own. It has to be active while it is written on, since Autotask takes no
 * reference to an inactive one; it is set inactive at the end, whatever came before, since nobody can
 * delete it.
 */
async function onOurs(context: ProofContext): Promise<Record<string, Verdict>> {
	const { recorder, material, stamp } = context;
	if (material.billingCodeId === null)
		return { [PROOF.create]: untested('There is no material code, which a product needs') };
	const record = {
		name: `Permission check ${stamp} (safe to ignore)`,
		sku: `PERMISSION-CHECK-${stamp}`,
		isActive: true,
		isSerialized: false,
		productBillingCodeID: material.billingCodeId,
		chargeBillingCodeID: material.billingCodeId,
	};
	const id = await recorder.create('Products', record);
	if (id instanceof Problem) return { [PROOF.create]: refused(id) };
	const product = { id, ...record };
	return {
		[PROOF.create]: pass('created', `Product ${id}, SKU ${record.sku}`),
		[PROOF.update]: await step(() => written(context, product, 'description', `Written ${stamp}`)),
		[PROOF.cost]: await step(() => written(context, product, 'unitCost', PROOF_COST)),
		[PROOF.vendor]: await step(() => vendorEntry(context, id)),
		[PROOF.field]: await step(() => field(context, product)),
		[PROOF.left]: await step(() => setInactive(context, product)),
	};
}

/** A read that is refused ends its own step, and not the proof: what was begun has to be put back. */
async function step(work: () => Promise<Verdict>): Promise<Verdict> {
	try {
		return await work();
	} catch (error) {
		return asVerdict(error);
	}
}

function asVerdict(error: unknown): Verdict {
	if (!(error instanceof Problem) || /-cancelled$/.test(error.code)) throw error;
	return refused(error);
}

function refused({ code, cause, remedy }: Problem): Verdict {
	const found = code === 'autotask-create-uncertain' ? 'uncertain' : 'refused';
	return fail(found, cause, remedy);
}

/** Every value is put back; nothing is added that could not be taken away. */
async function onYours(context: ProofContext, idOrSku: string): Promise<Record<string, Verdict>> {
	const { autotask, stamp } = context;
	let product: WireRecord | string = '';
	const search = await step(async () => {
		product = await theOne(autotask, 'Products', fieldOf(idOrSku), idOrSku);
		return typeof product === 'string' ? fail('not found', product) : pass('found', '');
	});
	if (typeof product === 'string') return { [PROOF.update]: search };
	const yours: WireRecord = product;
	const cost = yours.unitCost;
	return {
		[PROOF.create]: untested('A product of yours is written on; none was created'),
		[PROOF.update]: await step(() =>
			thereAndBack(context, yours, 'description', `Written ${stamp}`),
		),
		[PROOF.cost]:
			typeof cost === 'number'
				? await step(() => thereAndBack(context, yours, 'unitCost', aCentMore(cost)))
				: untested('This product shows no cost that could be put back; leave Product empty'),
		[PROOF.vendor]: untested('A vendor entry cannot be deleted again, so none is added'),
		[PROOF.field]: await step(() => field(context, yours)),
		[PROOF.left]: await step(() => asBefore(context, yours)),
	};
}

const PROOF_COST = 1.23;
const COMPARED = ['name', 'description', 'unitCost', 'unitPrice', 'isActive'];

/** Autotask ignores a cost without a word where the right is missing: only reading back tells. */
async function written(
	{ autotask, recorder }: ProofContext,
	product: WireRecord,
	name: string,
	value: WireValue,
): Promise<Verdict> {
	const problem = await recorder.update('Products', product, { [name]: value });
	if (problem) return refused(problem);
	const after = await autotask.get('Products', Number(product.id));
	return after?.[name] === value
		? pass('written', `${name} was written and read back`)
		: fail(
				'ignored',
				`${name} was written without an error, but the product holds ${JSON.stringify(after?.[name] ?? null)}`,
			);
}

async function thereAndBack(
	context: ProofContext,
	product: WireRecord,
	name: string,
	value: WireValue,
): Promise<Verdict> {
	const verdict = await written(context, product, name, value);
	if (verdict.status === 'fail' && verdict.found === 'refused') return verdict;
	const now = { ...product, [name]: value };
	const problem = await context.recorder.update('Products', now, { [name]: product[name] ?? '' });
	return problem
		? fail('not put back', `${name} could not be put back: ${problem.cause}`, problem.remedy)
		: verdict;
}

async function vendorEntry(
	{ recorder, material }: ProofContext,
	productID: number,
): Promise<Verdict> {
	if (material.vendorId === null) return untested('The vendor TD SYNNEX was not found');
	const record = {
		productID,
		vendorID: material.vendorId,
		isActive: true,
		isDefault: true,
		vendorPartNumber: 'PERMISSION-CHECK',
	};
	const id = await recorder.create('ProductVendors', record, productID);
	return id instanceof Problem
		? refused(id)
		: pass('created', `Vendor entry ${id} of product ${productID}`);
}

async function field(
	{ autotask, recorder, material, stamp }: ProofContext,
	product: WireRecord,
): Promise<Verdict> {
	const name = material.productField;
	if (name === null) return untested('None of the text fields for flows is there yet');
	const set = (value: WireValue) => ({ userDefinedFields: [{ name, value }] });
	const before = userDefined(product, name) ?? null;
	const problem = await recorder.update('Products', product, set(stamp));
	if (problem) return refused(problem);
	const after = await autotask.get('Products', Number(product.id));
	const kept = userDefined(after, name) === stamp;
	const back = await recorder.update('Products', { ...product, ...set(stamp) }, set(before));
	if (back) return fail('not put back', `"${name}" could not be put back: ${back.cause}`);
	return kept
		? pass('written', `"${name}" was written, read back and put back`)
		: fail('ignored', `"${name}" was written without an error but does not hold the value`);
}

async function setInactive(
	{ autotask, recorder }: ProofContext,
	product: WireRecord,
): Promise<Verdict> {
	const id = Number(product.id);
	const problem = await recorder.update('Products', product, { isActive: false });
	const now = await autotask.get('Products', id);
	return now?.isActive === false
		? pass('one inactive product', `Product ${id}: products cannot be deleted by the API`)
		: fail('an active product', problem?.cause ?? `Product ${id} is still active`);
}

async function asBefore({ autotask }: ProofContext, before: WireRecord): Promise<Verdict> {
	const now = await autotask.get('Products', Number(before.id));
	const left = COMPARED.filter((name) => (now?.[name] ?? '') !== (before[name] ?? ''));
	return left.length === 0
		? pass('nothing', `Product ${String(before.id)} holds what it held before`)
		: fail(
				left.join(', '),
				`Product ${String(before.id)} differs from before in ${left.join(', ')}; the list of writes has the old values`,
			);
}

/**
 * Ship To Name is written as it stands: the right is proved and nothing changes. (Not the General Memo,
 * in which the order nodes keep their journal: writing an older one back could wipe out a claim.)
 */
async function order(context: ProofContext, number: string): Promise<Verdict> {
	const { autotask, recorder } = context;
	const found = await theOne(autotask, 'PurchaseOrders', 'purchaseOrderNumber', number);
	if (typeof found === 'string') return fail('not found', found);
	const { shipToName = '' } = found;
	const problem = await recorder.update('PurchaseOrders', found, { shipToName });
	return problem
		? refused(problem)
		: pass('written', `Ship To Name of purchase order ${number} was written as it stands`);
}

/** The one record with that value, or why there is none. */
async function theOne(
	autotask: Autotask,
	entity: string,
	name: string,
	value: string,
): Promise<WireRecord | string> {
	const wanted = name === 'id' ? Number(value) : value;
	const filter = [{ op: 'eq' as const, field: name, value: wanted }];
	const [record, another] = await autotask.query(entity, { filter, max: 2 });
	if (record && !another) return record;
	return `${another ? 'More than one record' : 'No record'} of ${entity} has ${name} ${value}`;
}

function fieldOf(idOrSku: string): 'id' | 'sku' {
	return /^\d+$/.test(idOrSku) ? 'id' : 'sku';
}

function aCentMore(cost: number): number {
	return Math.round(cost * 100 + 1) / 100;
}

function userDefined(record: WireRecord | null, name: string): WireValue | undefined {
	const fields = Array.isArray(record?.userDefinedFields) ? record.userDefinedFields : [];
	for (const one of fields)
		if (one && typeof one === 'object' && !Array.isArray(one) && one.name === name)
			return one.value;
	return undefined;
}
