import type { WireRecord } from '../../autotask/types';
import { Problem } from '../../shared/problem';
import { PROOF } from '../check-ids';
import { activeVendors } from '../checks/set-up/vendor-verdicts';
import type { Evidence } from '../evidence';
import type { CheckVerdict } from '../types';
import { failed, passed, untested } from '../verdict';
import {
	asBefore,
	field,
	madeAllTheSame,
	order,
	type ProofContext,
	type ProofMaterial,
	refused,
	setInactive,
	step,
	theOne,
	thereAndBack,
	vendorEntry,
	written,
} from './steps';

/** What the user allows to be written on. */
export interface ProofTargets {
	/**
	 * The product to write on: its id, or its SKU. Empty = one is made for the purpose, and set
	 * inactive. `null` = leave products alone.
	 */
	product: string | null;
	/**
	 * A purchase order one of whose fields is written as it stands. Empty or `null` = none is
	 * touched.
	 */
	purchaseOrderNumber: string | null;
}

/**
 * Writes and reads back, step by step. No purchase order is created: one for TD SYNNEX in state New
 * is just what these nodes, and TD SYNNEX's own connector, pick up and order.
 *
 * @returns a verdict for each step that was reached
 */
export async function prove(
	context: ProofContext,
	{ product, purchaseOrderNumber }: ProofTargets,
): Promise<Record<string, CheckVerdict>> {
	const verdicts: Record<string, CheckVerdict> = {};
	if (product === '') Object.assign(verdicts, await onOurs(context));
	else if (product !== null) Object.assign(verdicts, await onYours(context, product));
	verdicts[PROOF.order] = purchaseOrderNumber
		? await step(() => order(context, purchaseOrderNumber))
		: untested('No purchase order was named');
	return verdicts;
}

/**
 * A product of the proof's own. It has to be active while it is written on, since Autotask takes no
 * reference to an inactive one; it is set inactive at the end, whatever came before, since nobody
 * can delete it.
 */
async function onOurs(context: ProofContext): Promise<Record<string, CheckVerdict>> {
	const { recorder, material, stamp } = context;
	if (material.billingCodeId === null)
		return { [PROOF.create]: untested('There is no material code, which a product requires') };
	const record = {
		name: `Permission check ${stamp} (safe to ignore)`,
		sku: `PERMISSION-CHECK-${stamp}`,
		isActive: true,
		isSerialized: false,
		productBillingCodeID: material.billingCodeId,
		chargeBillingCodeID: material.billingCodeId,
	};
	const made = await recorder.create('Products', record);
	const id = made instanceof Problem ? await madeAllTheSame(context, made, record.sku) : made;
	if (id instanceof Problem) return { [PROOF.create]: refused(id) };
	const product = { id, ...record };
	return {
		[PROOF.create]: passed('created', `Product ${id}, SKU ${record.sku}`),
		[PROOF.update]: await step(() => written(context, product, 'description', `Written ${stamp}`)),
		[PROOF.cost]: await step(() => written(context, product, 'unitCost', PROOF_COST)),
		[PROOF.vendor]: await step(() => vendorEntry(context, id)),
		[PROOF.field]: await step(() => field(context, product)),
		[PROOF.left]: await step(() => setInactive(context, product)),
	};
}

/** Every value is put back; nothing is added that could not be taken away. */
async function onYours(
	context: ProofContext,
	idOrSku: string,
): Promise<Record<string, CheckVerdict>> {
	const { autotask, stamp } = context;
	let product: WireRecord | string = '';
	const search = await step(async () => {
		product = await theOne(autotask, 'Products', fieldOf(idOrSku), idOrSku);
		return typeof product === 'string' ? failed('not found', product) : passed('found', '');
	});
	if (typeof product === 'string') return { [PROOF.update]: search };
	const yours: WireRecord = product;
	const cost = yours.unitCost;
	return {
		[PROOF.create]: untested('Your own product is used, so none was created'),
		[PROOF.update]: await step(() =>
			thereAndBack(context, yours, 'description', `Written ${stamp}`),
		),
		[PROOF.cost]:
			typeof cost === 'number'
				? await step(() => thereAndBack(context, yours, 'unitCost', aCentMore(cost)))
				: untested('This product has no cost that could be restored. Leave Product empty'),
		[PROOF.vendor]: untested('A vendor entry cannot be deleted, so none is added'),
		[PROOF.field]: await step(() => field(context, yours)),
		[PROOF.left]: await step(() => asBefore(context, yours)),
	};
}

const PROOF_COST = 1.23;

function fieldOf(idOrSku: string): 'id' | 'sku' {
	return /^\d+$/.test(idOrSku) ? 'id' : 'sku';
}

function aCentMore(cost: number): number {
	return Math.round(cost * 100 + 1) / 100;
}

/** What a product of the proof's own needs, out of what the check has just read. */
export function proofMaterial({ autotask, settings }: Evidence): ProofMaterial {
	const codes = autotask.materialCodes.state === 'found' ? autotask.materialCodes.value : [];
	const code = codes.find(({ isActive }) => isActive !== false);
	const [vendor] = activeVendors(autotask.companies, autotask.companyTypes);
	const fields = autotask.productFields.state === 'found' ? autotask.productFields.value : [];
	const field = fields.find(
		({ name, dataType }) => dataType === 'string' && settings.productFields.includes(name),
	);
	return {
		billingCodeId: code ? Number(code.id) : null,
		vendorId: vendor ? Number(vendor.id) : null,
		productField: field?.name ?? null,
	};
}
