import { moduleId, PROOF } from '../check-ids';
import { COST_SCREEN } from '../checks/modules/entities';
import { SCREEN, securitySection } from '../../autotask/screens';
import type { Check } from '../types';

/** Rows of the write proof; only there when it was asked for. */
export const PROOF_CHECKS: readonly Check[] = (
	[
		[PROOF.create, 'A product can be created', 'Products: Add', [moduleId('Products')]],
		[PROOF.update, 'A product can be changed', 'Products: Edit', [moduleId('Products')]],
		[
			PROOF.cost,
			'A cost can be written',
			'A security level that is allowed to write costs',
			[PROOF.update],
		],
		[PROOF.vendor, 'A vendor entry can be created', 'Products: Add', [PROOF.create]],
		[PROOF.field, 'A user-defined field can be filled', 'Products: Edit', [PROOF.update]],
		[PROOF.left, 'What the proof leaves behind', 'Nothing except what it says', []],
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
	blocks: id === PROOF.order ? 'Writing orders back.' : 'Writing the catalog.',
	remedy:
		id === PROOF.cost
			? `Set ${COST_SCREEN}.`
			: id === PROOF.left
				? `Restore the values, or set the product inactive, at ${SCREEN.products}.`
				: `Grant the right at ${securitySection('Inventory > Object Permissions')}.`,
	docs: 'docs/permission-check.md#write-proof',
	needs: [...needs],
}));
