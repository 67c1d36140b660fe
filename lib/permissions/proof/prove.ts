import type { Autotask, WireRecord, WireValue } from '../../autotask/types';
import { Problem } from '../../problem';
import type { Verdict } from '../types';
import { fail, pass, untested } from '../verdicts/shapes';
import type { Recorder } from './recorder';

/** What the user allows to be written on. */
export interface ProofTargets {
	/** The product to write on: its id, or its SKU. Empty = one is made for the purpose, inactive. */
	product: string;
	/** A purchase order one of whose fields is written as it stands. Empty = none is touched. */
	purchaseOrderNumber: string;
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
	targets: ProofTargets,
): Promise<Record<string, Verdict>> {
	const verdicts: Record<string, Verdict> = targets.product
		? await onYours(context, targets.product)
		: await onOurs(context);
	verdicts[PROOF.order] = targets.purchaseOrderNumber
		? await order(context, targets.purchaseOrderNumber)
		: untested('No purchase order was named');
	return verdicts;
}

/** A product that nobody can sell: inactive from the start, since Autotask lets nobody delete it. */
async function onOurs(context: ProofContext): Promise<Record<string, Verdict>> {
	const { autotask, recorder, material, stamp } = context;
	if (material.billingCodeId === null)
		return { [PROOF.create]: untested('There is no material code, which a product needs') };
	const id = await recorder.create('Products', {
		name: `Permission check ${stamp} (safe to ignore)`,
		sku: `PERMISSION-CHECK-${stamp}`,
		isActive: false,
		isSerialized: false,
		productBillingCodeID: material.billingCodeId,
		chargeBillingCodeID: material.billingCodeId,
	});
	if (id instanceof Problem) return { [PROOF.create]: fail('refused', id.cause, id.remedy) };
	const product = (await autotask.get('Products', id)) ?? { id };
	return {
		[PROOF.create]: pass('created', `Product ${id}, inactive from the start`),
		[PROOF.update]: await written(context, product, 'description', `Written ${stamp}`),
		[PROOF.cost]: await written(context, product, 'unitCost', PROOF_COST),
		[PROOF.vendor]: await vendorEntry(context, id),
		[PROOF.field]: await field(context, product),
		[PROOF.left]: await inactive(context, id),
	};
}

/** Every value is put back; nothing is added that could not be taken away. */
async function onYours(context: ProofContext, idOrSku: string): Promise<Record<string, Verdict>> {
	const product = await theOne(context.autotask, 'Products', fieldOf(idOrSku), idOrSku);
	if (typeof product === 'string') return { [PROOF.update]: fail('not found', product) };
	const cost = product.unitCost;
	return {
		[PROOF.create]: untested('A product of yours is written on; none was created'),
		[PROOF.update]: await thereAndBack(context, product, 'description', `Written ${context.stamp}`),
		[PROOF.cost]:
			typeof cost === 'number'
				? await thereAndBack(context, product, 'unitCost', aCentMore(cost))
				: untested('This product shows no cost that could be put back; leave Product empty'),
		[PROOF.vendor]: untested('A vendor entry cannot be deleted again, so none is added'),
		[PROOF.field]: await field(context, product),
		[PROOF.left]: await asBefore(context, product),
	};
}

const PROOF_COST = 1.23;
const COMPARED = ['name', 'description', 'unitCost', 'unitPrice', 'markupRate', 'isActive'];

/** Autotask ignores a cost without a word where the right is missing: only reading back tells. */
async function written(
	{ autotask, recorder }: ProofContext,
	product: WireRecord,
	name: string,
	value: WireValue,
): Promise<Verdict> {
	const problem = await recorder.update('Products', product, { [name]: value });
	if (problem) return fail('refused', problem.cause, problem.remedy);
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
		? fail('refused', id.cause, id.remedy)
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
	if (problem) return fail('refused', problem.cause, problem.remedy);
	const after = await autotask.get('Products', Number(product.id));
	const kept = userDefined(after, name) === stamp;
	const back = await recorder.update('Products', { ...product, ...set(stamp) }, set(before));
	if (back) return fail('not put back', `"${name}" could not be put back: ${back.cause}`);
	return kept
		? pass('written', `"${name}" was written, read back and put back`)
		: fail('ignored', `"${name}" was written without an error but does not hold the value`);
}

async function inactive({ autotask, recorder }: ProofContext, id: number): Promise<Verdict> {
	const product = await autotask.get('Products', id);
	const what = `Product ${id} stays in Autotask, inactive: products cannot be deleted by the API`;
	if (product?.isActive === false) return pass('one inactive product', what);
	const problem = await recorder.update('Products', product ?? { id }, { isActive: false });
	return problem ? fail('an active product', problem.cause) : pass('one inactive product', what);
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
		? fail('refused', problem.cause, problem.remedy)
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
