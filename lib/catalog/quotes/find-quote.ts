import { z } from 'zod';
import { same } from '../../autotask/metadata/picklist';
import { TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask } from '../../autotask/types';
import { Problem } from '../../shared/problem';

/** A quote that may still be changed. */
export interface OpenQuote {
	id: number;
	number: string;
	name: string;
	opportunityId: string;
	opportunity: string;
}

/**
 * The quote of a number, or `null` where none is named.
 *
 * @param openStatuses labels of the opportunity statuses that count as open
 * @throws Problem when there is none, several, or it is inactive or its opportunity closed: nothing
 *   is to be written then
 */
export async function findOpenQuote(
	autotask: Autotask,
	typed: string,
	openStatuses: string[],
): Promise<OpenQuote> {
	const number = typed.trim().replace(/^#/, '');
	const record = `quote ${number || '(none)'}`;
	if (!/^\d{1,9}$/.test(number))
		throw refused('quote-number', record, `"${typed}" is not a quote number`, CHECK_NUMBER);
	const quotes = await autotask.query('Quotes', {
		filter: [{ op: 'eq', field: 'quoteNumber', value: Number(number) }],
		fields: ['id', 'name', 'opportunityID', 'isActive'],
	});
	const [found, another] = quotes.map((one) => QUOTE.parse(one));
	if (!found)
		throw refused('quote-not-found', record, 'Autotask shows no such quote', CHECK_NUMBER);
	if (another)
		throw refused(
			'quote-several',
			record,
			`Autotask has several quotes of this number: ${found.name}, ${another.name}`,
			'Add the products in Autotask by hand.',
		);
	if (found.isActive === 'false')
		throw refused(
			'quote-closed',
			record,
			`${found.name} is inactive`,
			'Activate it in Autotask, or name another quote.',
		);
	const opportunity = await autotask.get('Opportunities', Number(found.opportunityID));
	const fields = await autotask.fields('Opportunities');
	const picklist = fields.find(({ name }) => name === 'status')?.picklist ?? [];
	const status = picklist.find(({ value }) => value === TEXT.parse(opportunity?.status));
	if (!status || !openStatuses.some((label) => same(label, status.label)))
		throw refused(
			'quote-closed',
			record,
			`${found.name} is of an opportunity whose status is ${status?.label ?? 'unknown'}, not ${openStatuses.join(' or ')}`,
			'Name a quote of an open opportunity, or add the status to Open Statuses in the node.',
		);
	return {
		id: Number(found.id),
		number,
		name: found.name,
		opportunityId: found.opportunityID,
		opportunity: TEXT.parse(opportunity?.title),
	};
}

const CHECK_NUMBER =
	'Enter the Quote Number as Autotask shows it, and check that the API user may see quotes.';

function refused(code: string, record: string, cause: string, remedy: string): Problem {
	return new Problem({ code, record, cause, remedy });
}

const QUOTE = z.object({ id: TEXT, name: TEXT, opportunityID: TEXT, isActive: TEXT });
