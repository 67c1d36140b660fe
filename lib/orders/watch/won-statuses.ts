import type { Autotask } from '../../autotask/types';
import { Problem } from '../../shared/problem';

/**
 * The picklist values of those labels that this Autotask has.
 *
 * @throws Problem when it has none of them: nothing would ever count as won
 */
export async function wonValues(autotask: Autotask, labels: string[]): Promise<string[]> {
	const wanted = labels.map((label) => label.trim().toLowerCase()).filter(Boolean);
	const fields = await autotask.fields('Opportunities');
	const picklist = fields.find(({ name }) => name === 'status')?.picklist ?? [];
	const values = picklist
		.filter(({ label }) => wanted.includes(label.trim().toLowerCase()))
		.map(({ value }) => value);
	if (values.length > 0) return values;
	throw new Problem({
		code: 'status-unknown',
		cause: `Autotask has none of the opportunity statuses "${labels.join(',').trim()}"; it has ${picklist.map(({ label }) => label).join(', ') || 'none that the API user can see'}`,
		remedy: 'Correct Won Statuses in the trigger.',
	});
}
