import type { Autotask, WireRecord, WireValue } from '../../autotask/types';
import { Problem, problemOf } from '../../shared/problem';
import type { CheckVerdict } from '../types';
import { failed, passed, untested, warned } from '../verdict';
import type { WriteRecorder } from './recorder';

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
	recorder: WriteRecorder;
	material: ProofMaterial;
	/** Marks what is written, such as `20260115T100000Z`. */
	stamp: string;
}

/**
 * A read that is refused ends its own step, and not the proof: what was begun has to be put back.
 */
export async function step(work: () => Promise<CheckVerdict>): Promise<CheckVerdict> {
	try {
		return await work();
	} catch (error) {
		return asVerdict(error);
	}
}

function asVerdict(error: unknown): CheckVerdict {
	if (!(error instanceof Problem) || /-cancelled$/.test(error.code)) throw error;
	return refused(error);
}

/** A write that failed in passing proves nothing of a right. */
export function refused({ code, cause, remedy, retryable }: Problem): CheckVerdict {
	if (code === UNCERTAIN) return failed('uncertain', cause, remedy);
	return retryable ? warned('not known', cause, remedy) : failed('refused', cause, remedy);
}

const UNCERTAIN = 'autotask-create-uncertain';

/** The product whose creation got no answer, where it is there: it must not stay active. */
export async function madeAllTheSame(
	{ autotask }: ProofContext,
	problem: Problem,
	sku: string,
): Promise<number | Problem> {
	if (problem.code !== UNCERTAIN) return problem;
	const found = await theOne(autotask, 'Products', 'sku', sku).catch(problemOf);
	return typeof found === 'string' || found instanceof Problem ? problem : Number(found.id);
}

const COMPARED = ['name', 'description', 'unitCost', 'unitPrice', 'isActive'];

/** Autotask ignores a cost without a word where the right is missing: only reading back tells. */
export async function written(
	{ autotask, recorder }: ProofContext,
	product: WireRecord,
	name: string,
	value: WireValue,
): Promise<CheckVerdict> {
	const problem = await recorder.update('Products', product, { [name]: value });
	if (problem) return refused(problem);
	const after = await autotask.get('Products', Number(product.id));
	return after?.[name] === value
		? passed('written', `${name} was written and read back`)
		: failed(
				'ignored',
				`${name} was written without an error, but the product contains ${JSON.stringify(after?.[name] ?? null)}`,
			);
}

/**
 * Put back whatever came of the write: one that was refused, or lost its answer, may have been done
 * all the same.
 */
export async function thereAndBack(
	context: ProofContext,
	product: WireRecord,
	name: string,
	value: WireValue,
): Promise<CheckVerdict> {
	const verdict = await step(() => written(context, product, name, value));
	const now = { ...product, [name]: value };
	const problem = await context.recorder.update('Products', now, { [name]: product[name] ?? '' });
	const holds = async () => (await context.autotask.get('Products', Number(product.id)))?.[name];
	if (!problem || (await isStill(holds, product[name]))) return verdict;
	return failed('not put back', `${name} could not be restored: ${problem.cause}`, problem.remedy);
}

/**
 * Whether a value that could not be put back was never changed. What cannot be read is not known to
 * be.
 */
async function isStill(holds: () => Promise<WireValue | undefined>, before?: WireValue) {
	return (await holds().catch(() => NaN)) === before;
}

export async function vendorEntry(
	{ recorder, material }: ProofContext,
	productID: number,
): Promise<CheckVerdict> {
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
		: passed('created', `Vendor entry ${id} of product ${productID}`);
}

export async function field(
	{ autotask, recorder, material, stamp }: ProofContext,
	product: WireRecord,
): Promise<CheckVerdict> {
	const name = material.productField;
	if (name === null) return untested('None of the text fields for workflows exists yet');
	const set = (value: WireValue) => ({ userDefinedFields: [{ name, value }] });
	const before = userDefined(product, name) ?? null;
	const holds = async () =>
		userDefined(await autotask.get('Products', Number(product.id)), name) ?? null;
	const verdict = await step(async () => {
		const problem = await recorder.update('Products', product, set(stamp));
		if (problem) return refused(problem);
		return (await holds()) === stamp
			? passed('written', `"${name}" was written, read back, and restored`)
			: failed('ignored', `"${name}" was written without an error, but does not contain the value`);
	});
	const back = await recorder.update('Products', { ...product, ...set(stamp) }, set(before));
	if (!back || (await isStill(holds, before))) return verdict;
	return failed('not put back', `"${name}" could not be restored: ${back.cause}`);
}

export async function setInactive(
	{ autotask, recorder }: ProofContext,
	product: WireRecord,
): Promise<CheckVerdict> {
	const id = Number(product.id);
	const problem = await recorder.update('Products', product, { isActive: false });
	const now = await autotask.get('Products', id);
	return now?.isActive === false
		? passed('one inactive product', `Product ${id}: products cannot be deleted by the API`)
		: failed('an active product', problem?.cause ?? `Product ${id} is still active`);
}

export async function asBefore(
	{ autotask }: ProofContext,
	before: WireRecord,
): Promise<CheckVerdict> {
	const now = await autotask.get('Products', Number(before.id));
	const left = COMPARED.filter((name) => (now?.[name] ?? '') !== (before[name] ?? ''));
	return left.length === 0
		? passed('nothing', `Product ${String(before.id)} is as it was before`)
		: failed(
				left.join(', '),
				`Product ${String(before.id)} differs from before in ${left.join(', ')}; the list of writes has the old values`,
			);
}

/**
 * Ship To Name is written as it stands: the right is proved and nothing changes. (Not the General
 * Memo, in which the order nodes keep their journal: writing an older one back could wipe out a
 * claim.)
 */
export async function order(context: ProofContext, number: string): Promise<CheckVerdict> {
	const { autotask, recorder } = context;
	const found = await theOne(autotask, 'PurchaseOrders', 'purchaseOrderNumber', number);
	if (typeof found === 'string') return failed('not found', found);
	const { shipToName = '' } = found;
	const problem = await recorder.update('PurchaseOrders', found, { shipToName });
	return problem
		? refused(problem)
		: passed('written', `Ship To Name of purchase order ${number} was written unchanged`);
}

/** The one record with that value, or why there is none. */
export async function theOne(
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

function userDefined(record: WireRecord | null, name: string): WireValue | undefined {
	const fields = Array.isArray(record?.userDefinedFields) ? record.userDefinedFields : [];
	for (const one of fields)
		if (one && typeof one === 'object' && !Array.isArray(one) && one.name === name)
			return one.value;
	return undefined;
}
