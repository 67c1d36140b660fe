import {
	type OpportunitySettings,
	planFromOpportunity,
	readOpportunity,
} from '../../../lib/orders/create/plan-from-opportunity';
import { commonParts, eachNewOrder, type PlanOf, textAt } from './new-orders';
import type { Operation } from './types';

export const createFromOpportunity: Operation = {
	option: {
		name: 'Create From Opportunity',
		value: 'createFromOpportunity',
		description:
			"Make an Autotask purchase order from a won opportunity's primary quote, once for each quote",
		action: 'Create a purchase order from an opportunity',
	},
	run: async (setting) => await eachNewOrder(setting, 'opportunity', 'create', planOfOpportunity),
};

/** The purchase order of a won opportunity: the lines of its primary quote. */
export const planOfOpportunity: PlanOf = async (setting, id, [first = 0]) => {
	const { ports, choices } = setting;
	const won = await readOpportunity(ports.autotask, id, choices.source);
	return planFromOpportunity(won, {
		source: choices.source,
		wonStatuses: textAt(setting, 'wonStatuses', first)
			.split(',')
			.map((label) => label.trim())
			.filter(Boolean),
		shipTo: textAt(setting, 'opportunityShipTo', first) as OpportunitySettings['shipTo'],
		...(await commonParts(setting, first)),
	});
};
