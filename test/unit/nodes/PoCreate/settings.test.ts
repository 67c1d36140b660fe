import type { IExecuteFunctions } from 'n8n-workflow';
import { readChoices } from '../../../../nodes/PoCreate/settings';
import { runTotalOf } from '../../../../nodes/PoCreate/execution-total';

type Json = Record<string, unknown>;

/** A node whose expressions are `=field` of the input item, as n8n hands them out. */
function context(parameters: Json, items: Json[] = [{}]): IExecuteFunctions {
	const workedOut = (value: unknown, item: Json): unknown => {
		if (typeof value === 'string') return value.startsWith('=') ? item[value.slice(1)] : value;
		if (Array.isArray(value)) return value.map((one) => workedOut(one, item));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, one]) => [key, workedOut(one, item)]),
		);
	};
	return {
		getNode: () => ({ parameters }),
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter: (name: string, index: number, fallback: unknown) =>
			name in parameters ? workedOut(parameters[name], items[index] ?? {}) : fallback,
	} as unknown as IExecuteFunctions;
}
const choices = (parameters: Json, items?: Json[]) =>
	readChoices(context({ vendor: '174', readyStatus: 'New', ...parameters }, items)).settings;

describe('what PO Create makes of its parameters', () => {
	it('not touched are the limits and times of the documentation', () => {
		const { rules, timing } = choices({});
		expect(rules).toMatchObject({
			capPerOrder: '10000',
			capPerRun: '25000',
			capPerDay: '50000',
			approvalAbove: '5000',
			costTolerance: { percent: '5', amount: '50' },
			readyStatus: 'New',
			off: [],
		});
		expect(timing).toEqual({
			settle: 10_000,
			claimLife: 600_000,
			quiet: 360_000,
			window: 3_600_000,
		});
	});

	it('a limit left empty on purpose is none', () => {
		expect(choices({ rules: { capPerOrder: '' } }).rules.capPerOrder).toBe('');
	});

	it.each([
		['capPerOrder', 'Cap per Order'],
		['capPerRun', 'Cap per Run'],
		['capPerDay', 'Cap per Day'],
		['approvalAbove', 'Approval Needed Above'],
		['tolerancePercent', 'Cost Tolerance (%)'],
		['toleranceAmount', 'Cost Tolerance (Amount)'],
	])(
		'%s from a field that is not there, or empty, is refused, not taken for none',
		(name, field) => {
			for (const items of [[{}], [{ limit: '' }], [{ limit: null }], [{ limit: '  ' }]])
				expect(() => choices({ rules: { [name]: '=limit' } }, items)).toThrow(
					`${field} is an expression that returns nothing`,
				);
			expect(() => choices({ rules: { [name]: '=limit' } }, [{ limit: '2500' }])).not.toThrow();
		},
	);

	it.each(['none', ' None '])('a limit whose expression gives the word "%s" is none', (limit) => {
		const { rules } = choices({ rules: { capPerOrder: '=limit' } }, [{ limit }]);
		expect(rules.capPerOrder).toBe('');
	});

	it('a cap that differs from item to item is refused: it applies to the whole run', () => {
		const rules = { capPerOrder: '=cap' };
		expect(() => choices({ rules }, [{ cap: '100' }, { cap: '100' }, { cap: '90000' }])).toThrow(
			'Rules differs between the input items 1 and 3',
		);
		expect(choices({ rules }, [{ cap: '100' }, { cap: '100' }]).rules.capPerOrder).toBe('100');
	});

	it.each(['', '=nothing'])(
		'a Ready Status of "%s" does not let any status through',
		(readyStatus) => {
			expect(() => choices({ readyStatus })).toThrow(/Ready Status is empty/);
		},
	);

	it.each([
		['settle', 0],
		['settle', 'soon'],
		['settle', 0.01],
		['settle', 500],
		['claimLife', -1],
		['claimLife', ''],
		['window', -5],
		['poNumberLength', 'x'],
		['poNumberLength', 0],
	])('a %s of %p is refused', (name, value) => {
		expect(() => choices({ safety: { [name]: value } })).toThrow(/is not a number from/);
	});

	it('a time or a setting whose expression gives nothing stays what it is by default', () => {
		const found = choices({
			safety: { settle: '=a', claimLife: '=a', window: '=a' },
			writeBack: { orderNumberField: '=a', statusAfterOrder: '=a', writeEta: '=a' },
		});
		expect(found.timing.settle).toBe(10_000);
		expect(found).toMatchObject({
			orderNumberField: 'afterAccounting',
			statusAfterOrder: 'Submitted',
			writeEta: true,
		});
	});
});

describe('the cap of a run', () => {
	it('is one for all that an execution orders, and another for the next execution', () => {
		const execution = new AbortController().signal;
		const next = new AbortController().signal;
		const runTotal = (signal: AbortSignal) =>
			runTotalOf({ getExecutionCancelSignal: () => signal });
		runTotal(execution).spent = '900';
		expect(runTotal(execution).spent).toBe('900');
		expect(runTotal(next).spent).toBe('0');
	});
});
