import { runConformance } from '../../../../lib/permissions/conformance/run';
import type { Send } from '../../../../lib/shared/http';
import type { AccountSettings } from '../../../../lib/tdsynnex/hosts';
import type { Sandbox } from '../../../../sandbox';
import type { WorldProduct } from '../../../../sandbox/world/product';
import { hurried, tdSynnexSend } from '../check-fixture';

export function accountOf(sandbox: Sandbox): AccountSettings {
	const { customerNumber, country, ecUrl, invoiceUrl } = sandbox.addresses.tdSynnex!;
	return { customerNumber, country, ecUrl, invoiceUrl, environment: 'custom' };
}

/** A conformance run on a sandbox, with products that fit its questions. */
export async function runOn(
	sandbox: Sandbox,
	{ send, who = accountOf(sandbox), endUser = false }: Setting = {},
) {
	const wired = send ?? tdSynnexSend(sandbox.addresses.tdSynnex!, who, 5_000);
	const needs = (required: boolean) =>
		skuOf(sandbox, ({ endUserRequired }) => endUserRequired === required);
	return await runConformance(
		{ send: wired, clock: hurried, account: who },
		needs(false),
		endUser ? needs(true) : '',
	);
}

interface Setting {
	send?: Send;
	who?: AccountSettings;
	/** Whether it also asks about a product that requires an end user. */
	endUser?: boolean;
}

/** Of hardware in stock with some on order. */
function skuOf({ tdSynnex }: Sandbox, fits: (product: WorldProduct) => boolean): string {
	const { world } = tdSynnex.shop;
	const products = Array.from({ length: world.skus }, (_, index) => world.at(index));
	const found = products.find(
		(product) =>
			product.status === 'Active' &&
			product.hostility === null &&
			product.category.media !== 'SWL' &&
			product.totalQuantity > 3 &&
			product.stock.some(({ onOrder }) => onOrder > 0) &&
			fits(product),
	);
	return found!.sku;
}
