import {
	type OpportunitySettings,
	readOpportunity,
} from '../../../lib/orders/create/plan-from-opportunity';
import { planOpportunity, type WithoutCharges } from '../../../lib/orders/create/plan-charges';
import { commonParts, eachNewOrder, type PlanOf, textAt } from './new-orders';
import type { Operation } from './types';

export const createFromOpportunity: Operation = {
	option: {
		name: 'Create From Opportunity',
		value: 'createFromOpportunity',
		description:
			'Create an Autotask purchase order from the charges of a won opportunity, or from its primary quote if it has no charges, each once',
		action: 'Create a purchase order from an opportunity',
	},
	run: async (setting) => await eachNewOrder(setting, 'opportunity', 'create', planOfOpportunity),
};

/** The purchase orders of a won opportunity: its charges, or the lines of its primary quote. */
export const planOfOpportunity: PlanOf = async (setting, id, [first = 0]) => {
	const { ports, choices } = setting;
	const won = await readOpportunity(ports.autotask, id, choices.source);
	const settings = {
		source: choices.source,
		wonStatuses: textAt(setting, 'wonStatuses', first)
			.split(',')
			.map((label) => label.trim())
			.filter(Boolean),
		shipTo: textAt(setting, 'opportunityShipTo', first) as OpportunitySettings['shipTo'],
		...(await commonParts(setting, first)),
	};
	const withoutCharges = textAt(setting, 'withoutCharges', first) || 'stop';
	return await planOpportunity(ports, won, settings, withoutCharges as WithoutCharges);
};
