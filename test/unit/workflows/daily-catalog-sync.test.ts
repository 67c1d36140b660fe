import { DateTime } from 'luxon';
import { type Around, given, lets, parametersOf, worked } from '../../support/expression';
import { shipped } from '../../support/shipped-workflows';

const FILE = 'daily-catalog-sync';
const NEW_YORK = { zone: 'America/New_York' };
const NOW = DateTime.fromISO('2026-11-24T12:30:00', NEW_YORK);
const at = (time: string) => DateTime.fromISO(`2026-11-${time}`, NEW_YORK);
const valueOf = (node: string, field: string) => {
	const { assignments } = parametersOf(FILE, node).assignments as {
		assignments: { name: string; value: string | number }[];
	};
	return assignments.find(({ name }) => name === field)!.value;
};
const expressionOf = (node: string, field: string) => String(valueOf(node, field));
const SETTINGS = {
	waitMinutes: Number(valueOf('Settings', 'waitMinutes')),
	goOnUntil: expressionOf('Settings', 'goOnUntil'),
};
const UNTIL = at('25T04:00').toISO()!;

/** Where a run goes on until, by what it was handed and its settings. */
const untilWhen = (field: string, json: object, called?: object, now = NOW) =>
	worked(
		expressionOf('Until when', field),
		given(called ? { 'When called': [{ ...called }] } : {}),
		{ ...SETTINGS, ...json },
		now,
	);

describe('the daily sync goes on by itself', () => {
	const next = (json: object, around: Partial<Around> = {}, now = NOW) =>
		worked(
			expressionOf('Summary', 'next'),
			given({}),
			{ items: 900, deferred: 300, left: 1, created: 0, updated: 1, failed: 0, uncertain: 0, until: UNTIL, ...SETTINGS, ...json },
			now,
			around,
		);

	it.each([
		['autotask-budget-used', 1],
		['autotask-rate-limit', 1],
		...['other-run', 'autotask-cancelled', 'created-meanwhile', 'price-brake'].map((code) => [code, 0]),
	])('after %s: %j', (code, left) => {
		expect(untilWhen('left', { dryRun: false, reasons: { [code]: 1 } })).toBe(left);
		expect(untilWhen('left', { dryRun: true, reasons: { [code]: 1 } })).toBe(0);
		expect(untilWhen('left', { dryRun: false, reasons: {} })).toBe(0);
	});

	it('and says when, and how much is done, in the time zone of the workflow', () => {
		expect(next({})).toBe('Goes on at 13:30, 600 of 900 done.');
		expect(next({ left: 0 })).toBe('');
		// the calls were just enough to read, since others used the hour
		expect(next({ updated: 0, deferred: 900 })).toBe('Goes on at 13:30, 0 of 900 done.');
	});

	it.each([
		['a run by hand, which would go on with a draft', {}, { active: false, mode: 'test' }, /by hand/],
		['a workflow that is not published', {}, { active: false }, /not published/],
		['what only failed', { updated: 0, failed: 3 }, {}, /All that was tried in this hour failed/],
		['a time of day that is none', { goOnUntil: '4 AM', until: '' }, {}, /goOnUntil in Settings/],
	] as const)('but not %s, and says why', (_what, json, around, why) => {
		expect(next(json, around)).toMatch(why);
	});

	it('not past the time of day', () => {
		expect(next({}, {}, at('25T02:59'))).toMatch(/^Goes on at 03:59,/);
		expect(next({}, {}, at('25T03:00'))).toMatch(/^Does not go on after 04:00: /);
		expect(next({}, {}, at('25T14:00'))).toMatch(/^Does not go on after 04:00: /);
	});

	it('not where a person has emptied the time', () => {
		expect(next({ goOnUntil: '' })).toBe('');
		expect(next({ goOnUntil: ' ' })).toBe('');
	});

	it.each([
		['in the morning', '24T05:45', '25T04:00'],
		['in the afternoon', '24T14:00', '25T04:00'],
		['at night', '25T01:00', '25T04:00'],
		['on the minute', '25T04:00', '26T04:00'],
		['before the clocks change', '01T00:30', '01T04:00'],
	])('until the next such time, begun %s', (_when, since, until) => {
		const end = at(until).toMillis();
		const millis = (value: unknown) => DateTime.fromISO(String(value)).toMillis();
		expect(millis(untilWhen('until', {}, undefined, at(since)))).toBe(end);
		const called = { since: at(since).toUTC().toISO() };
		expect(millis(untilWhen('until', {}, called, at(since).plus({ hours: 30 })))).toBe(end);
		expect(untilWhen('since', {}, called)).toBe(called.since);
	});

	it.each(['', 'never', '4', '24:00', '04:60', '4:00 AM', '04:00:00'])('"%s" is no such time', (goOnUntil) => {
		expect(untilWhen('until', { goOnUntil })).toBe('');
	});

	it.each(['4:00', ' 04:00 '])('"%s" is one', (goOnUntil) => {
		expect(untilWhen('until', { goOnUntil })).toBe(UNTIL);
	});

	it('and is through with its last hour when the next morning begins', () => {
		const [rule] = (parametersOf(FILE, 'Every morning').rule as {
			interval: { triggerAtHour: number; triggerAtMinute: number }[];
		}).interval;
		const [hour = 0, minute = 0] = SETTINGS.goOnUntil.split(':').map(Number);
		const last = hour * 60 + minute;
		expect(rule!.triggerAtHour * 60 + rule!.triggerAtMinute - last).toBeGreaterThanOrEqual(60);
	});

	/** The log takes a run that says Running for cut off when another one begins an hour later. */
	it('is no running run while it waits', () => {
		const log = (field: string, json: object) =>
			worked(expressionOf('For the log', field), given({}), json, NOW);
		const goesOn = { next: 'Goes on at 13:30, 600 of 900 done.', message: '12 rows read.' };
		expect(log('state', { state: 'stopped', ...goesOn })).toBe('Waiting');
		expect(log('message', goesOn)).toBe('Goes on at 13:30, 600 of 900 done. 12 rows read.');
		expect(log('state', { state: 'stopped', next: 'Does not go on.' })).toBe('Completed with warnings');
		expect(log('state', { state: 'completed', next: '' })).toBe('Completed');
		expect(log('message', { next: '', message: '12 rows read.' })).toBe('12 rows read.');
	});

	it('only then', () => {
		const later = (next: string) =>
			lets(parametersOf(FILE, 'Goes on later?'), given({}), { next }, NOW);
		expect(later(String(next({})))).toBe(true);
		expect(later(String(next({ updated: 0, failed: 1 })))).toBe(false);
		expect(later('')).toBe(false);
	});
});

describe('the run of the hour before', () => {
	const told = (field: string, json: object, failures = 0) => {
		const $ = given({ Summary: [{ failures, message: '12 rows read.' }] });
		return worked(expressionOf('Gone on, in words', field), $, json, NOW);
	};

	it('says that it started the next one, and which products failed until then', () => {
		expect(told('message', { since: 'x' })).toBe('Started the next hour at 12:30. 12 rows read.');
		expect(told('state', { since: 'x' })).toBe('Completed');
		expect(told('state', { since: 'x' }, 2)).toBe('Completed with warnings');
		expect(told('failures', { since: 'x' }, 2)).toBe(0);
	});

	it.each([
		['Workflow is not active and cannot be executed.', 'the workflow is not published', 0],
		['Workflow does not exist.', 'Workflow does not exist.', 1],
	])('says that it did not: %s', (error, words, failures) => {
		expect(told('message', { error })).toMatch(`Did not go on: ${words}`);
		expect(told('state', { error })).toBe('Completed with warnings');
		// then nobody else tells of what failed
		expect(told('failures', { error })).toBe(failures);
		expect(told('failures', { error }, 2)).toBe(failures + 2);
	});

	it('lets n8n name the workflow, whose id is another one after an import by hand', () => {
		const { workflowId, options } = parametersOf(FILE, 'Start anew');
		expect(workflowId).toMatchObject({ mode: 'id', value: '={{ $workflow.id }}' });
		expect(options).toMatchObject({ waitForSubWorkflow: false });
	});
});

test('the sentence of a run says who used the calls of the hour, where that is known', () => {
	const message = (hourlyCalls: object | null) =>
		worked(
			expressionOf('Summary', 'message'),
			given({ 'TD SYNNEX Catalog Fetch': [{ rowsRead: 12 }] }),
			{ dryRun: false, items: 9, failed: 0, uncertain: 0, autotaskCalls: 97, hourlyCalls, reasons: {} },
			NOW,
		);
	const sides = { limit: 10_000, byThisN8n: 98, byOthers: 1203 };
	expect(message(sides)).toMatch(
		/; 97 Autotask calls; of 10000 in this hour n8n made 98, other tools 1203\.$/,
	);
	expect(message(null)).toMatch(/; 97 Autotask calls\.$/);
});

test('only what was reached counts as processed in the log', () => {
	const log = (json: object) => worked(expressionOf('For the log', 'processed'), given({}), json, NOW);
	expect(log({ items: 20_000, deferred: 17_600 })).toBe(2_400);
	expect(log({ items: 300, deferred: 0 })).toBe(300);
});

test('what failed shows the last run as failed, also what an earlier hour could not try again', () => {
	const failures = (json: object) =>
		worked(
			expressionOf('Summary', 'failures'),
			given({}),
			{ failed: 2, uncertain: 1, deferred: 0, failedBefore: 4, reasons: {}, ...json },
			NOW,
		);
	expect(failures({})).toBe(3);
	expect(failures({ deferred: 9 })).toBe(7);
	expect(failures({ reasons: { 'price-brake': 5 } })).toBe(8);
	expect(untilWhen('failedBefore', {}, { failures: '4' })).toBe(4);
	expect(untilWhen('failedBefore', {})).toBe(0);
	const handed = parametersOf(FILE, 'Start anew').workflowInputs as { value: Record<string, string> };
	expect(worked(handed.value.failures!, given({}), { failures: 4 }, NOW)).toBe('4');
	const { connections } = shipped().find(({ file }) => file === FILE)!;
	const after = (output: number) => connections['Goes on later?']?.main?.[output]?.[0]?.node;
	expect([after(0), after(1)]).toEqual(['Wait for calls', 'Anything failed?']);
});

test('a run that begins or fails does not take back what it is known to have written', () => {
	const { value } = parametersOf('activity-log', 'Keep the run').columns as {
		value: Record<string, string>;
	};
	const kept = (told: object, row: object) =>
		worked(value.added!, given({ Settings: [told as Record<string, unknown>] }), row, NOW);
	expect(kept({ added: 0 }, { added: 4_000 })).toBe(4_000);
	expect(kept({}, { added: 4_000 })).toBe(4_000);
	expect(kept({ added: 4_500 }, { added: 4_000 })).toBe(4_500);
	expect(kept({ added: 7 }, {})).toBe(7);
});
