import { statusValue } from '../../autotask/metadata/picklist';
import { TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask } from '../../autotask/types';
import { Problem } from '../../shared/problem';
import type { OrderPorts } from '../ports';
import type { ChargeKind } from '../purchase-order/charge-types';
import type { ProductSource } from '../purchase-order/products';
import { letSee, unseenInWords } from '../purchase-order/unseen-demand';
import type { LiveItem } from '../types';
import type { ChargeSelection } from './charge-selection';
import { type ChargePlans, type ChargeSettings, planFromCharges } from './plan-from-charges';
import { findStanding } from './find-existing';
import {
	nameOf,
	type OpportunitySettings,
	planFromOpportunity,
	requireWon,
	type WonOpportunity,
} from './plan-from-opportunity';
import type { PlannedPo } from './types';
import { type Demands, readDemands } from './read-demands';

/** Reads the charges of a selection and says which purchase orders they come to. Writes nothing. */
export async function planCharges(
	{ autotask, tdSynnex }: OrderPorts,
	selection: ChargeSelection,
	source: ProductSource,
	settings: Omit<ChargeSettings, 'vendorId'>,
): Promise<ChargePlans & { charges: number; unseen: ChargeKind[] }> {
	const demands = await readDemands(autotask, selection, source);
	const skus = settings.costFrom === 'live' ? skusOf(demands) : [];
	const live = skus.length > 0 ? await pricesOf(tdSynnex, skus) : NO_PRICES;
	const plans = planFromCharges(demands, { ...settings, vendorId: source.vendorId }, live);
	const unseen = demands.unseen.filter((kind) => !settings.modulesNotInUse.includes(kind));
	return { ...plans, charges: demands.demands.length, unseen };
}

const NO_PRICES: ReadonlyMap<string, LiveItem> = new Map();

/**
 * What TD SYNNEX asks now. A product that it states no price for costs what stands in Autotask.
 *
 * @throws Problem where it could not be asked: an old cost must not pass for the price of now
 */
async function pricesOf(
	tdSynnex: OrderPorts['tdSynnex'],
	skus: string[],
): Promise<ReadonlyMap<string, LiveItem>> {
	const { items, ended } = await tdSynnex.live(skus);
	if (ended === null) return items;
	const { code, cause, remedy, reach, retryable } = ended;
	throw new Problem({
		code,
		reach,
		retryable,
		cause: `TD SYNNEX could not be asked for its current prices, so no purchase order was created: ${cause}`,
		remedy,
	});
}

function skusOf({ demands }: Demands): string[] {
	return [...new Set(demands.flatMap(({ product }) => (product?.sku ? [product.sku] : [])))];
}

/** What to do with a won deal that has no charges where Autotask's Procurement is in use. */
export type WithoutCharges = 'stop' | 'byProduct';

/**
 * The purchase orders of a won opportunity: of its charges where the won wizard made them, else of
 * the products on its primary quote.
 *
 * @throws Problem when nothing is to be ordered, or when nobody can tell whether its charges are
 */
export async function planOpportunity(
	ports: OrderPorts,
	won: WonOpportunity,
	settings: OpportunitySettings,
	withoutCharges: WithoutCharges,
): Promise<PlannedPo[]> {
	requireWon(won, settings);
	const { autotask } = ports;
	const { source, shipTo } = settings;
	const found = await planCharges(
		ports,
		{ by: 'opportunity', ids: [TEXT.parse(won.opportunity.id)] },
		source,
		{
			...settings,
			groupBy: 'shipTo',
			shipTo: shipTo === 'quote' ? 'sale' : shipTo,
			costFrom: 'live',
			customerPoNumber: false,
		},
	);
	if (found.charges > 0) return ofCharges(won, found);
	const plan = planFromOpportunity(won, settings);
	const begun = await findStanding(autotask, plan, Number(await statusValue(autotask, 'Canceled')));
	if (begun !== null) return [plan];
	if (found.unseen.length > 0) throw chargesUnseen(won, found.unseen);
	if (TEXT.parse(won.opportunity.salesOrderID) !== '') throw chargesElsewhere(won);
	const procurement = await procurementIn(autotask);
	if (procurement === 'off') return [plan];
	if (withoutCharges === 'stop') throw wizardNotRun(won, procurement);
	return [{ ...plan, leftOut: [...plan.leftOut, BY_PRODUCT] }];
}

/**
 * All that is left out is said with the first purchase order, or is the reason why there is none.
 */
function ofCharges(won: WonOpportunity, { plans, leftOut }: ChargePlans): PlannedPo[] {
	const texts = leftOut.map(({ text }) => text);
	const [first, ...others] = plans;
	if (first === undefined) throw nothingToOrder(nameOf(won), texts);
	return [{ ...first, leftOut: [...first.leftOut, ...texts] }, ...others];
}

/** What to say where none of the charges that were named can be ordered. */
export function nothingToOrder(record: string, why: string[]): Problem {
	return new Problem({
		code: 'nothing-to-order',
		record,
		cause: `none of its charges needs ordering: ${why.join('; ') || 'it has none'}`,
		remedy:
			why.length === 0
				? 'Charges of a won deal can be on a ticket, project or contract that does not name the deal. Find them in Autotask, and select that ticket, project or contract.'
				: 'If a charge waits for approval, approve it in Autotask. If it is on a purchase order, there is nothing left to do.',
	});
}

/** Sales orders are made by the won wizard alone, and only where Procurement is in use. */
async function procurementIn(autotask: Autotask): Promise<'on' | 'off' | 'unknown'> {
	try {
		const some = await autotask.query('SalesOrders', {
			filter: [{ op: 'exist', field: 'id' }],
			fields: ['id'],
			max: 1,
		});
		return some.length > 0 ? 'on' : 'off';
	} catch (error) {
		return unknownIfRefused(error);
	}
}

function unknownIfRefused(error: unknown): 'unknown' {
	if (error instanceof Problem && error.code === 'autotask-permission') return 'unknown';
	throw error;
}

function chargesElsewhere(won: WonOpportunity): Problem {
	return new Problem({
		code: 'charges-not-found',
		record: nameOf(won),
		cause:
			'it has a sales order, so its charges exist, on a ticket, project, or contract that does not name the opportunity, or that the API user cannot see',
		remedy:
			'Use Create From Charges with that ticket, project, or contract. Do not order it by product: its charges would be ordered a second time.',
	});
}

/** Its charges may be just there: to order by product could be to order a second time. */
function chargesUnseen(won: WonOpportunity, unseen: ChargeKind[]): Problem {
	return new Problem({
		code: 'charges-unseen',
		record: nameOf(won),
		cause: `the API user is not allowed to read ${unseenInWords(unseen)}, so it is not known whether it has charges, and whether they are already ordered`,
		remedy: letSee(unseen, false),
	});
}

function wizardNotRun(won: WonOpportunity, procurement: 'on' | 'unknown'): Problem {
	const cause =
		procurement === 'on'
			? 'it was won without the Won Opportunity Wizard, so it has no charges: goods ordered by product would be received as free stock, for nobody, and could be ordered again from charges that are created later'
			: 'it has no charges, and it is not known whether Autotask creates them here, because the API user is not allowed to read sales orders';
	return new Problem({
		code: 'wizard-not-run',
		record: nameOf(won),
		cause,
		remedy:
			'Run the Won Opportunity Wizard or the Won Quote Wizard in Autotask, then run again. To order by product anyway, set Deals Without Charges to Order by Product.',
	});
}

const BY_PRODUCT =
	'its charges, which were never created: the lines are created by product, so the goods are received as free stock, and nothing is billed for them';
