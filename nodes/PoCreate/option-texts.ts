import type { IExecuteFunctions } from 'n8n-workflow';
import type { OptionTexts } from '../../lib/orders/request/options';
import { Problem } from '../../lib/shared/problem';
import { isTool } from '../shared/tries';
import { refuseNothing, unlessNone } from './expressions';

/**
 * Order options of one input item, as texts.
 *
 * @throws Problem where an approval that was to be limited would be for any order
 */
export function readOptionTexts(context: IExecuteFunctions, itemIndex: number): OptionTexts {
	const set = context.getNodeParameter('orderOptions', itemIndex, {}) as Record<string, unknown>;
	for (const [name, field] of APPROVAL_LIMITS)
		refuseNothing(context, field, ['orderOptions', name], set[name]);
	const texts = Object.fromEntries(
		Object.entries(set).map(([name, value]) => [name, String(value ?? '')]),
	);
	const limits = Object.fromEntries(
		APPROVAL_LIMITS.map(([name]) => [name, unlessNone(texts[name])] as const),
	);
	if (isTool(context) && texts.approvedBy && !limits.approvedUpTo && !limits.approvedContent)
		throw unlimitedAgent();
	return { ...texts, ...limits };
}

/** What an approval is for, by the words of the screen. */
const APPROVAL_LIMITS: ['approvedUpTo' | 'approvedContent', string][] = [
	['approvedUpTo', 'Approved Up To'],
	['approvedContent', 'Approved Content'],
];

/** A person who lets an agent order has seen one total, and not whatever the agent orders. */
function unlimitedAgent(): Problem {
	return new Problem({
		code: 'parameter-missing',
		cause: 'Approved By is filled in for an AI agent, without a limit to what it may order',
		remedy: 'Also fill in Approved Up To or Approved Content.',
	});
}
