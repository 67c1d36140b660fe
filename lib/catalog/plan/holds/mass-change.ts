import { type Decision, skip } from '../decision';

/**
 * A wrong or half file must not empty the catalog: past the share `limit`, in percent, nothing is
 * set inactive; 0 = no limit.
 */
export function holdMassChange(decisions: Decision[], found: number, limit: number): Decision[] {
	const retired = new Set(
		decisions.filter(({ action, record }) => action === 'update' && record.isActive === false),
	);
	if (limit === 0 || retired.size <= RETIRED_AT_LEAST) return decisions;
	if (retired.size * 100 <= found * limit) return decisions;
	return decisions.map((decision) =>
		retired.has(decision)
			? skip(decision, {
					code: 'retire-brake',
					reason: `${retired.size} of ${found} products would be set inactive; the limit is ${limit} %.`,
					remedy:
						'Check the price file. If it is correct, raise Most Products Set Inactive (%) once.',
				})
			: decision,
	);
}
/** A small catalog may lose a handful of products at once. */
const RETIRED_AT_LEAST = 20;
