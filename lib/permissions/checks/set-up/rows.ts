import { LOGIN, moduleId, SEES_ALL } from '../../check-ids';
import { SCREEN } from '../../../autotask/screens';
import type { Check } from '../../types';

/** What the nodes need to find in Autotask. */
export function setUpChecks(): Check[] {
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
			blocks: 'Creating purchase order lines, and receiving.',
			remedy: `Add or activate a location at ${SCREEN.inventoryLocations}.`,
			needs: [moduleId('InventoryLocations')],
		}),
		check('purchase-order-states', {
			name: 'States of purchase orders',
			needed: 'New, Submitted, Received Partial, Received Full, Canceled',
			blocks: 'Recognizing which orders to send, and updating their status.',
			remedy:
				'If your Autotask uses other words or another language, name your own state in the Status options of the node.',
			needs: [moduleId('PurchaseOrders')],
		}),
		check('product-fields', {
			name: 'User-defined fields of products',
			needed: 'Optional: the fields that workflows can add to a product',
			blocks: 'Nothing. Stock, arrival date, and similar values just have no field of their own.',
			remedy: `Run the operation Create Missing Fields of this node, or add them at ${SCREEN.userDefinedFields} > New.`,
			needs: [moduleId('Products')],
		}),
		check('duplicate-skus', {
			name: 'No TD SYNNEX SKU twice',
			needed: 'One product for each TD SYNNEX SKU',
			blocks: 'Updating those products: the sync cannot know which one is meant, and leaves both.',
			remedy: `Set the other ones inactive, or clear their SKU, at ${SCREEN.products}.`,
			needs: [moduleId('Products')],
		}),
		procurementCheck(),
		check('external-po-number', {
			name: 'External P.O. Number is free',
			needed: 'No other tool writes External P.O. Number',
			blocks:
				'The other tool: QuickBooks Online treats a filled External P.O. Number as "already transferred" and skips the order.',
			remedy: `Check at ${SCREEN.extensions} whether QuickBooks or another tool for purchase orders is in use. If so, select another field for the TD SYNNEX order number in PO Create > Order Number Field.`,
			needs: [moduleId('PurchaseOrders'), 'set-up.vendor'],
		}),
	];
}

function procurementCheck(): Check {
	return check('procurement', {
		name: 'Procurement is in use',
		needed: 'Optional: sales orders, which the won wizards create',
		blocks:
			'Nothing. If it is in use, won deals are ordered from their charges. If it is not, they are ordered by product.',
		remedy:
			'Run the Won Opportunity Wizard for won deals if you want their charges ordered and billed.',
		needs: [moduleId('SalesOrders')],
	});
}

function check(part: string, rest: Omit<Check, 'id' | 'area' | 'docs'>): Check {
	return { id: `set-up.${part}`, area: 'Set-up data', docs: `docs/setup.md#${part}`, ...rest };
}
