import type { Fact } from './types';

/** What a run found out, for the sandbox and for people; holds no secret. */
export interface ConformanceSettings {
	version: 1;
	host: string;
	time: string;
	/** As `npm run sandbox -- --manners FILE` takes them; only what was found. */
	manners: Record<string, string | boolean>;
	/** Fields of the nodes that should be set otherwise than they start, with the value. */
	nodes: { node: string; field: string; value: string }[];
	/** The rest of what was found: words and lists. */
	facts: Record<string, Fact['answer']>;
}

/** Facts that the sandbox has a manner for. */
export const MANNERS = [
	'autoFill',
	'backOrders',
	'comments',
	'endUserMissing',
	'errorsAt',
	'etaForm',
	'heldInStatus',
	'longTexts',
	'priceTolerance',
	'shortStock',
	'unknownShipMethod',
	'unknownSku',
];

export function settingsOf(facts: Fact[], host: string, time: string): ConformanceSettings {
	const found = facts.filter(({ status }) => status === 'found');
	const isManner = ({ fact }: Fact) => MANNERS.includes(fact);
	const entries = (some: Fact[]) => Object.fromEntries(some.map((one) => [one.fact, one.answer]));
	return {
		version: 1,
		host,
		time,
		manners: entries(found.filter(isManner)) as Record<string, string | boolean>,
		nodes: nodesOf(new Map(found.map(({ fact, answer }) => [fact, answer]))),
		facts: entries(found.filter((one) => !isManner(one))),
	};
}

/** What the facts mean for the fields of PO Create. */
function nodesOf(found: Map<string, Fact['answer']>): ConformanceSettings['nodes'] {
	const node = 'TD SYNNEX PO Create';
	const tolerance = found.get('priceTolerance');
	const field = 'Rules > Price Tolerance';
	return [
		...(typeof tolerance === 'string' && tolerance !== 'off'
			? [{ node, field, value: tolerance }]
			: []),
		...(found.get('comments') === 'ignore'
			? [{ node, field: 'Rules > Switched Off', value: 'Comment Holds' }]
			: []),
		...(found.get('shipToNameLength') === true
			? [{ node, field: 'Safety > Text Lengths > shipToName', value: 'more than 30' }]
			: []),
	];
}
