import type { Decision } from './plan/decision';
import type { Held } from './plan/decision--part';
import type { SkuPattern } from '../shared/sku';
import type { Wanted } from './plan/desired';

/** The same item left alone, with the reason. */
export function skip(base: Decision, held: Held): Decision {
	return {
		...base,
		...held,
		action: 'skip',
		record: {},
		link: { kind: 'keep' },
		changes: [],
		pricedBy: '',
	};
}

/** An item about which nothing is decided yet. */
export function blank(item: Wanted, pattern: SkuPattern): Decision {
	return {
		index: item.index,
		sku: item.sku,
		autotaskSku: pattern.toAutotask(item.sku),
		name: item.name ?? item.description ?? '',
		action: 'leave',
		productId: null,
		record: {},
		link: { kind: 'keep' },
		changes: [],
		pricedBy: '',
		standingPrice: null,
		code: '',
		reason: '',
		remedy: '',
		warnings: [...item.warnings],
	};
}
