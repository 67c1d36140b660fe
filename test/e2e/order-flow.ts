import type { LoopbackShop } from '../faults/orders/loopback-shop';

export const ORDER = 'Order';

/** A flow that submits one purchase order at the press of a button. */
export function orderFlow(
	shop: LoopbackShop,
	poId: number,
	{ node = {}, options = {}, settings = {} }: Record<string, object> = {},
) {
	return {
		id: `order${poId}`,
		name: `Order ${poId}`,
		nodes: [
			{
				id: 'm',
				name: 'Run now',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'o',
				name: ORDER,
				type: 'n8n-nodes-tdsynnex-autotask.poCreate',
				typeVersion: 1,
				position: [300, 0],
				parameters: {
					operation: 'submit',
					vendor: { __rl: true, mode: 'id', value: String(shop.vendor) },
					purchaseOrder: { __rl: true, mode: 'id', value: String(poId) },
					writeBack: { orderNumberField: 'externalPONumber' },
					safety: { settle: 4, claimLife: 0.1, window: 0.1 },
					options,
				},
				credentials: {
					autotaskPsaApi: { id: 'demoAutotask', name: 'Autotask (sandbox)' },
					tdSynnexEcApi: { id: 'demoTdSynnexEc', name: 'TD SYNNEX EC (sandbox)' },
				},
				...node,
			},
		],
		connections: { 'Run now': { main: [[{ node: ORDER, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', ...settings },
	};
}

/** The orders that TD SYNNEX took under the number of a purchase order. */
export function placedOf(shop: LoopbackShop, poId: number) {
	return shop.sandbox.tdSynnex.shop.orders
		.under(String(shop.record(poId).purchaseOrderNumber))
		.filter(({ code }) => code === 'accepted');
}
